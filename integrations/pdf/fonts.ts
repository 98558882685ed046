import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { create, type Font } from "fontkit";

/** Noto Sans SC: Latin, Greek, Cyrillic and some thirty thousand Chinese characters; under the SIL Open Font License. */
const folder = dirname(createRequire(import.meta.url).resolve("@expo-google-fonts/noto-sans-sc/package.json"));
const face = (weight: string) => readFileSync(join(folder, weight, `NotoSansSC_${weight}.ttf`));

/** The font; only the glyphs in use are embedded. */
export const FACES = { regular: face("400Regular"), bold: face("700Bold") } as const;

// Both weights have the same characters.
const font = create(FACES.regular) as Font;

/** Variation selectors, which carry no meaning themselves. */
const VARIATION = /\p{Variation_Selector}/u;
/** Invisible characters and those that change the writing direction: a reader has to notice these too. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}]/u;

/** Printable text. */
export interface Legible {
  readonly text: string;
  /** Whether a character is shown by its number. */
  readonly replaced: boolean;
}

/**
 * A text with every character that the typeface lacks, and every invisible one, shown by its Unicode number, such as
 * [U+1F345]: none is left out, and none becomes an empty box.
 */
export function legible(raw: string): Legible {
  const flat = raw.replace(/\s+/gu, " ");
  const text = [...flat].every(isPrintable) ? flat : flat.normalize("NFC");
  let replaced = false;
  const shown = Array.from(text, (character) => {
    if (isPrintable(character)) return character;
    if (VARIATION.test(character)) return "";
    replaced = true;
    return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`;
  }).join("");
  return { text: shown, replaced };
}

function isPrintable(character: string): boolean {
  const codePoint = character.codePointAt(0) ?? 0;
  return !INVISIBLE.test(character) && !VARIATION.test(character) && font.hasGlyphForCodePoint(codePoint);
}
