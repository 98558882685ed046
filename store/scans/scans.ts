import type { Scan, Scans } from "../../domain/scans/ports.ts";
import { isoDay } from "../../domain/shared/time.ts";
import type { Database } from "../database.ts";
import { type WriteBehindReport, writeBehind } from "../shared/write-behind.ts";
import { scanStatistics } from "./statistics.ts";

/** As many rows as one insertion takes, far below the engines' limits on parameters. */
const CHUNK = 200;

/** Scans and downloads in SQL, written in batches. Reading first writes what this process has buffered. */
export function scansRepository({ read, write }: Pick<Database, "read" | "write">, report?: WriteBehindReport): Scans {
  const behind = <T>(writeSome: (items: readonly T[]) => Promise<void>) =>
    writeBehind<T>({ chunk: CHUNK, write: writeSome, report });
  /** Scans whose visitor has no pseudonym yet. */
  const unnamed = new Set<Promise<void>>();

  const scans = behind<Scan>(async (items) => {
    const rows = items.map(({ id, batchId, at, visitor, region, device }) => ({
      ...{ id, visitor, device },
      region: region?.country ?? null,
      region_dependable: region?.dependable ? 1 : 0,
      batch_id: batchId,
      at: at.getTime(),
      day: isoDay(at),
      duration: null,
    }));
    await write.insertInto("scans").values(rows).execute();
  });

  const durations = behind<{ readonly id: string; readonly seconds: number }>(async (items) => {
    // The scan has to be written first.
    await scans.flush();
    if (scans.waiting().length > 0) throw new Error("scans are still waiting to be written");
    await write.transaction().execute(async (transaction) => {
      for (const { id, seconds } of items) {
        await transaction
          .updateTable("scans")
          .set({ duration: seconds })
          .where("id", "=", id)
          .where((row) => row.or([row("duration", "is", null), row("duration", "<", seconds)]))
          .execute();
      }
    });
  });

  const downloads = behind<Parameters<Scans["recordDownload"]>[0]>(async (items) => {
    const rows = items.map(({ batchId, number, at }) => ({ batch_id: batchId, number, at: at.getTime() }));
    await write.insertInto("certificate_downloads").values(rows).execute();
  });

  async function flush(): Promise<void> {
    await Promise.all(unnamed);
    await scans.flush();
    await durations.flush();
    await downloads.flush();
  }

  return {
    flush,

    record(scan) {
      const named = scan.then(scans.add, () => undefined).finally(() => unnamed.delete(named));
      unnamed.add(named);
    },

    recordDownload: downloads.add,

    async setDuration(id, batchId, seconds, since) {
      await Promise.all(unnamed);
      const isIt = (scan: Scan) => scan.id === id && scan.batchId === batchId && scan.at >= since;
      const known =
        scans.waiting().some(isIt) ||
        (await read
          .selectFrom("scans")
          .select("id")
          .where("id", "=", id)
          .where("batch_id", "=", batchId)
          .where("at", ">=", since.getTime())
          .executeTakeFirst()) !== undefined;
      if (known) durations.add({ id, seconds });
      return known;
    },

    async latest(batchId, limit) {
      await flush();
      const rows = await read
        .selectFrom("scans")
        .select(["at", "visitor", "region"])
        .where("batch_id", "=", batchId)
        .where("region", "is not", null)
        .where("region_dependable", "=", 1)
        .orderBy("at", "desc")
        .limit(limit)
        .execute();
      return rows.map(({ at, visitor, region }) => ({ at: new Date(Number(at)), visitor, region }));
    },

    async statistics(batchId, range) {
      await flush();
      return scanStatistics(read, batchId, range);
    },
  };
}
