/**
 * Quantities on chain are thousandths of a unit that UN/ECE Recommendation 20 or 21 names by a code; people write decimals
 * and everyday words, which are told again as they were written.
 */
import { UNIT_CODES } from "./unit-codes.ts";
import { WORDS } from "./unit-words.ts";

/** A unit in somebody's word. */
export interface Unit {
  readonly code: string;
  /** How many of the code's unit it is, in thousandths: 斤 is 500 of KGM. */
  readonly thousandths: bigint;
}

/** A quantity as people read it. */
export interface Amount {
  readonly quantity: number;
  readonly unit: string;
}

let codes: ReadonlySet<string> | undefined;

/** Split when it is first asked: pages that only show amounts leave the list out. */
function isCode(word: string): boolean {
  codes ??= new Set(UNIT_CODES.trim().split(/\s+/));
  return codes.has(word);
}

/** Codes of no amount, which are written by mistake: KGS is kilogram per second. */
const MISTAKEN: readonly string[] = ["KGS"];

/** The most that fits on chain, in thousandths. */
export const MAXIMUM_THOUSANDTHS = 2n ** 56n - 1n;

/** What an everyday word means, or a code of the Recommendations; undefined if it is neither. */
export function unitOf(word: string): Unit | undefined {
  if (MISTAKEN.includes(word)) return undefined;
  return unitOfWord(word) ?? (isCode(word) ? { code: word, thousandths: 1000n } : undefined);
}

/** The code of a word that means one unit of it, or of a code itself; undefined if it is neither. */
export function unitCode(word: string): string | undefined {
  const unit = unitOf(word);
  return unit?.thousandths === 1000n ? unit.code : undefined;
}

/** The everyday name of a code, or the code where it has none. */
export function unitName(code: string): string {
  // Without a list of all: a lineage asks tens of thousands of times.
  for (const word in WORDS) if (WORDS[word] === code) return word;
  return code;
}

/**
 * A quantity on chain in the word that its holder told it in; by the code's usual name where there is none, or where that
 * word does not mean the unit on chain.
 */
export function toldAmount(thousandths: bigint | string, code: string, word: string | undefined): Amount {
  const unit = word === undefined ? undefined : word === code ? { code, thousandths: 1000n } : unitOfWord(word);
  if (word === undefined || unit?.code !== code)
    return { quantity: fromThousandths(thousandths), unit: unitName(code) };
  return { quantity: Number(BigInt(thousandths)) / Number(unit.thousandths), unit: word };
}

/** Thousandths of a decimal such as 12.5; undefined if it has more than three decimals or does not fit on chain. */
export function toThousandths(quantity: number): bigint | undefined {
  const match = /^(\d+)(?:\.(\d{1,3}))?$/.exec(plainDecimal(quantity));
  if (!match) return undefined;
  const thousandths = BigInt(match[1] as string) * 1000n + BigInt((match[2] ?? "").padEnd(3, "0"));
  return thousandths <= MAXIMUM_THOUSANDTHS ? thousandths : undefined;
}

/** Thousandths of a code's unit for those of a word's; undefined where that is no whole number, or does not fit on chain. */
export function inUnit(thousandths: bigint, unit: Unit): bigint | undefined {
  const product = thousandths * unit.thousandths;
  const whole = product / 1000n;
  return product % 1000n === 0n && whole <= MAXIMUM_THOUSANDTHS ? whole : undefined;
}

/** The decimal of a number of thousandths. Loses digits only above 2^53 thousandths. */
export function fromThousandths(thousandths: bigint | string): number {
  return Number(BigInt(thousandths)) / 1000;
}

function unitOfWord(word: string): Unit | undefined {
  const name = word.trim().normalize("NFKC").toLowerCase();
  const meaning = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined;
  if (meaning === undefined) return undefined;
  return typeof meaning === "string" ? { code: meaning, thousandths: 1000n } : meaning;
}

function plainDecimal(value: number): string {
  return Number.isFinite(value) ? value.toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 20 }) : "";
}
