import type { Notice } from "../messages/notice-message.ts";
import { noticeMessage } from "../messages/notice-message.ts";
import type { NewMessage } from "../messages/outgoing-messages.ts";
import type { Services } from "../services.ts";
import type { EndedRequest } from "./ports.ts";

/** Milliseconds after which nobody needs to be told any more. */
const LIFETIME = 30 * 86_400_000;

/**
 * When a request has to be answered: a month after it came, on the last day of a month that is shorter. GDPR article 12(3)
 * says one month; PIPL article 50 asks for an answer in time and names no days.
 */
export function dueAfter(asked: Date): Date {
  const due = new Date(asked);
  due.setUTCMonth(due.getUTCMonth() + 1);
  // The month had no such day: this is one of the next.
  if (due.getUTCDate() !== asked.getUTCDate()) due.setUTCDate(0);
  return due;
}

/** What who asked is told when a request has ended; undefined where no mail can be sent. */
export function wordsForAsker({ delivery, now }: Pick<Services, "delivery" | "now">) {
  return ({ id, batchCode, contact, status, answer }: EndedRequest): NewMessage | undefined => {
    if (contact === null || !delivery.carries("email")) return undefined;
    const notice: Notice = {
      subject: { zh: "删除请求的处理结果", en: "your request for erasure" },
      sentences:
        status === "done"
          ? {
              zh: [`您就批次 ${batchCode} 提出的删除请求（${id}）已办理。`],
              en: [`What you asked for of batch ${batchCode} (${id}) was erased.`],
            }
          : {
              zh: [
                `您就批次 ${batchCode} 提出的删除请求（${id}）未予办理。`,
                `理由：${answer}`,
                "如有异议，可向履行个人信息保护职责的部门投诉，或向法院起诉。",
              ],
              en: [
                `What you asked for of batch ${batchCode} (${id}) was not erased.`,
                `Why: ${answer}`,
                "You may complain to the authority in charge of data protection, or go to court.",
              ],
            },
    };
    return { message: noticeMessage("email", contact, notice), expiresAt: new Date(now().getTime() + LIFETIME) };
  };
}
