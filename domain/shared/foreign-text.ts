/**
 * What others wrote is only text. In a page, a terminal, a log, a mail or a file's name it does nothing: it moves no
 * cursor, turns no writing round, and hides nothing. Names and titles go without invisible characters altogether
 * (hidden-characters.ts).
 */
import type { JsonValue } from "./json.ts";

/**
 * Controls but line breaks and tabs, characters that set the direction of writing, and those that are never seen but
 * joiners and selectors of variants, which Arabic, Persian, Indian scripts and emoji are written with.
 */
const HARMFUL =
  /(?!\u200c|\u200d|[\n\t\p{Variation_Selector}])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;

/** The longest foreign text on a terminal: one that fills whole lines could pass for the program's own. */
const LONGEST = 160;

/** A text of one or several lines, without what is not text in it. */
export function harmless(text: string): string {
  return text.replace(HARMFUL, "");
}

/** All texts of a value from JSON, names of fields included, without what is not text in them. */
export function harmlessJson<Value>(value: Value): Value {
  return clean(value as JsonValue) as Value;
}

function clean(value: JsonValue): JsonValue {
  if (typeof value === "string") return harmless(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(clean);
  const names = Object.keys(value).map(harmless);
  return Object.fromEntries(
    Object.entries(value).map(([name, each], index) => {
      const shown = names[index] as string;
      // No field takes the place of another that is called the same without what is not seen.
      const isTwice = shown !== name && names.indexOf(shown) !== names.lastIndexOf(shown);
      return [isTwice ? visible(name) : shown, clean(each as JsonValue)];
    }),
  );
}

/**
 * A text as a part of a line of a terminal: what is not seen shows as �, blanks do not move it anywhere, and it is not
 * long enough to make a line of its own.
 */
export function onTerminal(text: string, longest = LONGEST): string {
  const line = visible(text).replace(/[\s\u2800]+/gu, " ");
  const characters = [...line];
  return characters.length <= longest ? line : `${characters.slice(0, longest - 1).join("")}…`;
}

/** A whole line for a terminal: what is not seen shows as �. */
export function visible(line: string): string {
  return line.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, "\ufffd");
}

/** A name within a sentence of another direction: a reader's device keeps the two apart. */
export function isolated(text: string): string {
  return `\u2068${harmless(text)}\u2069`;
}

/** A line of JSON in which no character but plain ones stands for itself: it stays the same JSON. */
export function escapedJson(line: string): string {
  return line.replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, (characters) =>
    Array.from({ length: characters.length }, (_, index) => {
      return `\\u${characters.charCodeAt(index).toString(16).padStart(4, "0")}`;
    }).join(""),
  );
}

/** Whether a link leads to a page: any other scheme may run something where it is followed. */
export function isWebAddress(text: string): boolean {
  if (!/^https?:\/\//i.test(text)) return false;
  // Not `URL.canParse`, which is younger than the phones that read this.
  try {
    return new URL(text) !== undefined;
  } catch {
    return false;
  }
}
