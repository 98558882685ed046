import { amendedSteps, positionKey } from "../../../domain/records/amendments.ts";
import { apartAmong, type StatementReason, type ToldLine } from "../../../domain/records/apart.ts";
import { capacityOf } from "../../../domain/records/capacity.ts";
import { isBeginning } from "../../../domain/records/kinds.ts";
import type { BatchDescription, StepDescription } from "../../../domain/records/record-document.ts";
import { amendedIndex } from "../../../domain/records/series.ts";
import { statementsIn } from "../../../domain/records/statements.ts";
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

/** Why a version amends an earlier one, in its writer's words; empty where it does not say. */
export function amendmentReason({ document, fault }: Version): string {
  return document?.record === "amendment" && !fault ? (document.reason ?? "") : "";
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

/** The steps that are the journey, and those that are statements beside it, each with the reason. */
export function apartFrom(steps: readonly Step[]): {
  readonly journey: readonly Step[];
  readonly statements: readonly Statement[];
} {
  const byOutsiders = statementsIn(steps.map(({ versions: [{ line }] }) => line));
  const reasons = apartAmong(steps.map((step) => toldLineOf(step, byOutsiders.has(step.seq))));
  return {
    journey: steps.filter((_, index) => reasons[index] === undefined),
    statements: steps.flatMap((step, index) => {
      const reason = reasons[index];
      return reason ? [{ step, reason }] : [];
    }),
  };
}

/** A step that stands apart from the journey. */
export interface Statement {
  readonly step: Step;
  readonly reason: StatementReason;
}

function toldLineOf(step: Step, isByOutsider: boolean): ToldLine {
  const [{ line, kind, recordedAt }] = step.versions;
  const current = currentVersion(step);
  const recorded = recordedAt * 1000;
  const batch = batchDescription(current);
  return {
    seq: step.seq,
    event: line.event,
    kind,
    capacity: capacityOf(line.args),
    isByOutsider,
    time: eventTimeOf(step),
    recorded,
    content: contentOf(current),
    ...(isBeginning(line.event) ? { tellsHarvest: batch?.harvestDate != null } : {}),
  };
}

/** When a step happened, in milliseconds, as its first document says; undefined where that is not shown, or not true. */
export function eventTimeOf({ versions: [first] }: Step): number | undefined {
  const isToBelieve = first.document && !first.isElsewhere && !first.fault;
  return isToBelieve ? Date.parse(first.document.eventTime) : undefined;
}

function contentOf(version: Version): ToldLine["content"] {
  const { status, document, isElsewhere, fault } = version;
  if (status === "missing" || status === "unreadable") return status;
  if (status !== "public") return "withheld";
  // What failed its check is shown where it stands, as what it is.
  if (fault?.outcome === "failed") return "shown";
  return isElsewhere || !document ? "unreadable" : "shown";
}

function isAmendment(version: Version): boolean {
  return version.line.event === "Amended";
}

function verdictOnChain({ line }: Version): "pass" | "fail" | undefined {
  if (line.event !== "Inspected") return undefined;
  return Number(line.args.verdict) === 1 ? "pass" : "fail";
}
