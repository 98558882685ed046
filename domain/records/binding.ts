import { isBeginning } from "./kinds.ts";
import type { Line } from "./line.ts";
import { isAbout, type RecordDocument } from "./record-document.ts";
import { amendedIndex } from "./series.ts";

/** Their documents have a record type of their own; those of all other lines are steps of the line's kind. */
const WITH_OWN_RECORD: readonly string[] = [
  "Created",
  "SplitOff",
  "Produced",
  "Inspected",
  "Amended",
] satisfies Line["event"][];

/** The part of a line that its document must match. */
export type BoundLine = Pick<Line, "event" | "kind" | "amended" | "args">;

/**
 * Whether a document belongs to a line: it names the batch's code, the line's kind, and what else is on chain. Without
 * this, a line that repeats the digest of another batch's document would show that document as its own.
 */
export function belongs(document: RecordDocument, code: string, line: BoundLine): boolean {
  if (!isAbout(document, code)) return false;
  switch (document.record) {
    case "creation":
      return isBeginning(line.event) && document.batch.quantity === String(line.args.quantity);
    case "step":
      return document.kind === line.kind && !WITH_OWN_RECORD.includes(line.event);
    case "inspection":
      return line.event === "Inspected" && document.verdict === verdictOf(line);
    case "amendment":
      return (
        line.event === "Amended" &&
        document.amends === line.amended &&
        (document.index ?? 0) === amendedIndex(line.args)
      );
  }
}

/** The verdict that an inspection's line carries on chain; null for any other line. */
export function verdictOf(line: Pick<Line, "event" | "args">): "pass" | "fail" | null {
  if (line.event !== "Inspected") return null;
  return Number(line.args.verdict) === 1 ? "pass" : "fail";
}
