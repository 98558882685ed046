/** What whoever has a batch in hand must know before everything else, as the API, pages, certificates and terminal say it. */

/** A sentence in both languages. */
export interface Sentence {
  readonly en: string;
  readonly zh: string;
}

/** The sentences, the gravest first. */
export const NOTICES = {
  recalled: {
    en: "This batch is recalled: do not use it. Its journey can still be verified.",
    zh: "该批次已被召回，请勿使用；其溯源记录仍可核验。",
  },
  failed: {
    en: "This batch failed an inspection, and that result stands: do not use it.",
    zh: "该批次检验不合格，且该结论仍然有效，请勿使用。",
  },
  withdrawn: {
    en: "This batch was withdrawn by its holder. What was recorded of it can still be verified.",
    zh: "该批次已被持有方作废；已有记录仍可核验。",
  },
} as const satisfies Record<string, Sentence>;

/** Which of them there is to say. */
export type NoticeName = keyof typeof NOTICES;

/** What there is to say of a batch, the gravest first. */
export function noticesOf(batch: {
  readonly status: "active" | "recalled" | "withdrawn";
  readonly verdict: "pass" | "fail" | null;
}): NoticeName[] {
  const names = [batch.status, batch.verdict === "fail" ? "failed" : batch.status];
  return (Object.keys(NOTICES) as NoticeName[]).filter((name) => names.includes(name));
}

/** All of it as one text; null where there is nothing to say. */
export function noticeOf(batch: Parameters<typeof noticesOf>[0]): Sentence | null {
  const said = noticesOf(batch).map((name) => NOTICES[name]);
  return said.length === 0 ? null : { en: said.map(({ en }) => en).join(" "), zh: said.map(({ zh }) => zh).join("") };
}
