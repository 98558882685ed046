/** What common codes in records are called: what a computer wrote is not for people to decipher. */
import type { Sentence } from "./notices.ts";

const OUTCOMES: Readonly<Record<string, Sentence>> = {
  passed: { en: "Passed", zh: "合格" },
  pass: { en: "Passed", zh: "合格" },
  failed: { en: "Failed", zh: "不合格" },
  fail: { en: "Failed", zh: "不合格" },
};

const TESTS: Readonly<Record<string, Sentence>> = {
  sampling: { en: "Sampling test", zh: "抽样检验" },
  "pesticide-residue": { en: "Pesticide residues", zh: "农药残留" },
  "heavy-metals": { en: "Heavy metals", zh: "重金属" },
  microbiology: { en: "Microbiology", zh: "微生物" },
};

/** By the field that holds them: one word means different things in different places. */
const BY_FIELD: Readonly<Record<string, Readonly<Record<string, Sentence>>>> = {
  status: OUTCOMES,
  result: OUTCOMES,
  results: OUTCOMES,
  verdict: OUTCOMES,
  testType: TESTS,
  role: { harvest: { en: "Harvest", zh: "采收" }, sampling: { en: "Sample", zh: "抽样" } },
  type: {
    ...TESTS,
    official: { en: "Official certificate", zh: "对外证书" },
    informational: { en: "For information only", zh: "仅供参考" },
  },
  language: { en: { en: "English", zh: "英文" }, zh: { en: "Chinese", zh: "中文" } },
  template: {
    "template-standard": { en: "Standard", zh: "标准版" },
    "template-compact": { en: "Compact", zh: "简版" },
  },
};

const CLAIMS: Readonly<Record<string, Sentence>> = {
  organic: { en: "Organic", zh: "有机" },
  sustainable: { en: "Sustainable", zh: "可持续" },
  "pesticide-free": { en: "Pesticide-free (own statement)", zh: "无农药残留（自述）" },
};

/** A field's value in words, or as it was recorded where it is no such code. */
export function valueName(field: string, value: string, language: keyof Sentence): string {
  const known = Object.hasOwn(BY_FIELD, field) ? BY_FIELD[field] : undefined;
  return (known && Object.hasOwn(known, value) && known[value]?.[language]) || value;
}

/** What a producer says of its goods in a word. */
export function claimName(claim: string, language: keyof Sentence): string {
  return (Object.hasOwn(CLAIMS, claim) && CLAIMS[claim]?.[language]) || claim;
}

/** What a bare number in these fields counts: nutrition labels in China say kilojoules, all others kilocalories too. */
const COUNTED_IN: Readonly<Record<string, Sentence>> = {
  calories: { en: "kcal", zh: "千卡" },
  energy: { en: "kJ", zh: "千焦" },
};

/** A number with the unit that its field is counted in; a text that tells its own unit stays as it is. */
export function valueWithUnit(field: string, value: string | number, language: keyof Sentence): string {
  const unit = Object.hasOwn(COUNTED_IN, field) ? COUNTED_IN[field]?.[language] : undefined;
  const isNumber = typeof value === "number" || /^\s*\d+(\.\d+)?\s*$/.test(value);
  return unit && isNumber ? `${String(value).trim()} ${unit}` : String(value);
}
