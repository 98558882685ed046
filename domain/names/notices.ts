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
  originRecalled: {
    en: "Something that this batch was split off or made of is recalled: ask its seller before you use it.",
    zh: "该批次的来源或原料批次已被召回，使用前请先询问销售方。",
  },
  originFailed: {
    en: "Something that this batch was split off or made of failed an inspection, and that result stands.",
    zh: "该批次的来源或原料批次检验不合格，且该结论仍然有效。",
  },
  withdrawn: {
    en: "This batch was withdrawn by its holder. What was recorded of it can still be verified.",
    zh: "该批次已被持有方作废；已有记录仍可核验。",
  },
} as const satisfies Record<string, Sentence>;

/** Which of them there is to say. */
export type NoticeName = keyof typeof NOTICES;

/** What stands against a batch by what it was made of (domain/lineage/origins.ts). */
export type IllOrigin = "recalled" | "failed" | undefined;

/** What there is to say of a batch, the gravest first. What it says itself need not be said of what it was made of. */
export function noticesOf(
  batch: { readonly status: "active" | "recalled" | "withdrawn"; readonly verdict: "pass" | "fail" | null },
  origin?: IllOrigin,
): NoticeName[] {
  const names: string[] = [batch.status, batch.verdict === "fail" ? "failed" : batch.status];
  if (origin === "recalled" && batch.status !== "recalled") names.push("originRecalled");
  if (origin === "failed" && batch.verdict !== "fail") names.push("originFailed");
  return (Object.keys(NOTICES) as NoticeName[]).filter((name) => names.includes(name));
}

/** All of it as one text; null where there is nothing to say. */
export function noticeOf(batch: Parameters<typeof noticesOf>[0], origin?: IllOrigin): Sentence | null {
  const said = noticesOf(batch, origin).map((name) => NOTICES[name]);
  return said.length === 0 ? null : { en: said.map(({ en }) => en).join(" "), zh: said.map(({ zh }) => zh).join("") };
}
