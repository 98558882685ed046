/** A batch's lines as readers see them: each step once, as last amended. */

import type { Hex } from "../shared/hex.ts";
import { isoTime } from "../shared/time.ts";
import { amendedSteps, positionKey } from "./amendments.ts";
import { apartAmong, type StatementReason, type ToldLine } from "./apart.ts";
import { verdictOf } from "./binding.ts";
import { capacityOf } from "./capacity.ts";
import { erasuresAmong, type SaidErasure } from "./erasures.ts";
import { isBeginning } from "./kinds.ts";
import type { Line } from "./line.ts";
import type { BatchDescription, StepDescription } from "./record-document.ts";
import { amendedIndex } from "./series.ts";
import { statementsIn } from "./statements.ts";
import { partiesIn } from "./trade.ts";

/** One act on a batch, as last amended. */
export interface JourneyEntry {
  readonly line: Line;
  /** Which step of a series, counted from 0, and of how many; null for the only one of its line. */
  readonly part: { readonly index: number; readonly count: number } | null;
  /** The type as given; the kind where the document is not shown. */
  readonly type: string;
  /** When it happened as recorded; the block's time where that is not shown. */
  readonly time: Date;
  /** The same as it was told: its day is the one that its writer named. */
  readonly told: string;
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
  /** What was said of its text's erasure; null where that is not gone, or nobody said why. */
  readonly erased: SaidErasure | null;
  /** The lines whose texts stood before, the first one first: what was said once stays to be read. */
  readonly earlier: readonly Line[];
}

/**
 * The acts of a batch in the order of their lines. What claims to amend another's line is no amendment of it: it is told
 * by itself, as what its own writer said. A document that the reader may not see must be gone from its line
 * before (`linesFor`): what it amends is then withheld too, since the older text no longer applies.
 */
export function journeyEntriesOf(lines: readonly Line[]): JourneyEntry[] {
  const amendments = new Map<string, Line[]>();
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
    if (!step) continue;
    const key = positionKey(step);
    amendments.set(key, [...(amendments.get(key) ?? []), line]);
  }
  const erasures = erasuresAmong(lines);
  return lines
    .filter(({ chain: { seq } }) => !steps.has(seq))
    .flatMap((line) => {
      const { seq } = line.chain;
      return stepsOf(line).map((step, index) =>
        entryOf(
          step,
          line.series ? { index, count: line.series.length } : null,
          amendments.get(positionKey({ seq, index })) ?? [],
          erasures,
        ),
      );
    });
}

/** A line as its steps: the same act, actor and time, each with the document of its own. */
function stepsOf(line: Line): Line[] {
  return line.series?.map(({ digest, ...step }) => ({ ...line, ...step, chain: { ...line.chain, digest } })) ?? [line];
}

/** Whom an entry names by address, as of its line: whoever wrote it, and the parties of trade. */
export function momentsOf({ line, step }: JourneyEntry): { readonly account: Hex; readonly line: number }[] {
  return [line.chain.actor, ...partiesIn(step)].map((account) => ({ account, line: line.line }));
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

/** The entries that are the journey, and those that are statements beside it, each with the reason. */
export function apartFrom(entries: readonly JourneyEntry[]): {
  readonly journey: readonly JourneyEntry[];
  readonly statements: readonly { readonly entry: JourneyEntry; readonly reason: StatementReason }[];
} {
  const byOutsiders = statementsIn(entries.map(({ line: { event, args } }) => ({ event, args })));
  const reasons = apartAmong(entries.map((entry) => toldLineOf(entry, byOutsiders.has(entry.line.chain.seq))));
  return {
    journey: entries.filter((_, index) => reasons[index] === undefined),
    statements: entries.flatMap((entry, index) => {
      const reason = reasons[index];
      return reason ? [{ entry, reason }] : [];
    }),
  };
}

function toldLineOf(entry: JourneyEntry, isByOutsider: boolean): ToldLine {
  const { line, amendment, batch, withheld, unreadable, time } = entry;
  const { visibility } = amendment ?? line;
  return {
    seq: line.chain.seq,
    event: line.event,
    kind: line.kind,
    capacity: capacityOf(line.args),
    isByOutsider,
    time: withheld ? undefined : time.getTime(),
    recorded: line.timestamp.getTime(),
    content: unreadable ? "unreadable" : visibility === "missing" ? "missing" : withheld ? "withheld" : "shown",
    ...(isBeginning(line.event) ? { tellsHarvest: batch?.harvestDate != null } : {}),
  };
}

function entryOf(
  line: Line,
  part: JourneyEntry["part"],
  amendments: readonly Line[],
  erasures: ReturnType<typeof erasuresAmong>,
): JourneyEntry {
  const amendment = amendments.at(-1) ?? null;
  const { document, visibility } = amendment ?? line;
  const batch = document && "batch" in document ? (document.batch ?? null) : null;
  const step = document && "step" in document ? (document.step ?? null) : null;
  const place = amendment ? { seq: amendment.chain.seq, index: 0 } : { seq: line.chain.seq, index: part?.index ?? 0 };
  const isOfAnother = line.event === "Amended";
  const isBatch = isBeginning(line.event) || (isOfAnother && line.amended === 1);
  const withheld = isBatch ? batch === null : step === null;
  // An amendment's own time is when it was made; the first document says when the act took place.
  const told = line.document && !withheld ? line.document.eventTime : isoTime(line.timestamp);
  return {
    line,
    part,
    amendment,
    earlier: amendment ? [line, ...amendments.slice(0, -1)] : [],
    erased: visibility === "erased" ? (erasures.get(positionKey(place)) ?? null) : null,
    batch,
    step,
    withheld,
    unreadable: withheld && visibility === "public",
    type: isOfAnother ? line.kind : (step?.type ?? line.kind),
    time: new Date(told),
    told,
    verdict: verdictOf(line),
  };
}
