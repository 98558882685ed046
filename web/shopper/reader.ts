import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Language } from "../../proof/messages.ts";
import { TEXTS, type Texts } from "./texts/index.ts";

/** Who reads: their language and its texts. */
export interface Reader {
  readonly language: Language;
  readonly texts: Texts;
}

/** The reader of a language. */
export function readerFor(language: Language): Reader {
  return { language, texts: TEXTS[language] };
}

/** Gives the reader to every component. */
export const ReaderContext = createContext<Reader>(readerFor("en"));

/** The reader's language and texts. */
export function useReader(): Reader {
  return useContext(ReaderContext);
}
