/** Readings held against what their line and its record say, by whoever has their file: root and excursions computed anew. */
import canonicalize from "canonicalize";
import { parseReadingsText } from "../domain/readings/reading.ts";
import { summaryOf } from "../domain/readings/summary.ts";
import type { ReadingsSummary } from "../domain/records/readings.ts";
import { anchoredReading, saltAt } from "./reading.ts";
import { readingsRoot } from "./readings-root.ts";

/** What was found: that all agrees, or what does not. */
export type RecomputedReadings = "agree" | "other-root" | "other-summary" | "no-readings";

/**
 * Compute from a file of readings their root, and by the domain's own rule what was outside the limits that the record names;
 * and compare the one with the line's, the other with the record's word. Seconds for 100,000 readings.
 *
 * @param bytes The file, whose digest was compared with the record's before.
 * @param root The root on the line.
 */
export function recomputeReadings(bytes: Uint8Array, told: ReadingsSummary, root: string): RecomputedReadings {
  const { file: _, salt, ...summary } = told;
  try {
    const readings = parseReadingsText(new TextDecoder().decode(bytes));
    const encoded = readings.map((reading, index) => anchoredReading(reading, saltAt(salt, index)));
    if (readingsRoot(encoded) !== root) return "other-root";
    return canonicalize(summaryOf(readings, summary.limits)) === canonicalize(summary) ? "agree" : "other-summary";
  } catch (error) {
    if (error instanceof RangeError) return "no-readings";
    throw error;
  }
}
