/** What every view of the desk has at hand. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ContractReader, RpcCall } from "../../../proof/contract-reader.ts";
import type { Language } from "../../../proof/messages.ts";
import type { Settings } from "../../shopper/use-settings.ts";
import type { Network } from "../node/network.ts";

/** The page, for its views. */
export interface Desk {
  readonly language: Language;
  /** The name of the locale for dates and numbers. */
  readonly locale: string;
  /** What this server says of the network, its contract and its mirror. */
  readonly network: Network;
  /** The node and the contract that are asked. */
  readonly settings: Settings;
  readonly proposed: Settings;
  readonly choose: (settings: Settings) => void;
  readonly rpc: RpcCall;
  readonly reader: ContractReader;
  /** Go to another view. */
  readonly go: (path: string) => void;
}

const DeskContext = createContext<Desk | undefined>(undefined);

/** Gives its children the desk. */
export const DeskProvider = DeskContext.Provider;

/** The desk around a view. */
export function useDesk(): Desk {
  const found = useContext(DeskContext);
  if (!found) throw new Error("outside of the desk");
  return found;
}

/** Texts of one subject in the reader's language. */
export function useTexts<Texts>(texts: { readonly en: Texts; readonly zh: Texts }): Texts {
  return texts[useDesk().language];
}
