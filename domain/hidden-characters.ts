/** Characters that are not seen, or that turn the writing around: with them two names look the same and are not. */

const HIDDEN = "\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}";
const ANY = new RegExp(`[${HIDDEN}]`, "u");
const ALL = new RegExp(`[${HIDDEN}]+`, "gu");

/** Whether a text has any. */
export function hasHidden(text: string): boolean {
  return ANY.test(text);
}

/** The text without them. */
export function withoutHidden(text: string): string {
  return text.replace(ALL, "");
}
