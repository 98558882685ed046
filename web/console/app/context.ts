/** What every view of the console has at hand. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Language } from "../../../proof/messages.ts";
import type { TypedData } from "../http/act.ts";
import type { Me, Session } from "../session/session.ts";

/** The page, for its views. */
export interface Console {
  readonly language: Language;
  readonly session: Session;
  /** Who is signed in: views are shown to nobody else. */
  readonly me: Me;
  /** Ask anew who is signed in: roles were granted since, or a wallet bound. */
  readonly renew: () => Promise<void>;
  /** Go to another view. */
  readonly go: (path: string) => void;
  /** Have the person's wallet sign, after showing what and in whose name. */
  readonly sign: (typedData: TypedData) => Promise<string>;
}

const ConsoleContext = createContext<Console | undefined>(undefined);

/** Gives its children the console. */
export const ConsoleProvider = ConsoleContext.Provider;

/** The console around a view. */
export function useConsole(): Console {
  const found = useContext(ConsoleContext);
  if (!found) throw new Error("outside of the console");
  return found;
}

/** Texts of one subject in the reader's language. */
export function useTexts<Texts>(texts: { readonly en: Texts; readonly zh: Texts }): Texts {
  return texts[useConsole().language];
}
