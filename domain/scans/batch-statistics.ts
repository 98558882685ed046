import { z } from "zod";
import type { Batch } from "../batches/batch.ts";
import type { Context, Services } from "../services.ts";
import { invalid } from "../shared/errors.ts";
import { parseInput } from "../shared/input.ts";
import { endDateSchema, isoDateSchema } from "../shared/time.ts";
import { observedBatch } from "./internal.ts";
import type { ScanStatistics, TimeRange } from "./ports.ts";
import { anomaliesOf } from "./scan-anomalies.ts";
import type { ScanAnomaly } from "./scan-anomaly.ts";

const DAY = 24 * 3_600_000;
/** How many days each period has; its last one is that of its end. */
const DAYS = { day: 1, week: 7, month: 30, year: 365 } as const;
/** The periods of statistics. */
export const PERIODS = ["day", "week", "month", "year", "all"] as const;
/** This many countries are listed by name; the others are combined. */
const NAMED_REGIONS = 10;

const batchStatisticsInput = z.object({
  period: z.enum(PERIODS, { error: `Period must be one of ${PERIODS.join(", ")}` }).default("all"),
  fromDate: isoDateSchema("From date").optional(),
  toDate: endDateSchema("To date").optional(),
});

/** How a batch's statistics are requested and reported. */
export interface BatchStatistics extends ScanStatistics {
  readonly batch: Batch;
  readonly feedbackCount: number;
  /** With one decimal; null for none. */
  readonly averageRating: number | null;
  /** Over all time: a copy does not become genuine by choosing another period. */
  readonly anomalies: readonly ScanAnomaly[];
}

/** The statistics of a batch over a time, for those who may see them. Throws `not-found` and `forbidden`. */
export async function batchStatistics(
  services: Pick<Services, "accounts" | "administrators" | "feedback" | "keys" | "mirror" | "now" | "outbox" | "scans">,
  context: Context,
  traceId: string,
  input: unknown,
): Promise<BatchStatistics> {
  const asked = parseInput(batchStatisticsInput, input);
  const range = rangeOf(asked, services.now());
  const batch = await observedBatch(services, context, traceId, "statistics");
  const scans = await services.scans.statistics(batch.id, range);
  const { count, sum } = await services.feedback.ratings(batch.id, range);
  return {
    ...scans,
    batch,
    byRegion: withOthers(scans.byRegion),
    feedbackCount: count,
    averageRating: count === 0 ? null : Math.round((sum * 10) / count) / 10,
    anomalies: await anomaliesOf(services, batch),
  };
}

/**
 * The requested time range. A period ends with `toDate`, else now, and starts at a day in UTC; `fromDate` can only
 * shorten it.
 */
function rangeOf({ period, fromDate, toDate }: z.output<typeof batchStatisticsInput>, now: Date): TimeRange {
  if (fromDate && toDate && fromDate > toDate) throw invalid("fromDate", "From date must not be after to date");
  if (period === "all") return { from: fromDate ?? null, to: toDate ?? null };
  const end = (toDate ?? now).getTime();
  const start = end - (((end % DAY) + DAY) % DAY) - (DAYS[period] - 1) * DAY;
  return { from: new Date(Math.max(start, fromDate?.getTime() ?? start)), to: new Date(end) };
}

/** The largest regions, then all others together with unknown ones. */
function withOthers(regions: ScanStatistics["byRegion"]): ScanStatistics["byRegion"] {
  const named = regions.filter(({ region }) => region !== null).slice(0, NAMED_REGIONS);
  const others = regions.filter((each) => !named.includes(each)).reduce((sum, { count }) => sum + count, 0);
  return others === 0 ? named : [...named, { region: null, count: others }];
}
