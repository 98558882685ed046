/** WeChat's numbers for what went wrong, and what each means to those who have to do something about it. */
import { type OrderReason, orderError } from "../../domain/orders/order-reasons.ts";
import type { MessageRefusal } from "../../domain/wechat/ports.ts";
import { WechatFault } from "./answer.ts";

/** WeChat is busy: the one code that tells of trouble. All others are answers. */
export const BUSY = -1;

/** The log-in code is not good: unknown or expired, used before, missing, of a user whom WeChat holds for a risk. */
export const BAD_CODE: ReadonlySet<number> = new Set([40029, 40163, 41008, 40226]);

/** The access token is not good any more. */
export const BAD_TOKEN: ReadonlySet<number> = new Set([40001, 40014, 42001]);

/** Messages that will not be taken however often they are sent. */
export const REFUSALS: ReadonlyMap<number, MessageRefusal> = new Map([
  [40003, "unknown-user"],
  [40037, "message-template-unknown"],
  [41030, "message-page-wrong"],
  [43101, "message-refused-by-user"],
  [45168, "message-data-sensitive"],
  [47003, "message-data-wrong"],
]);

/** Whichever endpoint is asked: its use is used up for a day or a minute, or the app's id or secret is not good. */
const FAULTS: ReadonlyMap<number, OrderReason> = new Map([
  [45009, "wechat-quota"],
  [45011, "wechat-too-often"],
  [40002, "wechat-misconfigured"],
  [40013, "wechat-misconfigured"],
  [40125, "wechat-misconfigured"],
  // The server's address is not among those that the app's owner allows.
  [40164, "wechat-misconfigured"],
  [41002, "wechat-misconfigured"],
  [41004, "wechat-misconfigured"],
]);

/** Asking for an access token: here the code of a bad token means a bad secret. */
const GRANT_FAULTS: ReadonlyMap<number, OrderReason> = new Map([...FAULTS, [40001, "wechat-misconfigured"]]);

/** Sending a message: what may be sent in a day, two messages to one user at a time, and apps that may send none. */
const SEND_FAULTS: ReadonlyMap<number, OrderReason> = new Map([
  ...FAULTS,
  [40038, "message-quota"],
  [45009, "message-quota"],
  [43108, "wechat-too-often"],
  [43107, "message-forbidden"],
  [48001, "message-forbidden"],
  [48004, "message-forbidden"],
]);

const KINDS = { session: FAULTS, grant: GRANT_FAULTS, send: SEND_FAULTS } as const;

/** The error for what went wrong with a call; `wechat-unavailable` where no more is to be said. */
export function wechatError(kind: keyof typeof KINDS, cause: unknown): Error {
  const reason = cause instanceof WechatFault ? KINDS[kind].get(cause.errcode) : undefined;
  return orderError(reason ?? "wechat-unavailable", { cause });
}
