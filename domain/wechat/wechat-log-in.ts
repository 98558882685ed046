import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import { withoutHidden } from "../accounts/hidden-characters.ts";
import { newSalt } from "../operations/submit-act.ts";
import { orderError } from "../orders/order-reasons.ts";
import type { Services } from "../services.ts";
import { parseInput } from "../shared/input.ts";

/** WeChat's openids: its documents say letters and digits, and those it gives have `-` and `_` too. */
const OPENID = /^[A-Za-z0-9_-]{11,99}$/;

const profileInput = z
  .object({
    nickName: z
      .string()
      .trim()
      .max(200)
      .nullish()
      .transform((name) => (name && withoutHidden(name).trim()) || null),
    // Other addresses than those of the web are files on the user's own phone.
    avatarUrl: z
      .string()
      .max(2048)
      .nullish()
      .transform((url) => (url && /^https?:\/\//i.test(url) && URL.canParse(url) ? url : null)),
  })
  .nullish()
  .transform((profile) => profile ?? { nickName: null, avatarUrl: null });

/** What a log-in with WeChat says. */
export const wechatLogInInput = z.object({ userInfo: profileInput });

/** A fresh token, whose it is, and when it ends. */
export interface WechatLoggedIn {
  readonly token: string;
  readonly account: Account;
  readonly expiresAt: Date;
}

/**
 * Log in with a code of WeChat's; whoever is new gets an account. It has no password: that of its hash is known to
 * nobody. Throws `validation` where the code is missing or WeChat does not take it.
 */
export async function wechatLogIn(
  services: Pick<Services, "keys" | "passwords" | "tokens" | "wechat" | "wechatIdentities">,
  input: unknown,
): Promise<WechatLoggedIn> {
  const { wechat, wechatIdentities, passwords, keys, tokens } = services;
  const code = (input as { readonly code?: unknown } | null | undefined)?.code;
  if (typeof code !== "string" || code.trim() === "") throw orderError("code-missing");
  const { userInfo } = parseInput(wechatLogInInput, input);
  // Longer than any code of WeChat's: it need not be asked.
  const openid = code.length > 512 ? undefined : await wechat.openidOf(code.trim());
  if (openid === undefined || !OPENID.test(openid)) throw orderError("openid-not-obtained");

  const newAccount = async () => {
    const username = `wx-${newSalt().slice(0, 20)}`;
    return {
      username,
      email: null,
      phone: null,
      name: userInfo.nickName ?? username,
      role: null,
      passwordHash: await passwords.hash(newSalt()),
      grantDue: false,
    };
  };
  const account = await wechatIdentities.logIn(openid, userInfo, newAccount, () => keys.create());
  const token = await tokens.issue(account);
  return { token, account, expiresAt: tokens.expiryOf(token) };
}
