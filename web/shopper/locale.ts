import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Language } from "../../proof/messages.ts";
import { TEXTS, type Texts } from "./texts/index.ts";

/** The language that a page speaks, and its texts. */
export interface Locale {
  readonly language: Language;
  readonly texts: Texts;
}

/** The locale of a language. */
export function localeFor(language: Language): Locale {
  return { language, texts: TEXTS[language] };
}

/** Gives the locale to every component. */
export const LocaleContext = createContext<Locale>(localeFor("en"));

/** The page's language and texts. */
export function useLocale(): Locale {
  return useContext(LocaleContext);
}
