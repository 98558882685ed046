/** A batch's lines as readers see them: each step once, as last amended. */

import { amendedSteps, positionKey } from "./amendments.ts";
import { verdictOf } from "./binding.ts";
import { isBeginning } from "./kinds.ts";
import type { Line } from "./line.ts";
import type { BatchDescription, StepDescription } from "./record-document.ts";
import { amendedIndex } from "./series.ts";

/** One act on a batch, as last amended. */
export interface JourneyEntry {
  readonly line: Line;
  /** Which step of a series, counted from 0, and of how many; null for the only one of its line. */
  readonly part: { readonly index: number; readonly count: number } | null;
  /** The type as given; the kind where the document is not shown. */
  readonly type: string;
  /** When it happened as recorded; the block's time where that is not shown. */
  readonly time: Date;
  /** The chain's, which no amendment changes. */
  readonly verdict: "pass" | "fail" | null;
  /** For the creation only. */
  readonly batch: BatchDescription | null;
  /** For all others. */
  readonly step: StepDescription | null;
  /** Whether the content is not shown: it is restricted, erased or missing. */
  readonly withheld: boolean;
  /** Whether it is unreadable: public, but of an unknown format, or about another batch or act. */
  readonly unreadable: boolean;
  /** The line that last amended it. */
  readonly amendment: Line | null;
}

/**
 * The acts of a batch in the order of their lines. A document that the reader may not see must be gone from its line
 * before (`linesFor`): what it amends is then withheld too, since the older text no longer applies.
 */
export function journeyEntriesOf(lines: readonly Line[]): JourneyEntry[] {
  const latest = new Map<string, Line>();
  const steps = amendedSteps(
    lines.map(({ chain: { seq, actor }, amended, args, series }) => ({
      seq,
      actor,
      amended: amended === null ? null : { seq: amended, index: amendedIndex(args) },
      steps: series?.length ?? 1,
    })),
  );
  for (const line of lines) {
    const step = steps.get(line.chain.seq);
    if (step) latest.set(positionKey(step), line);
  }
  return lines
    .filter((line) => line.event !== "Amended")
    .flatMap((line) => {
      const { seq } = line.chain;
      return stepsOf(line).map((step, index) =>
        entryOf(
          step,
          line.series ? { index, count: line.series.length } : null,
          latest.get(positionKey({ seq, index })) ?? null,
        ),
      );
    });
}

/** A line as its steps: the same act, actor and time, each with the document of its own. */
function stepsOf(line: Line): Line[] {
  return line.series?.map(({ digest, ...step }) => ({ ...line, ...step, chain: { ...line.chain, digest } })) ?? [line];
}

/** The order of two acts by their recorded times, then by their lines. */
export function byTime(a: JourneyEntry, b: JourneyEntry): number {
  return (
    a.time.getTime() - b.time.getTime() ||
    a.line.chain.seq - b.line.chain.seq ||
    (a.part?.index ?? 0) - (b.part?.index ?? 0)
  );
}

/** The order of a story: it begins with the creation, even if later acts are recorded with earlier times. */
export function inStoryOrder(a: JourneyEntry, b: JourneyEntry): number {
  return Number(isBeginning(b.line.event)) - Number(isBeginning(a.line.event)) || byTime(a, b);
}

function entryOf(line: Line, part: JourneyEntry["part"], amendment: Line | null): JourneyEntry {
  const { document, visibility } = amendment ?? line;
  const batch = document && "batch" in document ? (document.batch ?? null) : null;
  const step = document && "step" in document ? (document.step ?? null) : null;
  const withheld = isBeginning(line.event) ? batch === null : step === null;
  return {
    line,
    part,
    amendment,
    batch,
    step,
    withheld,
    unreadable: withheld && visibility === "public",
    type: step?.type ?? line.kind,
    // An amendment's own time is when it was made; the first document says when the act took place.
    time: line.document && !withheld ? new Date(line.document.eventTime) : line.timestamp,
    verdict: verdictOf(line),
  };
}
