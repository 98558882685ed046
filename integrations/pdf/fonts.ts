import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import anyAscii from "any-ascii";
import { type Font, openSync } from "fontkit";

/** A typeface, in two weights with the same characters. */
export interface Family {
  readonly name: string;
  /** The files of its two weights. */
  readonly regular: string;
  readonly bold: string;
  has(character: string): boolean;
}

const require = createRequire(import.meta.url);

/** A family of `@expo-google-fonts`; its file is opened when a character is looked for that those before it lack. */
function family(folder: string, prefix: string): Family {
  const root = dirname(require.resolve(`@expo-google-fonts/${folder}/package.json`));
  const file = (weight: string) => join(root, weight, `${prefix}_${weight}.ttf`);
  let font: Font | undefined;
  return {
    name: folder,
    regular: file("400Regular"),
    bold: file("700Bold"),
    has(character) {
      font ??= openSync(file("400Regular")) as Font;
      return font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
    },
  };
}

/**
 * The typefaces, all under the SIL Open Font License, the usual one first: Noto Sans SC has plain Latin, Greek, Cyrillic and
 * some thirty thousand Chinese characters; the others stand in for what it lacks.
 */
export const FAMILIES = [
  family("noto-sans-sc", "NotoSansSC"),
  family("noto-sans", "NotoSans"),
  family("nanum-gothic", "NanumGothic"),
  family("noto-sans-thai", "NotoSansThai"),
  family("noto-emoji", "NotoEmoji"),
] as const;

/** Give a document its typefaces, under the names of `faceOf`. Only what is used is opened, and only its glyphs embedded. */
export function registerFaces(document: PDFKit.PDFDocument): void {
  const [usual, ...others] = FAMILIES;
  for (const bold of [false, true]) {
    document.registerFont(faceOf(usual, bold), bytesOf(bold ? usual.bold : usual.regular));
    for (const each of others) document.registerFont(faceOf(each, bold), bold ? each.bold : each.regular);
  }
}

const read = new Map<string, Buffer>();

/** A file's bytes: every document needs the usual typeface, which has 10 MB. */
function bytesOf(file: string): Buffer {
  const bytes = read.get(file) ?? readFileSync(file);
  read.set(file, bytes);
  return bytes;
}

/** The name of a family's weight in a document. */
export function faceOf({ name }: Pick<Family, "name">, bold: boolean): string {
  return `${name} ${bold ? "bold" : "regular"}`;
}

/** Variation selectors, which carry no meaning themselves. */
const VARIATION = /\p{Variation_Selector}/u;
/** Invisible characters and those that change the writing direction: a reader has to notice these too. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}]/u;

/** Joins two pictures to one; apart they say the same. */
const JOINER = "\u200d";
const PICTURE = /\p{Extended_Pictographic}\p{Emoji_Modifier}?$/u;

/** Printable text. */
export interface Legible {
  readonly text: string;
  /** The first part that is shown otherwise than it was written, in brackets; undefined where all is as written. */
  readonly replaced: string | undefined;
}

/**
 * A text with everything that no typeface has, and every invisible character, in brackets: in Latin letters where a script
 * can be put into them, as [l`rbyh], else by its Unicode number, as [U+202E]. None is left out, and none becomes an empty
 * box.
 */
export function legible(raw: string): Legible {
  const flat = raw.replace(/\s+/gu, " ");
  const text = [...flat].every(isPrintable) ? flat : flat.normalize("NFC");
  let replaced: string | undefined;
  let shown = "";
  let missing = "";
  const mark = (part: string) => {
    replaced ??= `[${part}]`;
    return `[${part}]`;
  };
  // Letters that nothing has are put into Latin together, since some are silent.
  const flush = () => {
    const latin = anyAscii(missing).trim();
    if (latin !== "") shown += mark(latin);
    else for (const character of missing) shown += mark(numberOf(character));
    missing = "";
  };
  for (const character of text) {
    const isInvisible = INVISIBLE.test(character);
    if (!isInvisible && !VARIATION.test(character) && !isPrintable(character)) {
      missing += character;
      continue;
    }
    flush();
    if (character === JOINER && PICTURE.test(shown)) continue;
    if (isPrintable(character)) shown += character;
    else if (!VARIATION.test(character)) shown += mark(numberOf(character));
  }
  flush();
  return { text: shown, replaced };
}

function numberOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

function isPrintable(character: string): boolean {
  return !INVISIBLE.test(character) && !VARIATION.test(character) && FAMILIES.some((each) => each.has(character));
}
