import { type Committed, committedIn, overtakenBy } from "../../../domain/commitments/commitment.ts";
import { capacityOf } from "../../../domain/records/capacity.ts";
import type { Step } from "./step.ts";

/** A commitment of whoever held the batch, that nothing newer took the place of. */
export interface CommitmentStory {
  readonly step: Step;
  readonly committed: Committed;
  /** Whether the goods were divided or mixed since. */
  readonly isOutdated: boolean;
}

/** The commitments among a journey's steps, the latest first. Only a holder's word is one, whoever may write the kind. */
export function commitmentsOf(steps: readonly Step[]): CommitmentStory[] {
  let holder = "";
  const told = steps.map((step) => {
    // What an amendment says of it changes nothing.
    const { line, document, seq } = step.versions[0];
    const { event, args } = line;
    const actor = String(args.actor);
    if (args.holder !== undefined) holder = String(args.holder);
    if (event === "CustodyAccepted") holder = actor;
    const isHolders = actor === holder || capacityOf(args) === "holder";
    const committed = event === "Recorded" && isHolders ? committedIn(document) : undefined;
    return { step, committed, seq, actor, event, commits: committed !== undefined };
  });
  return told
    .flatMap((each) => {
      const overtaken = overtakenBy(told, each);
      const { step, committed } = each;
      return committed && overtaken !== "superseded" ? [{ step, committed, isOutdated: overtaken === "outdated" }] : [];
    })
    .reverse();
}
