import type { Language } from "../../../proof/messages.ts";
import { Leaf } from "../icons/signs.tsx";
import { useReader } from "../reader.ts";

/** The brand, and the switch to the other language. */
export function Masthead({ onLanguage }: { readonly onLanguage: (language: Language) => void }) {
  const { language, texts } = useReader();
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
