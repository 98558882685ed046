import type { Account } from "../accounts/account.ts";
import type { Notice } from "../messages/notice-message.ts";
import { noticeTo } from "../messages/notice-to.ts";
import type { NewMessage } from "../messages/outgoing-messages.ts";
import type { Services } from "../services.ts";
import type { Recall } from "./ports.ts";

/** Holders of recalls who are told in one go. */
const AT_ONCE = 50;
/** Milliseconds after which nobody needs to be told any more. */
const LIFETIME = 30 * 86_400_000;
/** So many batches are named in a message. */
const NAMED = 10;

/**
 * Tell whoever holds batches of a recall, or held them when it began, of each batch once: by mail where they have an address,
 * else by a text message. Who began it need not be told.
 */
export async function tellHolders(
  services: Pick<Services, "accounts" | "delivery" | "now" | "recalls" | "settings">,
): Promise<void> {
  const { accounts, delivery, now, recalls } = services;
  for (;;) {
    const untold = await recalls.untold(AT_ONCE);
    if (untold.length === 0) return;
    const known = await accounts.byAddresses([...new Set(untold.map(({ holder }) => holder))]);
    for (const { recall, holder, batches } of untold) {
      const account = known.get(holder);
      const isOther = account !== undefined && account.id !== recall.accountId;
      const message = isOther
        ? recallMessage(
            services,
            account,
            recall,
            batches.map(({ code }) => code),
          )
        : undefined;
      const ids = batches.map(({ batchId }) => batchId);
      await recalls.told(recall.number, holder, ids, message, now());
    }
    delivery.wake();
  }
}

/** What tells an account that batches which it holds are recalled; undefined where it cannot be reached. */
export function recallMessage(
  services: Pick<Services, "delivery" | "now" | "settings">,
  account: Pick<Account, "email" | "phone">,
  recall: Recall,
  codes: readonly string[],
  as: "notice" | "reminder" = "notice",
): NewMessage | undefined {
  return noticeTo(services, account, (channel) => noticeOf(services, recall, codes, channel, as), LIFETIME);
}

function noticeOf(
  { settings }: Pick<Services, "settings">,
  recall: Recall,
  codes: readonly string[],
  channel: "email" | "phone",
  as: "notice" | "reminder",
): Notice {
  const named = codes.slice(0, NAMED).join(", ") + (codes.length > NAMED ? " …" : "");
  // A text message says which recall it is and where to read on: the words of whoever began it are long.
  const words = channel === "email" ? wordsOf(recall) : { zh: [], en: [] };
  // Each sentence by itself says that it is a drill: of a message some read one, and of a text message see one.
  const drill = recall.isDrill
    ? { zh: ["这是召回演练，不是真实召回。"], en: ["This is a drill: nothing is really recalled."] }
    : { zh: [], en: [] };
  const recalled = recall.isDrill
    ? {
        zh: `演练假设您持有的 ${codes.length} 个批次被召回（${recall.id}，${recall.class} 级）：${named}。`,
        en: `The drill supposes that ${codes.length} of the batches that you hold are recalled (${recall.id}, class ${recall.class}): ${named}.`,
      }
    : {
        zh: `您持有的 ${codes.length} 个批次被召回（${recall.id}，${recall.class} 级）：${named}。`,
        en: `${codes.length} of the batches that you hold are recalled (${recall.id}, class ${recall.class}): ${named}.`,
      };
  return {
    subject: recall.isDrill
      ? { zh: "召回演练", en: "a recall drill" }
      : { zh: "您持有的批次被召回", en: "batches that you hold are recalled" },
    sentences: {
      zh: [
        ...drill.zh,
        ...(as === "reminder" ? ["我们尚未收到您的反馈，请登录后说明找到、隔离和销毁的数量。"] : []),
        recalled.zh,
        ...words.zh,
      ],
      en: [
        ...drill.en,
        ...(as === "reminder" ? ["You have not said yet what you found of them: sign in to say so."] : []),
        recalled.en,
        ...words.en,
      ],
    },
    link: `${settings.publicUrl}/t/${encodeURIComponent(codes[0] ?? recall.batchCode)}`,
  };
}

/** Why, what is to be done, and whom to ask. */
function wordsOf({
  reason,
  instruction,
  contact,
  isDrill,
}: Pick<Recall, "reason" | "instruction" | "contact" | "isDrill">) {
  const [zh, en] = isDrill ? ["演练", "Drill: "] : ["", ""];
  return {
    zh: [`${zh}原因：${reason}`, `${zh}处理要求：${instruction}`, `联系方式：${contact}`],
    en: [`${en}Reason: ${reason}`, `${en}What to do: ${instruction}`, `Contact: ${contact}`],
  };
}
