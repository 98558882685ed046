import type { Account } from "../accounts/account.ts";
import { type Notice, noticeMessage } from "../messages/notice-message.ts";
import type { NewMessage } from "../messages/outgoing-messages.ts";
import type { Context, Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import { type MarkServices, markRecall } from "./mark-recall.ts";
import type { Recall } from "./ports.ts";

const AT_ONCE = 50;
/** Milliseconds after which nobody needs to be told any more. */
const LIFETIME = 30 * 86_400_000;

/**
 * Go on with recalls that were kept: batches that are not marked yet, because this process ended meanwhile, and holders who
 * were not told.
 */
export async function pursueRecalls(services: MarkServices & Pick<Services, "accounts" | "delivery">): Promise<void> {
  // Whoever holds something is told first, whatever keeps the chain from being told.
  await tellHolders(services);
  let failure: unknown;
  for (let after = 0; ; ) {
    const unfinished = await services.recalls.unfinished(after, AT_ONCE);
    for (const recall of unfinished) {
      after = recall.number;
      const account = await services.accounts.byId(recall.accountId);
      if (!account) continue;
      const context: Context = { account, idempotencyKey: null, respondAsync: true };
      try {
        await markRecall(services, context, account, recall);
      } catch (error) {
        // One account's trouble is no other's: it is told of at the end.
        failure = error;
      }
    }
    if (unfinished.length < AT_ONCE) break;
  }
  if (failure !== undefined) throw failure;
}

async function tellHolders(
  services: Pick<Services, "accounts" | "delivery" | "now" | "recalls" | "settings">,
): Promise<void> {
  const { accounts, delivery, now, recalls } = services;
  for (;;) {
    const untold = await recalls.untold(AT_ONCE);
    if (untold.length === 0) return;
    const known = await accounts.byAddresses([...new Set(untold.map(({ holder }) => holder))]);
    for (const { recall, holder } of untold) {
      const account = known.get(holder);
      // Who began it need not be told.
      const isOther = account !== undefined && account.id !== recall.accountId;
      await recalls.told(
        recall.number,
        holder,
        isOther ? messageFor(services, account, recall, holder) : undefined,
        now(),
      );
    }
    delivery.wake();
  }
}

function messageFor(
  { delivery, now, settings }: Pick<Services, "delivery" | "now" | "settings">,
  { email, phone }: Account,
  recall: Recall,
  holder: Hex,
): NewMessage | undefined {
  const channel = email === null ? "phone" : "email";
  const to = email ?? phone;
  if (to === null || !delivery.carries(channel)) return undefined;
  // A text message says which recall it is and where to read on: the words of whoever began it are long.
  const isMail = channel === "email";
  const own = recall.items.filter((item) => item.holder === holder);
  const codes =
    own
      .slice(0, 10)
      .map(({ code }) => code)
      .join(", ") + (own.length > 10 ? " …" : "");
  const notice: Notice = {
    subject: { zh: "您持有的批次被召回", en: "batches that you hold are recalled" },
    sentences: {
      zh: [
        `您持有的 ${own.length} 个批次被召回（${recall.id}，${recall.class} 级）：${codes}。`,
        ...(isMail ? [`原因：${recall.reason}`, `处理要求：${recall.instruction}`, `联系方式：${recall.contact}`] : []),
      ],
      en: [
        `${own.length} of the batches that you hold are recalled (${recall.id}, class ${recall.class}): ${codes}.`,
        ...(isMail
          ? [`Reason: ${recall.reason}`, `What to do: ${recall.instruction}`, `Contact: ${recall.contact}`]
          : []),
      ],
    },
    link: `${settings.publicUrl}/t/${encodeURIComponent(own[0]?.code ?? recall.batchCode)}`,
  };
  return { message: noticeMessage(channel, to, notice), expiresAt: new Date(now().getTime() + LIFETIME) };
}
