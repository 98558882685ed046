/** What stands between a batch's code and the name of a part of it (contracts/libraries/Lineage.sol). */
const SEPARATOR = "~";

/** The most characters that a part's whole code may have. */
const LONGEST = 128;

/** What the last part of a part's code can be. */
const PART_NAME = /^(?!.*[:~])[\x21-\x7e]{1,64}$/;

/** The code of a part: its parent's, a tilde, its name. */
export function partCode(parent: string, name: string): string {
  return parent + SEPARATOR + name;
}

/** Whether a code is that of a part: no other has a tilde. */
export const isPart = (code: string) => code.includes(SEPARATOR);

/**
 * The name of a part in what a client calls it: the name alone, or the whole code. Undefined for what no part of this batch
 * can be called.
 */
export function partName(parent: string, text: string): string | undefined {
  const name = text.startsWith(parent + SEPARATOR) ? text.slice(parent.length + 1) : text;
  return PART_NAME.test(name) && partCode(parent, name).length <= LONGEST ? name : undefined;
}

/** Names for parts that are called by none: numbers from one after how many there are, of one width. */
export function partNames(existing: number, count: number): string[] {
  const width = String(existing + count).length;
  return Array.from({ length: count }, (_, index) => String(existing + index + 1).padStart(width, "0"));
}
