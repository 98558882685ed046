/** Reopens operations and transactions that counted as over. */

import type { Database } from "../database.ts";
import type { Executor } from "../shared/executor.ts";

/** Reopen these operations, as if they had just been sent: the mirror decides again, and they may land again. */
export async function reopenOperations({ write }: Pick<Database, "write">, ids: readonly string[]): Promise<void> {
  await write.transaction().execute(async (transaction) => {
    await transaction
      .updateTable("operations")
      .set({ state: "mined", error: null, error_code: null, updated_at: Date.now() })
      .where("id", "in", [...ids])
      .where("state", "in", ["mined", "final", "failed"])
      .execute();
    await transaction
      .updateTable("transactions")
      .set({ state: "open", closed_block: null })
      .where("id", "in", (expression) =>
        expression
          .selectFrom("transaction_operations")
          .select("transaction_id")
          .where("operation_id", "in", [...ids]),
      )
      .execute();
  });
}

/** Reopen everything that ended with a block after `finalBlock`: the mirror went back behind it. */
export async function reopenAfter(
  { read, write }: Pick<Database, "read" | "write">,
  finalBlock: number,
): Promise<void> {
  if (!(await isAnythingOverAfter(read, finalBlock))) return;
  await write.transaction().execute(async (transaction) => {
    await transaction
      .updateTable("operations")
      .set({ state: "mined" })
      .where("state", "=", "final")
      .where("line_block", ">", finalBlock)
      .execute();
    await transaction
      .updateTable("transactions")
      .set({ state: "open", closed_block: null })
      .where("closed_block", ">", finalBlock)
      .execute();
  });
}

async function isAnythingOverAfter(executor: Executor, finalBlock: number): Promise<boolean> {
  const operation = await executor
    .selectFrom("operations")
    .select("id")
    .where("state", "=", "final")
    .where("line_block", ">", finalBlock)
    .limit(1)
    .executeTakeFirst();
  const transaction = await executor
    .selectFrom("transactions")
    .select("id")
    .where("closed_block", ">", finalBlock)
    .limit(1)
    .executeTakeFirst();
  return operation !== undefined || transaction !== undefined;
}
