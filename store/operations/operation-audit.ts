/** Whether operations that count as final still are in the mirror. */
import { isOfficerAct } from "../../domain/operations/act.ts";
import type { OperationProof } from "../../domain/operations/operation-log.ts";
import type { Database } from "../database.ts";
import type { Executor } from "../shared/executor.ts";
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
      .select([
        "operations.id",
        "operations.number",
        "operations.act",
        "operations.digest",
        "operations.line_transaction",
        "facts.line",
      ])
      .where("operations.state", "=", "final")
      .where("operations.number", "<", audited)
      .orderBy("operations.number", "desc")
      .limit(limit)
      .execute();
    audited = rows.length < limit ? Number.MAX_SAFE_INTEGER : (rows.at(-1)?.number ?? 0);
    const lost: string[] = [];
    for (const { digest, line, ...operation } of rows) {
      const { id } = operation;
      const isThere = digest === null ? await isOfficerActDone(read, operation) : line !== null;
      if (!isThere) lost.push(id);
    }
    if (lost.length === 0) return lost;
    // The mirror may have been read in the middle of a rebuild: what it said counts only if it is still the same.
    const again = await mirrorPosition(read);
    if (again?.generation !== position.generation) return [];
    await reopenOperations(database, lost);
    return lost;
  };
}

/** A role may be revoked since it was granted, and granted again since it was revoked. */
async function isOfficerActDone(
  executor: Executor,
  operation: { id: string; act: string; line_transaction: string | null },
): Promise<boolean> {
  const act = parseAct(operation.act);
  if (!isOfficerAct(act)) return false;
  if (act.verb === "grantRole") return wasEverHeld(executor, act);
  return operation.line_transaction === null || (await eventOfOfficerAct(executor, operation.id, act)) !== undefined;
}
