/** Series: one line with the digests of many steps of a kind, each a document of its own. */
import type { Hex } from "../shared/hex.ts";
import type { EventArguments } from "./event-arguments.ts";

/** The digests of the documents that a line names: of a series one a step, of any other line its own. */
export function digestsOf(event: string, args: EventArguments): readonly Hex[] {
  const { digests, digest } = args;
  return isSeries(event) && Array.isArray(digests) ? (digests as Hex[]) : [digest as Hex];
}

/** Whether an event writes many steps in one line. Such a line's own digest is of no document, but of their digests. */
export function isSeries(event: string): boolean {
  return event === "SeriesRecorded";
}

/** Which step of a series an amendment is about, counted from 0; 0 where it is about a line that is none. */
export function amendedIndex(args: EventArguments): number {
  return Number(args.index ?? 0);
}
