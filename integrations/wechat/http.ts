/** WeChat's server API over HTTPS. */
import { z } from "zod";
import { orderError } from "../../domain/orders/order-reasons.ts";
import { DomainError } from "../../domain/shared/errors.ts";
import type { Wechat } from "../../domain/wechat/ports.ts";
import { ask } from "../outgoing/ask.ts";
import { createGuard, type Guard, type GuardedCall, type GuardOptions, isNotLetThrough } from "../outgoing/guard.ts";
import { probe } from "../outgoing/probe.ts";
import { grantSchema, wechatAccessToken } from "./access-token.ts";
import { parseAnswer, WechatFault } from "./answer.ts";
import { BAD_CODE, BAD_TOKEN, BUSY, REFUSALS, wechatError } from "./codes.ts";

/** WeChat's address, and the mini program. */
export interface WechatOptions {
  readonly apiUrl: string;
  readonly appId: string;
  readonly appSecret: string;
  /** The guard of its calls; a new one if left out. */
  readonly guard?: Guard;
  /** Milliseconds between two checks of WeChat's health. */
  readonly probeInterval?: number;
}

const LIMIT = 64 * 1024;

/** The connection was never made, so that nothing was sent. */
const NOT_CONNECTED = new Set([
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Timeouts of its calls. */
export const WECHAT_GUARD: GuardOptions = {
  timeout: 5_000,
  isAnswer: (error) => error instanceof WechatFault && error.errcode !== BUSY,
};

const sessionSchema = z.object({ openid: z.string() });

/** WeChat over HTTPS. */
export function wechatHttp(options: WechatOptions): Wechat {
  const { apiUrl, appId, appSecret, guard = createGuard("wechat", WECHAT_GUARD), probeInterval = 10_000 } = options;

  function exchange(
    call: GuardedCall,
    method: "GET" | "POST",
    path: string,
    query: Record<string, string>,
    body?: unknown,
  ) {
    const url = new URL(`${apiUrl}${path}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return guard.run(call, async (signal) => parseAnswer(await ask({ method, url, body, signal, limit: LIMIT })));
  }

  const token = wechatAccessToken(async (force) => {
    const body = { grant_type: "client_credential", appid: appId, secret: appSecret, force_refresh: force };
    // Forcing a token invalidates the previous one: it is requested once.
    const call = { operation: "stableToken", repeatable: !force };
    try {
      return grantSchema.parse((await exchange(call, "POST", "/cgi-bin/stable_token", {}, body)).value);
    } catch (error) {
      throw wechatError("grant", error);
    }
  });

  /** Post with an access token; retry once with a new one if WeChat refuses the first. */
  async function post(operation: string, path: string, body: unknown) {
    const call = { operation };
    const first = await token.current();
    try {
      return await exchange(call, "POST", path, { access_token: first }, body);
    } catch (error) {
      if (!(error instanceof WechatFault) || !BAD_TOKEN.has(error.errcode)) throw error;
      return exchange(call, "POST", path, { access_token: await token.after(first) }, body);
    }
  }

  return {
    async openidOf(code) {
      const query = { appid: appId, secret: appSecret, js_code: code, grant_type: "authorization_code" };
      try {
        const { value } = await exchange({ operation: "code2Session" }, "GET", "/sns/jscode2session", query);
        // Only this part of the answer is used: the session key is ignored.
        const session = sessionSchema.safeParse(value);
        return session.success ? session.data.openid : undefined;
      } catch (error) {
        if (error instanceof WechatFault && BAD_CODE.has(error.errcode)) return undefined;
        throw wechatError("session", error);
      }
    },

    async send({ openid, templateId, data, page }) {
      const body = { touser: openid, template_id: templateId, data, ...(page === null ? {} : { page }) };
      try {
        const { text } = await post("sendMessage", "/cgi-bin/message/subscribe/send", body);
        // Read from the text: the number has more digits than JavaScript's numbers can hold.
        return { id: /"msgid"\s*:\s*"?([\w-]{1,64})/.exec(text)?.[1] ?? null };
      } catch (error) {
        const refused = error instanceof WechatFault ? REFUSALS.get(error.errcode) : undefined;
        if (refused) return { refused };
        // Why there is no token.
        if (error instanceof DomainError) throw error;
        throw isUnsent(error) ? wechatError("send", error) : orderError("message-unconfirmed", { cause: error });
      }
    },

    health: probe(() => token.check(), probeInterval),
  };
}

/** Whether a message was certainly not sent: WeChat said so, or was not reached. Any other failure proves nothing. */
function isUnsent(error: unknown): boolean {
  if (error instanceof WechatFault || isNotLetThrough(error)) return true;
  const code = ((error as Error | undefined)?.cause as { readonly code?: unknown } | undefined)?.code;
  return typeof code === "string" && NOT_CONNECTED.has(code);
}
