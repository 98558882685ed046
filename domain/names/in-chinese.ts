/** Sentences that are said in English, in Chinese: found by what they are made of. */
import { CONTRACT_SENTENCES } from "./contract-sentences.ts";
import { FIELD_WORDS, INPUT_SENTENCES } from "./input-sentences.ts";
import { JOURNEY_SENTENCES, JOURNEY_WORDS } from "./journey-sentences.ts";
import { REFUSAL_SENTENCES, REFUSAL_WORDS } from "./refusal-sentences.ts";
import { translate } from "./translate.ts";

interface Template {
  readonly pattern: RegExp;
  readonly chinese: string;
  /** How much of it is fixed: of several that fit, the one with most is meant. */
  readonly weight: number;
}

/** Longer than any sentence of ours. */
const LONGEST = 4000;

const HOLE = /\{(\w+)\}/g;

function templateOf([english, chinese]: readonly [string, string]): Template {
  const parts = english.split(HOLE);
  const pattern = parts
    .map((part, index) => (index % 2 ? `(?<${part}>.+?)` : part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")))
    .join("");
  const fixed = parts.filter((_, index) => index % 2 === 0).join("");
  return { pattern: new RegExp(`^${pattern}$`, "su"), chinese, weight: fixed.length };
}

const OF_CONTRACT = Object.values(CONTRACT_SENTENCES).map(({ en, zh }) => [en, zh] as const);
const SENTENCES = [
  ...OF_CONTRACT,
  ...Object.entries(INPUT_SENTENCES),
  ...Object.entries(REFUSAL_SENTENCES),
  ...Object.entries(JOURNEY_SENTENCES),
];
/** Sentences without a hole are found at once. */
const WHOLE = new Map(SENTENCES);
const TEMPLATES = SENTENCES.filter(([english]) => english.includes("{"))
  .map(templateOf)
  .sort((a, b) => b.weight - a.weight);

const wordInChinese = (word: string) =>
  translate(FIELD_WORDS, translate(REFUSAL_WORDS, translate(JOURNEY_WORDS, word)));

/** A sentence of ours in Chinese; undefined for one that is not known, such as what somebody else wrote. */
export function inChinese(sentence: string): string | undefined {
  return sentence.length <= LONGEST ? saidInChinese(sentence, true) : undefined;
}

function saidInChinese(sentence: string, mayHold: boolean): string | undefined {
  const whole = WHOLE.get(sentence);
  if (whole !== undefined) return whole;
  for (const { pattern, chinese } of TEMPLATES) {
    const found = pattern.exec(sentence)?.groups;
    if (found) return chinese.replaceAll(HOLE, (_, hole: string) => holeInChinese(hole, found[hole] ?? "", mayHold));
  }
  return undefined;
}

function holeInChinese(hole: string, text: string, mayHold: boolean): string {
  const isSentence = mayHold && (hole === "sentence" || hole === "action");
  if (isSentence) return saidInChinese(text, false) ?? wordInChinese(text);
  if (hole === "words") return text.replace(/,? or /, " 或 ");
  return wordInChinese(text);
}
