import type { Account } from "../accounts/account.ts";
import type { Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";

/** What telling by WeChat takes. */
export type WechatServices = Pick<Services, "messages" | "now" | "wechat" | "wechatIdentities">;

/**
 * Tell an account by WeChat that has neither a mail address nor a phone, in the values of a template. What WeChat does not
 * take is in the log of messages, and holds up nothing. Gives whether it was tried.
 */
export async function tellByWechat(
  services: WechatServices,
  { id, email, phone }: Pick<Account, "id" | "email" | "phone">,
  templateId: string,
  values: Readonly<Record<string, string>>,
): Promise<boolean> {
  if (email !== null || phone !== null) return false;
  const openid = await services.wechatIdentities.openidOf(id);
  if (openid === undefined) return false;
  const data = Object.fromEntries(
    // No value of a template may be longer than 20 characters.
    Object.entries(values).map(([name, value]) => [name, { value: Array.from(value).slice(0, 20).join("") }]),
  );
  const { message } = await services.messages.begin({
    id: crypto.randomUUID(),
    accountId: id,
    templateId,
    page: null,
    createdAt: services.now(),
  });
  const finish = (state: "sent" | "refused" | "unconfirmed", messageId: string | null) =>
    services.messages.finish(message.id, { state, messageId, reason: null, updatedAt: services.now() });
  try {
    const result = await services.wechat.send({ openid, templateId, data, page: null });
    await ("refused" in result ? finish("refused", null) : finish("sent", result.id));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await finish("unconfirmed", null);
  }
  return true;
}
