import type { CertificateLanguage } from "../../../domain/certificates.ts";
import { en, type Texts } from "./en.ts";
import { zh } from "./zh.ts";

export type { Texts } from "./en.ts";

/** What certificates say, by language. */
export const TEXTS: Readonly<Record<CertificateLanguage, Texts>> = { en, zh };

/** A word's translation, or the word itself where there is none: records may use any. */
export function translate(words: Readonly<Record<string, string>>, word: string): string {
  return Object.hasOwn(words, word) ? (words[word] as string) : word;
}
