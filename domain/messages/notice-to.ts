import type { Account } from "../accounts/account.ts";
import type { Services } from "../services.ts";
import { type Notice, noticeMessage } from "./notice-message.ts";
import type { NewMessage } from "./outgoing-messages.ts";

/**
 * A notice to an account: a mail where it has an address, else a text message; undefined where it has neither, or there is
 * no way to send it.
 *
 * @param noticeBy What is told; a text message has less room.
 * @param lifetime Milliseconds after which nobody needs to be told any more.
 */
export function noticeTo(
  { delivery, now }: Pick<Services, "delivery" | "now">,
  { email, phone }: Pick<Account, "email" | "phone">,
  noticeBy: (channel: "email" | "phone") => Notice,
  lifetime: number,
): NewMessage | undefined {
  const channel = email === null ? "phone" : "email";
  const to = email ?? phone;
  if (to === null || !delivery.carries(channel)) return undefined;
  return { message: noticeMessage(channel, to, noticeBy(channel)), expiresAt: new Date(now().getTime() + lifetime) };
}
