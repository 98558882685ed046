import { type Expression, type ExpressionBuilder, sql } from "kysely";
import type { Call, CallLog, CallStatistics } from "../../domain/monitoring/call-log.ts";
import type { IntegrationName } from "../../domain/monitoring/integrations.ts";
import type { Database } from "../database.ts";
import { type WriteBehindReport, writeBehind } from "../shared/write-behind.ts";
import type { Tables } from "../tables.ts";

const HOUR = 3_600_000;
/** An hour more than any query needs. */
const KEPT = 25 * HOUR;
/** As many as one insertion takes, far below the engines' limits on parameters. */
const CHUNK = 200;
/**
 * The calls of the last day in SQL. They are written in batches: a transaction for each would slow every request down
 * to the disk's pace. Reading first writes what this process has buffered.
 */
export function callLogRepository(
  { read, write }: Pick<Database, "read" | "write">,
  now = () => new Date(),
  report?: WriteBehindReport,
): CallLog {
  let prunedAt = Number.NEGATIVE_INFINITY;

  async function writeCalls(calls: readonly Call[]): Promise<void> {
    const rows = calls.map((call) => ({ ...call, at: call.at.getTime() }));
    await write.insertInto("calls").values(rows).execute();
  }

  async function forgetOld(): Promise<void> {
    const at = now().getTime();
    if (at - prunedAt < HOUR / 6) return;
    prunedAt = at;
    await write
      .deleteFrom("calls")
      .where("at", "<", at - KEPT)
      .execute();
  }

  const { add, flush } = writeBehind<Call>({ chunk: CHUNK, write: writeCalls, afterwards: forgetOld, report });

  return {
    flush,

    record: add,

    async byEndpoint(since) {
      await flush();
      const rows = await read
        .selectFrom("calls")
        .select(["integration", "endpoint"])
        .select(statistics)
        .where("at", ">", since.getTime())
        .groupBy(["integration", "endpoint"])
        .orderBy("calls", "desc")
        .orderBy("endpoint")
        .execute();
      return rows.map((row) => ({
        integration: row.integration as IntegrationName | null,
        endpoint: row.endpoint,
        ...statisticsOf(row),
      }));
    },

    async byHour(since) {
      await flush();
      const hour: Expression<number> = sql<number>`at - at % ${sql.lit(HOUR)}`;
      const rows = await read
        .selectFrom("calls")
        .select(sql<number>`${hour}`.as("hour"))
        .select(statistics)
        .where("at", ">", since.getTime())
        .where("integration", "is", null)
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
    fn.sum<number>(when().when("outcome", "in", ["failed", "rejected"]).then(1).else(0).end()).as("failed"),
    fn.sum<number>(when().when("outcome", "=", "refused").then(1).else(0).end()).as("refused"),
    fn.avg<number>("milliseconds").as("average"),
    fn.max<number>("milliseconds").as("maximum"),
  ] as const;
}

function statisticsOf(row: Record<"calls" | "failed" | "refused" | "average" | "maximum", number>): CallStatistics {
  return {
    calls: Number(row.calls),
    failed: Number(row.failed),
    refused: Number(row.refused),
    averageMilliseconds: Number(row.average),
    maximumMilliseconds: Number(row.maximum),
  };
}
