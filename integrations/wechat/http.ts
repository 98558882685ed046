/** WeChat's server API over HTTPS. */
import { z } from "zod";
import { orderError } from "../../domain/order-reasons.ts";
import type { MessageRefusal, Wechat } from "../../domain/ports/wechat.ts";
import { ask } from "../outgoing/ask.ts";
import { createGuard, type Guard, type GuardedCall, type GuardOptions } from "../outgoing/guard.ts";
import { probe } from "../outgoing/probe.ts";
import { wechatAccessToken } from "./access-token.ts";
import { parseAnswer, WechatFault } from "./answer.ts";

/** Where WeChat is, and which mini program asks. */
export interface WechatOptions {
  readonly apiUrl: string;
  readonly appId: string;
  readonly appSecret: string;
  /** What its calls go through; one of its own if left out. */
  readonly guard?: Guard;
  /** Milliseconds between two checks of WeChat's health. */
  readonly probeInterval?: number;
}

const LIMIT = 64 * 1024;

/** Codes that say that the log-in code is not good: unknown or expired, used before, missing, of a blocked user. */
const BAD_CODE = new Set([40029, 40163, 41008, 40226]);
/** Codes that say that the access token is not good any more. */
const BAD_TOKEN = new Set([40001, 40014, 42001]);

/** Codes for messages that will not be taken however often they are sent. */
const REFUSALS = new Map<number, MessageRefusal>([
  [40003, "unknown-user"],
  [40037, "message-template-unknown"],
  [41030, "message-page-wrong"],
  [43101, "message-refused-by-user"],
  [47003, "message-data-wrong"],
]);
/** The code for a day's quota that is used up. */
const QUOTA = 45009;

/** WeChat is busy: the one code that tells of trouble. All others are answers. */
const BUSY = -1;

/** How patient its calls are. */
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
    // A token that was forced ends the one before: it is asked for once.
    const call = { operation: "stableToken", repeatable: !force };
    return (await exchange(call, "POST", "/cgi-bin/stable_token", {}, body)).value;
  });

  /** Post with an access token; once more with another one if WeChat does not take the first. */
  async function post(operation: string, path: string, body: unknown) {
    const first = await token.current();
    try {
      return await exchange({ operation }, "POST", path, { access_token: first }, body);
    } catch (error) {
      if (!(error instanceof WechatFault) || !BAD_TOKEN.has(error.errcode)) throw error;
      return exchange({ operation }, "POST", path, { access_token: await token.after(first) }, body);
    }
  }

  return {
    async openidOf(code) {
      const query = { appid: appId, secret: appSecret, js_code: code, grant_type: "authorization_code" };
      try {
        const { value } = await exchange({ operation: "code2Session" }, "GET", "/sns/jscode2session", query);
        // Of all that is answered only this is taken: the session key is not looked at.
        const session = sessionSchema.safeParse(value);
        return session.success ? session.data.openid : undefined;
      } catch (error) {
        if (error instanceof WechatFault && BAD_CODE.has(error.errcode)) return undefined;
        throw orderError("wechat-unavailable", { cause: error });
      }
    },

    async send({ openid, templateId, data, page }) {
      const body = { touser: openid, template_id: templateId, data, ...(page === null ? {} : { page }) };
      try {
        const { text } = await post("sendMessage", "/cgi-bin/message/subscribe/send", body);
        // Read from the text: the number has more digits than JavaScript's numbers hold.
        return { id: /"msgid"\s*:\s*"?([\w-]{1,64})/.exec(text)?.[1] ?? null };
      } catch (error) {
        const errcode = error instanceof WechatFault ? error.errcode : undefined;
        const refused = errcode === undefined ? undefined : REFUSALS.get(errcode);
        if (refused) return { refused };
        throw orderError(errcode === QUOTA ? "message-quota" : "wechat-unavailable", { cause: error });
      }
    },

    health: probe(() => token.check(), probeInterval),
  };
}
