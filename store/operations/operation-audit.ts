/** Whether operations that count as final still are in the mirror. */
import { isOfficerAct } from "../../domain/operations/act.ts";
import type { OperationProof } from "../../domain/operations/operation-log.ts";
import { isAdministration } from "../../proof/administration.ts";
import type { Database } from "../database.ts";
import type { Executor } from "../shared/executor.ts";
import { type AdministrationOperation, wasDone } from "./administration-acts.ts";
import { mirrorPosition } from "./mirror-position.ts";
import { parseAct } from "./operation-rows.ts";
import { operationsWithOwnLines } from "./own-lines.ts";
import { reopenOperations } from "./reopen.ts";
import { eventOfOfficerAct, wasEverHeld } from "./role-grants.ts";

/** The audit of an operation log. It remembers how far it has come. */
export function operationAudit(database: Pick<Database, "read" | "write">): OperationProof["audit"] {
  const { read } = database;
  /** The number of the operation that was audited last: the newest come first. */
  let audited = Number.MAX_SAFE_INTEGER;

  return async (limit) => {
    const position = await mirrorPosition(read);
    if (!position || position.synced_at === 0) return [];
    const rows = await operationsWithOwnLines(read)
      .select(["operations.id", "operations.number", "operations.state", "operations.actor", "operations.batch_id"])
      .select(["operations.act", "operations.digest", "operations.line_transaction", "facts.line"])
      .where("operations.state", "=", "final")
      .where("operations.number", "<", audited)
      .orderBy("operations.number", "desc")
      .limit(limit)
      .execute();
    audited = rows.length < limit ? Number.MAX_SAFE_INTEGER : (rows.at(-1)?.number ?? 0);
    const lost: string[] = [];
    for (const row of rows) {
      const isThere = row.digest === null ? await isAdministrationDone(read, row) : row.line !== null;
      if (!isThere) lost.push(row.id);
    }
    if (lost.length === 0) return lost;
    // The mirror may have been read in the middle of a rebuild: what it said counts only if it is still the same.
    const again = await mirrorPosition(read);
    if (again?.generation !== position.generation) return [];
    await reopenOperations(database, lost);
    return lost;
  };
}

/** Whether an act of administration was done, though it may have been undone since. */
async function isAdministrationDone(
  executor: Executor,
  row: AdministrationOperation & { readonly act: string; readonly line_transaction: string | null },
): Promise<boolean> {
  const act = parseAct(row.act);
  if (!isOfficerAct(act)) return isAdministration(act) && wasDone(executor, row, act);
  if (act.verb === "grantRole") return wasEverHeld(executor, act);
  return row.line_transaction === null || (await eventOfOfficerAct(executor, row.id, act)) !== undefined;
}
