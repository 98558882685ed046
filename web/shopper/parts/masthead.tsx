import type { Language } from "../../../proof/messages.ts";
import { Leaf } from "../icons/signs.tsx";

/** The texts of a page's masthead. */
export interface MastheadProperties {
  readonly language: Language;
  readonly texts: { readonly brand: string; readonly tagline: string; readonly otherLanguage: string };
  readonly onLanguage: (language: Language) => void;
}

/** The brand, and the switch to the other language. */
export function Masthead({ language, texts, onLanguage }: MastheadProperties) {
  const other = language === "zh" ? "en" : "zh";
  return (
    <header class="masthead">
      <a class="brand" href={`/t?lang=${language}`}>
        <Leaf />
        <span class="brand-name">{texts.brand}</span>
        <span class="brand-tagline">{texts.tagline}</span>
      </a>
      <button type="button" class="language" lang={other} onClick={() => onLanguage(other)}>
        {texts.otherLanguage}
      </button>
    </header>
  );
}
