import { type Selectable, sql } from "kysely";
import type { Recall, RecallClass, RecallScope, RecallTimings } from "../../domain/recalls/ports.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Executor } from "../shared/executor.ts";
import { listOf } from "../shared/list-of.ts";
import type { RecallsTable } from "./tables.ts";

/** A recall by its number; undefined for none. */
export async function byNumber(executor: Executor, number: number): Promise<Recall | undefined> {
  return (await recallsByNumbers(executor, [number])).get(number);
}

/** Recalls by their numbers. */
export async function recallsByNumbers(
  executor: Executor,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, Recall>> {
  const rows = await executor
    .selectFrom("recalls")
    .selectAll()
    .where("number", "in", sql<number>`${listOf(numbers)}`)
    .execute();
  return new Map(rows.map((row) => [row.number, recallOf(row)]));
}

/** A recall from its row. */
export function recallOf(row: Selectable<RecallsTable>): Recall {
  return {
    id: `recall-${row.number}`,
    number: row.number,
    accountId: row.account_id,
    batchId: row.batch_id as Hex,
    batchCode: row.batch_code,
    reason: row.reason,
    class: row.class as RecallClass,
    scope: row.scope as RecallScope,
    instruction: row.instruction,
    contact: row.contact,
    isDrill: row.drill === 1,
    isOfAll: row.of_all === 1,
    createdAt: new Date(row.created_at),
    liftedAt: row.lifted_at === null ? null : new Date(row.lifted_at),
    liftReason: row.lift_reason,
    timings: JSON.parse(row.timings ?? "{}") as RecallTimings,
  };
}
