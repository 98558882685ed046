/**
 * Holds: whoever holds a batch, or an authority, says that it is not to be moved while a result is awaited. A line of a kind
 * of its own says so, and another that it is over. An authority's hold is ended by authorities alone: its kinds are theirs
 * (contracts/types/Kind.sol); and an authority's release ends its holder's hold with it.
 */
import type { Kind } from "./kinds.ts";
import type { RecordDocument } from "./record-document.ts";

/** The kinds of holders' lines, and of authorities'. */
export const HOLD = "hold" satisfies Kind;
export const HOLD_RELEASED = "hold-released" satisfies Kind;
export const OFFICIAL_HOLD = "official-hold" satisfies Kind;
export const OFFICIAL_HOLD_RELEASED = "official-hold-released" satisfies Kind;

/** All kinds that holds depend on. */
export const HOLD_KINDS: readonly Kind[] = [HOLD, HOLD_RELEASED, OFFICIAL_HOLD, OFFICIAL_HOLD_RELEASED];

/** The part of a line that holds depend on. */
export interface HoldLine {
  readonly event: string;
  readonly kind: string;
  /** Null or undefined where it cannot be read. */
  readonly document?: RecordDocument | null | undefined;
}

/** A hold that stands. */
export interface Hold<Told extends HoldLine> {
  readonly line: Told;
  readonly isOfficial: boolean;
  /** Null where its document cannot be read. */
  readonly reason: string | null;
  /** From when on it stands no more; null until it is released. */
  readonly until: Date | null;
}

/** The holds of a batch that stand: its holder's, and an authority's. */
export interface Holds<Told extends HoldLine> {
  readonly own: Hold<Told> | null;
  readonly official: Hold<Told> | null;
}

/** How the end of a hold is written: in UTC, to the second, so that texts sort as times do. */
const UNTIL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** The holds of a batch that stand at a time, from its lines in their order. A later one takes the place of an earlier one. */
export function holdsOf<Told extends HoldLine>(lines: readonly Told[], now: Date): Holds<Told> {
  let own: Told | null = null;
  let official: Told | null = null;
  for (const line of lines) {
    if (line.event !== "Recorded") continue;
    if (line.kind === HOLD) own = line;
    if (line.kind === OFFICIAL_HOLD) official = line;
    if (line.kind === OFFICIAL_HOLD_RELEASED) official = null;
    if (line.kind === HOLD_RELEASED || line.kind === OFFICIAL_HOLD_RELEASED) own = null;
  }
  return { own: standing(own, now), official: standing(official, now) };
}

/** The one that is told of those that stand: an authority's before its holder's. */
export const gravest = <Told extends HoldLine>({ own, official }: Holds<Told>): Hold<Told> | null => official ?? own;

function standing<Told extends HoldLine>(line: Told | null, now: Date): Hold<Told> | null {
  if (!line) return null;
  const step = line.document?.record === "step" ? line.document.step : undefined;
  const told = String(step?.details.until);
  const time = UNTIL.test(told) ? Date.parse(told) : Number.NaN;
  const until = Number.isNaN(time) ? null : new Date(time);
  if (until && until <= now) return null;
  return { line, isOfficial: line.kind === OFFICIAL_HOLD, reason: step?.description ?? null, until };
}
