import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Check } from "../../proof/check.ts";
import type { LineName } from "../../proof/names.ts";
import type { Proof } from "../../proof/proof.ts";
import type { Story } from "./story/story.ts";

/** What the parts of a journey's page share: the proof, its story, and the progress of the checks. */
export interface Journey {
  readonly proof: Proof;
  readonly story: Story;
  readonly checks: readonly Check[];
  /** Under which name each line was written, by its number, once the chain has said so. */
  readonly names: ReadonlyMap<number, LineName>;
  readonly finished: boolean;
  /** Bytes fetched so far by their SHA-256: pictures show exactly the hashed bytes. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Gives the journey to every component below the page. */
export const JourneyContext = createContext<Journey | undefined>(undefined);

/** The journey on the page. */
export function useJourney(): Journey {
  const journey = useContext(JourneyContext);
  if (!journey) throw new Error("there is no journey here");
  return journey;
}
