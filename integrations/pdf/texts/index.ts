import type { CertificateLanguage } from "../../../domain/certificates/certificate.ts";
import { en, type Texts } from "./en.ts";
import { zh } from "./zh.ts";

export { translate } from "../../../domain/names/translate.ts";
export type { Texts } from "./en.ts";

/** What certificates say, by language. */
export const TEXTS: Readonly<Record<CertificateLanguage, Texts>> = { en, zh };
