/** Any batch's code: printable ASCII characters without spaces; a part's has its parent's in it. */
export const BATCH_CODE = /^[\x21-\x7e]{1,128}$/;

/**
 * What a new batch can be called (contracts/libraries/Text.sol, `parseRoot`), outside a namespace: `~` stands before the
 * name of a part, and `:` behind that of a namespace.
 */
export const NEW_BATCH_CODE = /^(?!.*[:~])[\x21-\x7e]{1,64}$/;

/** Whether a text can be a batch's code in a URL: browsers resolve `.` and `..` as path steps, encoded or not. */
export function isAddressableCode(text: string): boolean {
  return BATCH_CODE.test(text) && text !== "." && text !== "..";
}

const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";

/**
 * A new code in the style of AP20230515A123: two letters of what it is, its date, and a letter with digits. Codes are
 * unique over the whole contract, so the last part is random and long enough to make collisions unlikely.
 *
 * @param name What the batch is of; its first two Latin letters are taken.
 * @param day Its day, as YYYY-MM-DD.
 * @param random A whole number from 0 up to, not including, the argument.
 */
export function newBatchCode(name: string, day: string, random: (limit: number) => number): string {
  const letters =
    name
      .replace(/[^A-Za-z]/g, "")
      .slice(0, 2)
      .toUpperCase() || "BA";
  const serial = String(random(1_000_000)).padStart(6, "0");
  return `${letters}${day.replaceAll("-", "")}${LETTERS[random(LETTERS.length)]}${serial}`;
}
