import { z } from "zod";
import { idempotencyOf } from "../operations/submit-act.ts";
import { type OrderReason, orderError } from "../orders/order-reasons.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { failpoint } from "../shared/failpoint.ts";
import { parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { LoggedMessage, MessageResult } from "./ports.ts";

const value = z.union([z.string().max(500, "A value must have at most 500 characters"), z.number()]).transform(String);

/** The input of a message. */
export const templateMessageInput = z.object({
  templateId: z.string("Template ID must be a text").trim().max(100, "Template ID must have at most 100 characters"),
  data: z
    .record(z.string().regex(/^[A-Za-z]\w{0,63}$/, "A name has letters, digits and underscores"), z.object({ value }), {
      error: "Data must be an object of values",
    })
    .refine((data) => Object.keys(data).length <= 50, "Data must have at most 50 values"),
  page: z
    .string("Page must be a text")
    .trim()
    .max(1024, "Page must have at most 1024 characters")
    .regex(/^[^\s:?#]*([?#][^\s]*)?$/, "Page must be a page of the mini program")
    .nullish()
    // WeChat's page paths lack the leading slash that mini programs write.
    .transform((page) => page?.replace(/^\/+/, "") || null),
});

/** A message that was sent. */
export interface SentMessage {
  readonly messageId: string;
  readonly sentAt: Date;
}

/**
 * Send the caller a subscription message, and log it. With a key, a message is sent once; the next request retries one
 * that could not be sent, but not one with an unknown outcome. Throws a refusal of the orders dialect for whatever
 * WeChat refuses.
 */
export async function sendTemplateMessage(
  services: Pick<Services, "hashOf" | "messages" | "now" | "outbox" | "requests" | "wechat" | "wechatIdentities">,
  context: Context,
  input: unknown,
): Promise<SentMessage> {
  const { wechat, wechatIdentities, messages } = services;
  const account = requireAccount(context);
  if (!isComplete(input)) throw orderError("incomplete");
  const { templateId, data, page } = parseInput(templateMessageInput, input);
  const openid = await wechatIdentities.openidOf(account.id);
  if (openid === undefined) throw orderError("unknown-user");

  const request = { verb: "send-template-message", templateId, data, page };
  const idempotency = await idempotencyOf(services, context, account, request);
  const { message, begun } = await messages.begin(
    { id: crypto.randomUUID(), accountId: account.id, templateId, page, createdAt: services.now() },
    idempotency,
  );
  if (!begun) return sentOf(message);
  failpoint("wechat:before-send");

  let result: MessageResult;
  try {
    result = await wechat.send({ openid, templateId, data, page });
  } catch (error) {
    const reason = reasonOf(error);
    const state = reason === "message-unconfirmed" ? "unconfirmed" : "failed";
    await messages.finish(message.id, { state, messageId: null, reason, updatedAt: services.now() });
    throw error;
  }
  failpoint("wechat:after-send");
  const outcome =
    "refused" in result
      ? ({ state: "refused", messageId: null, reason: result.refused } as const)
      : ({ state: "sent", messageId: result.id, reason: null } as const);
  return sentOf(await messages.finish(message.id, { ...outcome, updatedAt: services.now() }));
}

function sentOf({ id, state, messageId, reason, updatedAt }: LoggedMessage): SentMessage {
  if (state === "sent") return { messageId: messageId ?? id, sentAt: updatedAt };
  throw orderError(reason ?? "message-under-way");
}

/** Why a message was not sent; any other error leaves the outcome unknown. */
function reasonOf(error: unknown): OrderReason {
  const reason = error instanceof DomainError ? error.reason : undefined;
  return (reason as OrderReason | undefined) ?? "message-unconfirmed";
}

function isComplete(input: unknown): boolean {
  const { templateId, data } = (input ?? {}) as { readonly templateId?: unknown; readonly data?: unknown };
  if (templateId === undefined || templateId === null || data === undefined || data === null) return false;
  if (typeof templateId === "string" && templateId.trim() === "") return false;
  return typeof data !== "object" || Object.keys(data).length > 0;
}
