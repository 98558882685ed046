import type { Language } from "../../../proof/messages.ts";
import { en, type Texts } from "./en.ts";
import { zh } from "./zh.ts";

export type { Texts } from "./en.ts";

/** The page's texts by language. */
export const TEXTS: Readonly<Record<Language, Texts>> = { en, zh };

/** A word's translation, or the word itself where there is none: records may use any. */
export function translate(words: Readonly<Record<string, string>>, word: string): string {
  return Object.hasOwn(words, word) ? (words[word] as string) : word;
}
