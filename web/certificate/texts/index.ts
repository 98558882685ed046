import { useLocale } from "../../shopper/locale.ts";
import { type CertificateTexts, en } from "./en.ts";
import { zh } from "./zh.ts";

export type { CertificateTexts } from "./en.ts";

/** The page's texts by language. */
export const CERTIFICATE_TEXTS = { en, zh } as const;

/** The page's texts in the reader's language. */
export function useTexts(): CertificateTexts {
  return CERTIFICATE_TEXTS[useLocale().language];
}
