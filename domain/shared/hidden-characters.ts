/** Invisible characters, and those that reverse the writing direction: they make different names look the same. */

/** Emoji are composed with such characters, where they show as one picture. */
const EMOJI_OR_HIDDEN = /(?<emoji>\p{RGI_Emoji})|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gv;

/** The text without them. */
export function withoutHidden(text: string): string {
  return text.replace(EMOJI_OR_HIDDEN, "$<emoji>");
}

/** Whether a text has any. */
export function hasHidden(text: string): boolean {
  return withoutHidden(text) !== text;
}
