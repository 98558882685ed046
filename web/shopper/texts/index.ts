import type { Language } from "../../../proof/messages.ts";
import type { Texts } from "./en.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

export { translate } from "../../../domain/names/translate.ts";
export type { Texts } from "./en.ts";

/** The page's texts by language. */
export const TEXTS: Readonly<Record<Language, Texts>> = { en, zh };
