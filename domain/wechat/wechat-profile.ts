import { orderError } from "../orders/order-reasons.ts";
import type { Context, Services } from "../services.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { WechatProfile } from "./ports.ts";

/** The caller's WeChat profile, as last shared. Throws `unknown-user` for an account without WeChat. */
export async function wechatProfile(
  services: Pick<Services, "wechatIdentities">,
  context: Context,
): Promise<WechatProfile> {
  const profile = await services.wechatIdentities.profileOf(requireAccount(context).id);
  if (profile === undefined) throw orderError("unknown-user");
  return profile;
}
