/** WeChat's error codes, and what each means for whoever has to act on it. */
import { type OrderReason, orderError } from "../../domain/orders/order-reasons.ts";
import type { MessageRefusal } from "../../domain/wechat/ports.ts";
import { WechatFault } from "./answer.ts";

/** WeChat is busy: the only code that means a fault. All others are answers. */
export const BUSY = -1;

/** The log-in code is invalid: unknown or expired, used before, missing, or of a user whom WeChat considers a risk. */
export const BAD_CODE: ReadonlySet<number> = new Set([40029, 40163, 41008, 40226]);

/** The access token is no longer valid. */
export const BAD_TOKEN: ReadonlySet<number> = new Set([40001, 40014, 42001]);

/** Messages that WeChat refuses for good. */
export const REFUSALS: ReadonlyMap<number, MessageRefusal> = new Map([
  [40003, "unknown-user"],
  [40037, "message-template-unknown"],
  [41030, "message-page-wrong"],
  [43101, "message-refused-by-user"],
  [45168, "message-data-sensitive"],
  [47003, "message-data-wrong"],
]);

/** For every endpoint: the quota for the day or minute is used up, or the app's id or secret is invalid. */
const FAULTS: ReadonlyMap<number, OrderReason> = new Map([
  [45009, "wechat-quota"],
  [45011, "wechat-too-often"],
  [40002, "wechat-misconfigured"],
  [40013, "wechat-misconfigured"],
  [40125, "wechat-misconfigured"],
  // The server's address is not on the app owner's allowlist.
  [40164, "wechat-misconfigured"],
  [41002, "wechat-misconfigured"],
  [41004, "wechat-misconfigured"],
]);

/** Requesting an access token: here the code for a bad token means a bad secret. */
const GRANT_FAULTS: ReadonlyMap<number, OrderReason> = new Map([...FAULTS, [40001, "wechat-misconfigured"]]);

/** Sending a message: the daily quota, two simultaneous messages to one user, and apps that may not send any. */
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

/** The error for a failed call; `wechat-unavailable` by default. */
export function wechatError(kind: keyof typeof KINDS, cause: unknown): Error {
  const reason = cause instanceof WechatFault ? KINDS[kind].get(cause.errcode) : undefined;
  return orderError(reason ?? "wechat-unavailable", { cause });
}
