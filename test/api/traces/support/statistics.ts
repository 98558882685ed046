/** What the tests of statistics have in common: a batch, a clock of their own, and looks by people of any country. */
import pino from "pino";
import { createApp } from "../../../../api/app.ts";
import type { Hex } from "../../../../domain/shared/hex.ts";
import { type Api, clientOf, NO_LIMITS } from "../../support/api.ts";

/** User agents as they are sent. */
export const AGENTS = {
  iPhone:
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
  wechat:
    "Mozilla/5.0 (Linux; Android 14; V2314A Build/UP1A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.49",
  harmony:
    "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 ArkWeb/4.1 Mobile",
  desktop:
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
};

/** Programs that look at pages. */
export const BOTS = [
  "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
  "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
  "curl/8.5.0",
  "python-requests/2.32.0",
];

/** Addresses of resolvers that everybody knows, by country. */
export const ADDRESSES = { CN: "114.114.114.114", US: "8.8.8.8", DE: "193.99.144.80" };

/** The same services behind one proxy, with a clock that stands still. */
export function appAt(api: Api, now: () => Date, options: { limits?: boolean; log?: string[] } = {}) {
  return clientOf(
    createApp({
      services: { ...api.services, now },
      health: {} as never,
      rpc: async () => ({}),
      web: new Map(),
      logger: options.log
        ? pino({ level: "trace" }, { write: (line) => void options.log?.push(line) })
        : pino({ level: "silent" }),
      trustedProxies: 1,
      ...(options.limits ? {} : { rateLimits: NO_LIMITS }),
    }),
  );
}

/** The headers of somebody who looks. */
export function from(address: string, userAgent = AGENTS.iPhone): Record<string, string> {
  return { "x-forwarded-for": address, "user-agent": userAgent };
}

/** A new batch, by what is different about it. */
export async function createBatch(api: Api, token: string, change: object = {}) {
  const body = { name: "Apples", quantity: 1000, unit: "kg", ...change };
  const { body: answer } = await api.call("POST", "/v1/traces", { token, body });
  return answer.data as { id: string; batchCode: string; chain: { batchId: Hex } };
}
