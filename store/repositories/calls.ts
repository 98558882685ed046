import { type Expression, type ExpressionBuilder, sql } from "kysely";
import type { Call, CallStatistics, Calls } from "../../domain/ports/calls.ts";
import type { Database } from "../database.ts";
import type { Tables } from "../tables.ts";

const HOUR = 3_600_000;
/** An hour more than anybody asks for. */
const KEPT = 25 * HOUR;
/** How long a call may wait for others to be written with. */
const PATIENCE = 500;
/** As many as one insertion takes, far below the engines' limits on parameters. */
const CHUNK = 200;
/** What is kept waiting while the database cannot be written to: monitoring must not exhaust the memory. */
const MOST_WAITING = 10_000;

/**
 * The calls of the last day in SQL. They are written some at a time: a transaction for each would cost every request
 * the disk's pace. Reading writes what this process still holds.
 */
export function callsRepository({ read, write }: Pick<Database, "read" | "write">, now = () => new Date()): Calls {
  let waiting: Call[] = [];
  let timer: NodeJS.Timeout | undefined;
  let flushing: Promise<void> | undefined;
  let prunedAt = Number.NEGATIVE_INFINITY;

  async function writeWaiting(): Promise<void> {
    while (waiting.length > 0) {
      const rows = waiting.slice(0, CHUNK).map((call) => ({ ...call, at: call.at.getTime() }));
      await write.insertInto("calls").values(rows).execute();
      waiting = waiting.slice(rows.length);
    }
    const at = now().getTime();
    if (at - prunedAt < HOUR / 6) return;
    prunedAt = at;
    await write
      .deleteFrom("calls")
      .where("at", "<", at - KEPT)
      .execute();
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    await flushing;
    flushing ??= writeWaiting()
      // They stay where they are, and go with the next ones.
      .catch(() => undefined)
      .finally(() => {
        flushing = undefined;
      });
    await flushing;
  }

  return {
    flush,

    record(call) {
      if (waiting.length >= MOST_WAITING) return;
      waiting.push(call);
      timer ??= setTimeout(() => void flush(), PATIENCE).unref();
    },

    async byEndpoint(since) {
      await flush();
      const rows = await read
        .selectFrom("calls")
        .select("endpoint")
        .select(statistics)
        .where("at", ">", since.getTime())
        .groupBy("endpoint")
        .orderBy("calls", "desc")
        .orderBy("endpoint")
        .execute();
      return rows.map((row) => ({ endpoint: row.endpoint, ...statisticsOf(row) }));
    },

    async byHour(since) {
      await flush();
      const hour: Expression<number> = sql<number>`at - at % ${sql.lit(HOUR)}`;
      const rows = await read
        .selectFrom("calls")
        .select(sql<number>`${hour}`.as("hour"))
        .select(statistics)
        .where("at", ">", since.getTime())
        .groupBy(hour)
        .orderBy("hour")
        .execute();
      return rows.map((row) => ({ hour: new Date(Number(row.hour)), ...statisticsOf(row) }));
    },
  };
}

function statistics({ fn, case: when }: ExpressionBuilder<Tables, "calls">) {
  return [
    fn.countAll<number>().as("calls"),
    fn.sum<number>(when().when("outcome", "=", "failed").then(1).else(0).end()).as("failed"),
    fn.avg<number>("milliseconds").as("average"),
    fn.max<number>("milliseconds").as("maximum"),
  ] as const;
}

function statisticsOf(row: { calls: number; failed: number; average: number; maximum: number }): CallStatistics {
  return {
    calls: Number(row.calls),
    failed: Number(row.failed),
    averageMilliseconds: Number(row.average),
    maximumMilliseconds: Number(row.maximum),
  };
}
