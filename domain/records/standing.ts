/** What whoever has a batch in hand must know before everything else: the recalls and the failed inspections that stand. */
import type { Hex } from "../shared/hex.ts";
import { type BatchStatus, type Endings, statusOf, withEnding } from "./endings.ts";
import type { EventArguments } from "./event-arguments.ts";
import { inspectionIn, standingFails } from "./verdicts.ts";

/** The part of a line that this depends on, as a mirror and a proof have it. */
export interface StandingLine {
  readonly event: string;
  readonly args: EventArguments;
}

/** How a batch stands after all its lines. */
export interface BatchStanding<Told extends StandingLine> {
  readonly status: BatchStatus;
  /** The latest recall, where one stands. */
  readonly recall: Told | undefined;
  /** The failed inspections that stand, in the order in which they were recorded. */
  readonly fails: readonly Told[];
}

/** How a batch stands, by its lines alone: no document is needed for it. */
export function standingOf<Told extends StandingLine>(lines: readonly Told[]): BatchStanding<Told> {
  const endings = lines.reduce<Endings>(withEnding, { recalls: 0, withdrawn: false });
  const status = statusOf(endings);
  const inspections = lines
    .filter(({ event }) => event === "Inspected")
    .map((line) => ({ ...inspectionIn({ actor: line.args.actor as Hex, args: line.args }), line }));
  return {
    status,
    recall: status === "recalled" ? lines.findLast(({ event }) => event === "Recalled") : undefined,
    fails: standingFails(inspections).map(({ line }) => line),
  };
}
