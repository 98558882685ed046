import { z } from "zod";
import { emailSchema } from "../accounts/account-input.ts";
import { type Notice, noticeMessage } from "../messages/notice-message.ts";
import type { NewMessage } from "../messages/outgoing-messages.ts";
import type { Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { optionalText, parseInput, requiredName, requiredText } from "../shared/input.ts";
import type { Outsider, Recall } from "./ports.ts";

const DAY = 86_400_000;
/** How long a link is good. */
const LIFETIME = 90 * DAY;
/** Firms that are told in one go. */
const AT_ONCE = 100;
/** So many firms without an account an account may have told within a day: this server is nobody's means to send mail. */
export const OUTSIDERS_A_DAY = 200;

/** Firms without an account that are to be told. */
export const outsidersInput = z
  .array(z.object({ name: requiredName("Name", 200), email: emailSchema }), {
    error: "Notify must be a list of firms, each with a name and an e-mail address",
  })
  .max(100, "No more than 100 firms can be told at once")
  .default([]);

/** A recall as a firm without an account is shown it, and what it said. */
export interface OutsidersNotice {
  readonly outsider: Outsider;
  readonly recall: Recall;
  /** Who recalls. */
  readonly by: string;
}

/**
 * Tell firms without an account of the recalls that stand, and remind those that say nothing, as holders are. The mail holds
 * no words of whoever recalls but the name and the batch: those stand on the page that its link leads to.
 */
export async function tellOutsiders(
  services: Pick<Services, "accounts" | "delivery" | "keyedHash" | "now" | "recalls" | "settings">,
): Promise<void> {
  const { accounts, delivery, now, recalls, settings } = services;
  if (!delivery.carries("email")) return;
  for (;;) {
    const before = new Date(now().getTime() - DAY);
    const due = await recalls.outsidersDue(before, settings.recallReminders + 1, AT_ONCE);
    if (due.length === 0) return;
    for (const { outsider, recall } of due) {
      const by = (await accounts.byId(recall.accountId))?.name ?? "";
      await recalls.outsiderTold(outsider.id, messageFor(services, outsider, recall, by), now());
    }
    delivery.wake();
  }
}

function messageFor(
  services: Pick<Services, "keyedHash" | "now" | "settings">,
  { id, email }: Outsider,
  { id: recallId, batchCode, class: grade }: Recall,
  by: string,
): NewMessage {
  const expiresAt = new Date(services.now().getTime() + LIFETIME);
  const notice: Notice = {
    subject: { zh: "召回通知", en: "a recall" },
    sentences: {
      zh: [
        `${by} 召回批次 ${batchCode}（${recallId}，${grade} 级），并告知您可能收到过该批次的产品。`,
        "请打开下面的链接查看处理要求，并说明您找到的数量。无需注册账户。",
      ],
      en: [
        `${by} recalls the batch ${batchCode} (${recallId}, class ${grade}), and says that you may have had goods of it.`,
        "Open the link below to read what is to be done, and to say what you found. No account is needed.",
      ],
    },
    link: `${services.settings.publicUrl}/confirm#recall=${tokenOf(services, id, expiresAt.getTime())}`,
  };
  return { message: noticeMessage("email", email, notice), expiresAt };
}

/** What a link's token tells of, and proves: which firm of which recall, until when; by a key that is in no database. */
function tokenOf({ keyedHash }: Pick<Services, "keyedHash">, id: number, expires: number): string {
  return `${id}-${expires}-${keyedHash("recall-notice", String(id), String(expires))}`;
}

/** What a link's token is about. Throws `not-found`, whatever is wrong with it. */
export async function readOutsidersNotice(
  services: Pick<Services, "accounts" | "keyedHash" | "now" | "recalls">,
  input: unknown,
): Promise<OutsidersNotice> {
  const { token } = parseInput(z.object({ token: requiredText("Token", 200) }), input);
  const [, id, expires] = /^(\d{1,15})-(\d{1,15})-[0-9a-f]{64}$/.exec(token) ?? [];
  const isGood =
    id !== undefined &&
    expires !== undefined &&
    // Hashes are compared, so that the time which it takes tells nothing of how much of one was right.
    services.keyedHash("compared", tokenOf(services, Number(id), Number(expires))) ===
      services.keyedHash("compared", token) &&
    Number(expires) > services.now().getTime();
  const found = isGood ? await services.recalls.outsider(Number(id)) : undefined;
  if (!found) throw new DomainError("not-found", "This link is not good, or no longer");
  const account = await services.accounts.byId(found.recall.accountId);
  return { ...found, by: account?.name ?? "" };
}

const answerInput = z.object({ found: requiredText("Found", 200), note: optionalText("Note", 2000) });

/**
 * What a firm without an account found, in its own words: it has no batch here that amounts could be held against. Said again
 * it counts anew. Throws `not-found`, `validation`, and a `conflict` where the recall is lifted.
 */
export async function answerOutsidersNotice(
  services: Parameters<typeof readOutsidersNotice>[0],
  input: unknown,
): Promise<OutsidersNotice> {
  const { outsider, recall } = await readOutsidersNotice(services, input);
  const { found, note } = parseInput(answerInput, input);
  if (recall.liftedAt) throw new DomainError("conflict", "This recall is lifted already");
  await services.recalls.outsiderSaid(outsider.id, found, note, services.now());
  return readOutsidersNotice(services, input);
}
