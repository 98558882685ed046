import { amendedSteps, positionKey } from "../../../domain/records/amendments.ts";
import type { BatchDescription, StepDescription } from "../../../domain/records/record-document.ts";
import { amendedIndex } from "../../../domain/records/series.ts";
import type { Version } from "./version.ts";

/** One act on the batch: its line, and the lines that amend it, oldest first. */
export interface Step {
  readonly seq: number;
  /** Which step of a series, counted from 0, and of how many; undefined for the only one of its line. */
  readonly part: Version["part"];
  readonly kind: string;
  readonly versions: readonly [Version, ...Version[]];
  /** An inspection's verdict as the chain has it. */
  readonly verdict: "pass" | "fail" | undefined;
}

/** The name of a step's place on the page. */
export function lineAnchor(seq: number, index: number | undefined): string {
  return index === undefined ? `line-${seq}` : `line-${seq}.${index}`;
}

/** The current version. */
export function currentVersion(step: Step): Version {
  return step.versions.at(-1) as Version;
}

/** The superseded versions, newest first. */
export function earlierVersions(step: Step): readonly Version[] {
  return step.versions.slice(0, -1).reverse();
}

/** A version's description of its step, if it can be read. */
export function stepDescription(version: Version): StepDescription | undefined {
  return version.document && "step" in version.document ? version.document.step : undefined;
}

/** A version's description of the batch, if it can be read. */
export function batchDescription(version: Version): BatchDescription | undefined {
  return version.document && "batch" in version.document ? version.document.batch : undefined;
}

/** Groups versions, in the order of their lines, into steps: an amendment goes to the line that it amends. */
export function groupSteps(versions: readonly Version[]): Step[] {
  const amendments = new Map<string, Version[]>();
  const own: Version[] = [];
  const steps = amendedSteps(
    versions
      .filter(({ part }) => part === undefined || part.index === 0)
      .map((version) => ({
        seq: version.seq,
        actor: String(version.line.args.actor),
        amended: isAmendment(version)
          ? { seq: Number(version.line.args.amended), index: amendedIndex(version.line.args) }
          : null,
        steps: version.part?.count ?? 1,
      })),
  );

  for (const version of versions) {
    const target = steps.get(version.seq);
    // An amendment of a line that is not shown, or of another's, must not vanish with it.
    if (!target) own.push(version);
    else amendments.set(positionKey(target), [...(amendments.get(positionKey(target)) ?? []), version]);
  }
  return own.map((version) => ({
    seq: version.seq,
    part: version.part,
    kind: version.kind,
    versions: [version, ...(amendments.get(positionKey({ seq: version.seq, index: version.part?.index ?? 0 })) ?? [])],
    verdict: verdictOnChain(version),
  }));
}

function isAmendment(version: Version): boolean {
  return version.line.event === "Amended";
}

function verdictOnChain({ line }: Version): "pass" | "fail" | undefined {
  if (line.event !== "Inspected") return undefined;
  return Number(line.args.verdict) === 1 ? "pass" : "fail";
}
