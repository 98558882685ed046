import { orderError } from "../../domain/orders/order-reasons.ts";
import type { Wechat } from "../../domain/wechat/ports.ts";

/** WeChat when it is not set up: every call throws that. */
export function unconfiguredWechat(): Wechat {
  const refuse = () => Promise.reject(orderError("wechat-unconfigured"));
  return { openidOf: refuse, send: refuse, health: async () => "unconfigured" };
}
