import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import { newSalt } from "../operations/submit-act.ts";
import { orderError } from "../orders/order-reasons.ts";
import type { Services } from "../services.ts";
import { withoutHidden } from "../shared/hidden-characters.ts";
import { parseInput } from "../shared/input.ts";

/** WeChat's openids: its documents say letters and digits, and those it gives have `-` and `_` too. */
const OPENID = /^[A-Za-z0-9_-]{11,99}$/;

/** Seconds for which its tokens are good: 30 days, since a mini program cannot refresh them. */
const LIFETIME = 2_592_000;

const profileInput = z
  .object({
    nickName: z
      .string()
      .trim()
      .max(200)
      .nullish()
      .transform((name) => (name && withoutHidden(name).trim()) || null),
    // Addresses other than web ones are files on the user's own phone.
    avatarUrl: z
      .string()
      .max(2048)
      .nullish()
      .transform((url) => (url && /^https?:\/\//i.test(url) && URL.canParse(url) ? url : null)),
  })
  .nullish()
  .transform((profile) => profile ?? { nickName: null, avatarUrl: null });

/** The input of a WeChat log-in. */
export const wechatLogInInput = z.object({ userInfo: profileInput });

/** A new token, its account, and its expiry. */
export interface WechatLoggedIn {
  readonly token: string;
  readonly account: Account;
  readonly expiresAt: Date;
}

/**
 * Log in with a WeChat code; a new user gets an account. Nobody knows its password. Throws `validation` if the code is
 * missing or WeChat refuses it.
 */
export async function wechatLogIn(
  services: Pick<Services, "keys" | "passwords" | "tokens" | "wechat" | "wechatIdentities">,
  input: unknown,
): Promise<WechatLoggedIn> {
  const { wechat, wechatIdentities, passwords, keys, tokens } = services;
  const code = (input as { readonly code?: unknown } | null | undefined)?.code;
  if (typeof code !== "string" || code.trim() === "") throw orderError("code-missing");
  const { userInfo } = parseInput(wechatLogInInput, input);
  // Longer than any WeChat code: no need to ask.
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
  const token = await tokens.issue(account, { lifetime: LIFETIME });
  return { token, account, expiresAt: tokens.expiryOf(token) };
}
