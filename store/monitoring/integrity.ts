import { sql, type Transaction } from "kysely";
import {
  type IntegrityCheck,
  type IntegrityDay,
  type MirroredChain,
  utcDay,
} from "../../domain/monitoring/integrity.ts";
import type { LinesAfter, MirroredLine } from "../../domain/monitoring/mirrored-lines.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";
import type { Tables } from "../tables.ts";

/** The mirror's figures, and what was found of it day by day. */
export function integrityOf({ read }: Pick<Database, "read">) {
  return {
    async mirror(): Promise<MirroredChain | undefined> {
      const row = await read
        .selectFrom("cursor")
        .select(["block_number", "block_hash", "final_block", "line", "chain"])
        .select((from) => from.selectFrom("batches").select(from.fn.countAll<number>().as("count")).as("batches"))
        .executeTakeFirst();
      return (
        row && {
          lines: row.line,
          chain: row.chain,
          block: row.block_number,
          blockHash: row.block_hash as Hex,
          finalBlock: row.final_block,
          batches: Number(row.batches),
        }
      );
    },

    async days(since: string): Promise<readonly IntegrityDay[]> {
      const rows = await read
        .selectFrom("integrity_days")
        .selectAll()
        .where("day", ">=", since)
        .orderBy("day", "desc")
        .execute();
      return rows.map(({ greatest_lag: greatestLag, ...row }) => ({ ...row, greatestLag }));
    },

    async lines({ after, limit, batchId }: LinesAfter): Promise<readonly MirroredLine[]> {
      const chosen = read
        .selectFrom("facts")
        .select(["line", "event", "batch_id", "seq", "block_number", "transaction_hash", "chain"])
        .select(sql<number>`json_extract(args, '$.timestamp')`.as("at"))
        .where("line", ">", after)
        .limit(limit);
      // A batch's lines are numbered in the same order by themselves.
      const rows = await (batchId === undefined
        ? chosen.orderBy("line")
        : chosen.where("batch_id", "=", batchId).orderBy("seq")
      ).execute();
      return rows.map(({ batch_id, block_number, transaction_hash, chain, at, ...row }) => ({
        ...row,
        batchId: batch_id as Hex | null,
        timestamp: at,
        blockNumber: block_number,
        transactionHash: transaction_hash as Hex,
        chain: chain as Hex,
      }));
    },
  };
}

/** Add what one look found to its day. */
export async function countCheck(transaction: Transaction<Tables>, check: IntegrityCheck): Promise<void> {
  const row = {
    day: utcDay(check.at),
    checks: 1,
    batches: check.batches,
    mismatches: check.mismatches,
    disagreements: Number(check.agrees === false),
    greatest_lag: check.lag ?? 0,
  };
  await transaction
    .insertInto("integrity_days")
    .values(row)
    .onConflict((conflict) =>
      conflict.column("day").doUpdateSet((column) => ({
        checks: sql`integrity_days.checks + 1`,
        batches: sql`integrity_days.batches + ${row.batches}`,
        mismatches: sql`integrity_days.mismatches + ${row.mismatches}`,
        disagreements: sql`integrity_days.disagreements + ${row.disagreements}`,
        greatest_lag: sql`max(integrity_days.greatest_lag, ${column.ref("excluded.greatest_lag")})`,
      })),
    )
    .execute();
}
