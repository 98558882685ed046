/** What was found of a batch's origins, in words for people: the shopper's page and the terminal say the same. */

import { NOTICES } from "../domain/names/notices.ts";
import { harmless } from "../domain/shared/foreign-text.ts";
import type { LineageCheck, LineageReason, LineageVerification } from "./lineage.ts";
import type { Language } from "./messages.ts";

interface Messages {
  readonly reasons: Readonly<Record<LineageReason, string>>;
  readonly passed: string;
  readonly about: (subject: string, sentence: string) => string;
  readonly into: (child: string) => string;
  readonly sums: Readonly<Record<LineageVerification["verdict"], (checked: number, other: number) => string>>;
  readonly nothing: string;
  readonly comma: string;
}

const MESSAGES: Readonly<Record<Language, Messages>> = {
  en: {
    reasons: {
      "ancestor-left-out": "The batch is named by a line of what was made of it, and is not shown.",
      "ancestor-not-shown": "The batch is said to be there, but there is no proof of it.",
      "ancestor-not-had":
        "The proof of the batch could not be fetched now, which says nothing against it: try again later.",
      "ancestor-failed": "The batch's own proof does not agree with the blockchain.",
      "ancestor-incomplete": "All that is shown of the batch is genuine, but some of its records are not shown.",
      "ancestor-withheld":
        "The batch is withheld from the public: it is on the blockchain, and what it was made of is not shown.",
      "other-batch": "Another batch stands where this one belongs.",
      "unknown-batch": "The blockchain has no such batch.",
      "no-answer": "The blockchain could not be asked, so this is neither proved nor disproved.",
      "too-many-ancestors": "There are more batches than are checked at once.",
      "made-of-itself": "The batch is said to be made of itself, or of something that is.",
      "not-taken-out": "The batch does not say that anything of it went into what is said to be made of it.",
      "taken-twice": "The batch says otherwise than what was made of it how often something went in.",
      "more-taken-than-left": "The parts of the batch do not add up to what was taken out of it.",
      "quantity-not-conserved": "The amounts on the batch's lines do not follow from each other.",
    },
    passed: "The batch agrees with the blockchain, and its amounts with what was made of it.",
    about: (subject, sentence) => `${subject}: ${sentence}`,
    into: (child) => ` (${child})`,
    sums: {
      verified: (checked) => `All ${checked} batches that it was made of were checked: none is left out.`,
      incomplete: (checked, other) =>
        `${checked} batches that it was made of were checked. Of ${other} not everything is shown.`,
      failed: (checked, other) => `Of what it was made of, ${other} checks failed; ${checked} batches passed.`,
    },
    nothing: "It was not made of other batches.",
    comma: ", ",
  },
  zh: {
    reasons: {
      "ancestor-left-out": "由其制成的批次的记录中写明了该批次，但此处未展示。",
      "ancestor-not-shown": "据称有该批次，但没有它的证明。",
      "ancestor-not-had": "目前无法获取该批次的证明，这并不说明它有问题，请稍后重试。",
      "ancestor-failed": "该批次自身的证明与区块链不一致。",
      "ancestor-incomplete": "该批次展示的内容与链上一致，但部分记录未展示。",
      "ancestor-withheld": "该批次未向公众展示：它在链上存在，其来源未展示。",
      "other-batch": "此处放的是另一个批次。",
      "unknown-batch": "链上没有这个批次。",
      "no-answer": "无法查询区块链，目前无法判断。",
      "too-many-ancestors": "来源批次过多，超出一次核验的数量。",
      "made-of-itself": "据称该批次由其自身制成，或其来源中有这样的批次。",
      "not-taken-out": "该批次的记录中没有投入到据称由其制成的批次。",
      "taken-twice": "该批次与由其制成的批次所记的投入次数不一致。",
      "more-taken-than-left": "该批次拆分出的各部分之和与取出的数量不符。",
      "quantity-not-conserved": "该批次各条记录的数量前后不一致。",
    },
    passed: "该批次与区块链一致，数量与由其制成的批次相符。",
    about: (subject, sentence) => `${subject}：${sentence}`,
    into: (child) => `（${child}）`,
    sums: {
      verified: (checked) => `已核验全部 ${checked} 个来源批次，无一遗漏。`,
      incomplete: (checked, other) => `已核验 ${checked} 个来源批次，另有 ${other} 个未全部展示。`,
      failed: (checked, other) => `来源核验有 ${other} 项未通过，${checked} 个批次通过。`,
    },
    nothing: "该批次不是由其他批次制成的。",
    comma: "、",
  },
};

/** What is said of one ancestor. Codes are whatever somebody wrote. */
export function describeAncestor({ subject, outcome, reason, actual }: LineageCheck, language: Language): string {
  const { reasons, passed, about, into } = MESSAGES[language];
  const sentence = outcome === "passed" || !reason ? passed : reasons[reason];
  return about(harmless(subject), sentence + (actual === undefined ? "" : into(harmless(actual))));
}

/** Of how many ancestors that something stands against the codes are told. */
const NAMED = 20;

/** What stands against ancestors, the gravest first, each with their codes. */
export function describeIll({ recalled, failed }: LineageVerification["ill"], language: Language): readonly string[] {
  const told = [
    [NOTICES.originRecalled, recalled],
    [NOTICES.originFailed, failed],
  ] as const;
  return told.flatMap(([notice, codes]) => {
    if (codes.length === 0) return [];
    const named = [...codes.slice(0, NAMED).map(harmless), ...(codes.length > NAMED ? ["…"] : [])];
    return [`${notice[language]}${MESSAGES[language].into(named.join(MESSAGES[language].comma))}`];
  });
}

/** The whole in a sentence. */
export function describeLineage({ verdict, checks }: LineageVerification, language: Language): string {
  const { sums, nothing } = MESSAGES[language];
  if (checks.length === 0) return verdict === "failed" ? sums.failed(0, 1) : nothing;
  const passed = checks.filter(({ outcome }) => outcome === "passed").length;
  const wanted = verdict === "failed" ? "failed" : "withheld";
  const others = checks.filter(({ outcome }) => outcome === wanted).length;
  // What is not shown of the batch itself is no ancestor's.
  return sums[verdict === "incomplete" && others === 0 ? "verified" : verdict](passed, others);
}
