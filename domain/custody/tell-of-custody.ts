import type { Notice } from "../messages/notice-message.ts";
import { noticeTo } from "../messages/notice-to.ts";
import { tellByWechat, type WechatServices } from "../messages/tell-by-wechat.ts";
import type { Services } from "../services.ts";
import type { CustodyNotice } from "./ports.ts";

/** Notices that are looked at in one go. */
const AT_ONCE = 500;
const DAY = 86_400_000;
/** Milliseconds after which nobody needs to be told any more. */
const LIFETIME = 7 * DAY;
/** The most messages a day to somebody because of one other, and of all others: a stranger must not flood anybody. */
const MOST_OF_ONE = 5;
const MOST_OF_ALL = 30;

/** What telling takes. */
export type CustodyNoticeServices = WechatServices &
  Pick<Services, "accounts" | "custodyNotices" | "delivery" | "now" | "settings">;

/**
 * Tell those whom batches are offered or handed over to, and their givers what became of that, each once: by mail where they
 * have an address, else by a text message, else by WeChat. Whoever has none of these, or was told enough for a day, finds it
 * in the lists.
 */
export async function tellOfCustody(services: CustodyNoticeServices): Promise<void> {
  const { accounts, custodyNotices, delivery, now } = services;
  for (;;) {
    const untold = await custodyNotices.untold(AT_ONCE, new Date(now().getTime() - LIFETIME));
    if (untold.length === 0) return;
    const known = await accounts.byAddresses([...new Set(untold.flatMap(({ from, to }) => [from, to]))]);
    // One message a recipient, sort and look: of many it says how many.
    const groups = Map.groupBy(untold, ({ to, stage }) => `${to}/${stage}`);
    for (const group of groups.values()) {
      const [first] = group as [CustodyNotice];
      const recipient = known.get(first.to);
      const other = known.get(first.from)?.name ?? first.from;
      const count = group.reduce((sum, { batches }) => sum + batches, 0);
      const mayTell = recipient !== undefined && (await isWithinLimits(services, first));
      const message = mayTell
        ? noticeTo(services, recipient, () => noticeOf(services, first, other, count), LIFETIME)
        : undefined;
      const wechat = services.settings.wechatCustodyTemplate;
      const byWechat = mayTell && !message && wechat !== null;
      const values = { thing1: first.batchCode, phrase2: WORDS[first.stage].phrase, thing3: other };
      await custodyNotices.told(group, message, now());
      if (byWechat && (await tellByWechat(services, recipient, wechat, values))) await custodyNotices.sent(first);
    }
    delivery.wake();
  }
}

/** Whether somebody was told less today than anybody should be: because of one other, and altogether. */
async function isWithinLimits(
  { custodyNotices, now }: Pick<Services, "custodyNotices" | "now">,
  { from, to }: CustodyNotice,
): Promise<boolean> {
  const sent = await custodyNotices.sentTo(to, from, new Date(now().getTime() - DAY));
  return sent.because < MOST_OF_ONE && sent.all < MOST_OF_ALL;
}

const WORDS = {
  offered: {
    phrase: "待接收",
    subject: { zh: "有批次待您接收", en: "a batch is offered to you" },
    zh: (other: string, code: string) => `${other} 向您移交批次 ${code}，请登录后接收或拒绝。`,
    en: (other: string, code: string) => `${other} offers you the batch ${code}. Sign in to accept or refuse it.`,
  },
  accepted: {
    phrase: "已接收",
    subject: { zh: "您移交的批次已被接收", en: "a batch of yours was accepted" },
    zh: (other: string, code: string) => `${other} 已接收您移交的批次 ${code}。`,
    en: (other: string, code: string) => `${other} accepted the batch ${code} from you.`,
  },
  refused: {
    phrase: "已拒绝",
    subject: { zh: "您移交的批次被拒绝", en: "a batch of yours was refused" },
    zh: (other: string, code: string) => `${other} 拒绝接收您移交的批次 ${code}，请登录查看原因。`,
    en: (other: string, code: string) => `${other} refused the batch ${code} from you. Sign in to read why.`,
  },
} as const;

function noticeOf(
  { settings }: Pick<Services, "settings">,
  { stage, batchCode }: CustodyNotice,
  other: string,
  count: number,
): Notice {
  const { subject, zh, en } = WORDS[stage];
  const more = count > 1;
  return {
    subject,
    sentences: {
      zh: [zh(other, batchCode), ...(more ? [`另有 ${count - 1} 个批次同此。`] : [])],
      en: [en(other, batchCode), ...(more ? [`So it is with ${count - 1} more.`] : [])],
    },
    link: `${settings.publicUrl}/t/${encodeURIComponent(batchCode)}`,
  };
}
