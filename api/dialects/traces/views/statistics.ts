import type { BatchStatistics } from "../../../../domain/scans/batch-statistics.ts";
import type { Feedback } from "../../../../domain/scans/ports.ts";
import type { BatchAnomalies } from "../../../../domain/scans/scan-anomalies.ts";
import type { ScanAnomaly } from "../../../../domain/scans/scan-anomaly.ts";
import { traceIdOf } from "../../../../domain/shared/identifiers.ts";
import { isoTime, wholeSecond } from "../../../../domain/shared/time.ts";

const NAMES = new Intl.DisplayNames(["en"], { type: "region", fallback: "code" });

const NOTE =
  "An anomaly is a reason to look closer: one code was looked at in places where one item cannot have been, " +
  "as when it was copied; a shared picture of it, roaming or a VPN look the same. " +
  "That there is none does not prove an item genuine.";

/** Says a sentence in the language that is asked for. */
type Say = (sentence: string) => string;

/** Statistics as the document prints them. */
export function statisticsView(statistics: BatchStatistics, say: Say) {
  const { batch, averageDuration, averageRating } = statistics;
  return {
    traceId: traceIdOf(batch.id),
    batchCode: batch.code,
    totalScans: statistics.total,
    uniqueScans: statistics.unique,
    scansByRegion: statistics.byRegion.map(({ region, count }) => ({ region: regionName(region), count })),
    scansByDevice: statistics.byDevice,
    scansByTime: statistics.byDay.map(({ day, count }) => ({ date: day, count })),
    averageScanDuration: Math.round(averageDuration ?? 0),
    certificateDownloads: statistics.downloads,
    feedbackCount: statistics.feedbackCount,
    averageRating: averageRating ?? 0,
    anomalies: statistics.anomalies.map((anomaly) => anomalyView(anomaly, say)),
  };
}

/** Anomalies among a batch's scans, and what they mean. */
export function anomaliesView({ batch, serialized, anomalies }: BatchAnomalies, say: Say) {
  return {
    traceId: traceIdOf(batch.id),
    batchCode: batch.code,
    serialized,
    anomalies: anomalies.map((anomaly) => anomalyView(anomaly, say)),
    note: say(NOTE),
  };
}

/** A shopper's feedback. */
export function feedbackView({ id, rating, text, createdAt }: Feedback) {
  return { id, rating, text, createdAt: isoTime(wholeSecond(createdAt)) };
}

function anomalyView(anomaly: ScanAnomaly, say: Say) {
  const regions = anomaly.regions.map(regionName);
  const common = { type: anomaly.type, regions, from: isoTime(anomaly.from), to: isoTime(anomaly.to) };
  if (anomaly.type === "many-countries") {
    const message = `Looked at in ${regions.length} countries within a month: ${regions.join(", ")}`;
    return { ...common, message: say(message) };
  }
  const { kilometres, from, to } = anomaly;
  const minutes = Math.round((to.getTime() - from.getTime()) / 60_000);
  const message = `Looked at in ${regions[0]} and ${minutes} minutes later, by somebody else, in ${regions[1]}: at least ${kilometres} km away`;
  return { ...common, kilometres, message: say(message) };
}

function regionName(code: string | null): string {
  return code === null ? "Other" : (NAMES.of(code) ?? code);
}
