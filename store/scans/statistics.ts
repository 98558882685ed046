import type { Kysely } from "kysely";
import type { Device, ScanStatistics, TimeRange } from "../../domain/scans/ports.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Tables } from "../tables.ts";

/** The bounds of a range in milliseconds, with extremes where it is open. */
export function bounds({ from, to }: TimeRange): readonly [number, number] {
  return [from?.getTime() ?? Number.MIN_SAFE_INTEGER, to?.getTime() ?? Number.MAX_SAFE_INTEGER];
}

/** Totals of a batch's scans and downloads, computed by the database. */
export async function scanStatistics(
  database: Kysely<Tables>,
  batchId: Hex,
  range: TimeRange,
): Promise<ScanStatistics> {
  const [from, to] = bounds(range);
  const scans = database
    .selectFrom("scans")
    .where("batch_id", "=", batchId)
    .where("at", ">=", from)
    .where("at", "<=", to);
  const [totals, byRegion, byDevice, byDay, downloads] = await Promise.all([
    scans
      .select(({ fn }) => [
        fn.countAll<number>().as("total"),
        fn.count<number>("visitor").distinct().as("unique"),
        fn.avg<number | null>("duration").as("averageDuration"),
      ])
      .executeTakeFirstOrThrow(),
    scans
      .select(["region", ({ fn }) => fn.countAll<number>().as("count")])
      .groupBy("region")
      .orderBy("count", "desc")
      .orderBy("region")
      .execute(),
    scans
      .select(["device", ({ fn }) => fn.countAll<number>().as("count")])
      .groupBy("device")
      .orderBy("count", "desc")
      .orderBy("device")
      .execute(),
    scans
      .select(["day", ({ fn }) => fn.countAll<number>().as("count")])
      .groupBy("day")
      .orderBy("day")
      .execute(),
    database
      .selectFrom("certificate_downloads")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where("batch_id", "=", batchId)
      .where("at", ">=", from)
      .where("at", "<=", to)
      .executeTakeFirstOrThrow(),
  ]);
  const { averageDuration } = totals;
  return {
    total: Number(totals.total),
    unique: Number(totals.unique),
    averageDuration: averageDuration === null ? null : Number(averageDuration),
    byRegion: byRegion.map(({ region, count }) => ({ region, count: Number(count) })),
    byDevice: byDevice.map(({ device, count }) => ({ device: device as Device, count: Number(count) })),
    byDay: byDay.map(({ day, count }) => ({ day, count: Number(count) })),
    downloads: Number(downloads.count),
  };
}
