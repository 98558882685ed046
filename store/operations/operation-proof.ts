/** What the mirror says of the outbox's operations. */
import { sql } from "kysely";
import type { OperationProof } from "../../domain/operations/operation-log.ts";
import type { OperationState } from "../../domain/operations/outbox.ts";
import { failpoint } from "../../domain/shared/failpoint.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";
import type { Tables } from "../tables.ts";
import { mirrorPosition } from "./mirror-position.ts";
import { operationAudit } from "./operation-audit.ts";
import { reopenAfter, reopenOperations } from "./reopen.ts";
import { type UnsettledOperation, unsettledLines, unsettledOfficerActs } from "./unsettled-operations.ts";

/** The proof side of the operation log. */
export function operationProof(database: Pick<Database, "read" | "write">): OperationProof {
  const { read, write } = database;
  /** The state of mirror and operations in which nothing was left to change: nothing is read twice for one state. */
  let settledState = "";

  /** Differs whenever there may be something to settle. */
  async function stateToSettle(position: Tables["cursor"]): Promise<string> {
    const { mark } = await read
      .selectFrom("operations")
      .select(sql<string>`coalesce(max(updated_at), 0) || '/' || count(*)`.as("mark"))
      .where("state", "in", ["waiting", "sent", "mined"])
      .executeTakeFirstOrThrow();
    return [position.generation, position.final_block, position.synced_at > 0, mark].join();
  }

  return {
    async mirror() {
      const row = await mirrorPosition(read);
      return (
        row && {
          block: row.block_number,
          blockHash: row.block_hash as Hex,
          finalBlock: row.final_block,
          isComplete: row.synced_at > 0,
        }
      );
    },

    async settle() {
      const position = await mirrorPosition(read);
      if (!position) return;
      const state = await stateToSettle(position);
      if (state === settledState) return;
      const isComplete = position.synced_at > 0;
      if (isComplete) await reopenAfter(database, position.final_block);

      const unsettled = [...(await unsettledLines(read)), ...(await unsettledOfficerActs(read, position.block_number))];
      const changes = unsettled.flatMap((operation) => changeOf(operation, position.final_block, isComplete));
      if (changes.length === 0) {
        settledState = state;
        return;
      }
      failpoint("outbox:before-settle");
      await write.transaction().execute(async (transaction) => {
        for (const { id, from, ...to } of changes) {
          await transaction
            .updateTable("operations")
            .set({ ...to, updated_at: Date.now() })
            .where("id", "=", id)
            .where("state", "=", from)
            .execute();
        }
      });
      failpoint("outbox:after-settle");
    },

    audit: operationAudit(database),

    lookAgain: (ids) => reopenOperations(database, ids),
  };
}

type Change = { id: string; from: OperationState } & Partial<{
  [Column in "state" | "line_block" | "line_transaction" | "error" | "error_code"]: Tables["operations"][Column];
}>;

/** What the mirror changes of an operation. An incomplete mirror proves what it has, not what it lacks. */
function changeOf(operation: UnsettledOperation, finalBlock: number, isComplete: boolean): Change[] {
  const { id, state: from, place } = operation;
  if (!place && operation.voidedAt !== undefined && operation.voidedAt <= finalBlock) {
    return from === "failed" ? [] : [{ id, from, state: "failed" }];
  }
  if (!place) {
    // Back to `sent`: the sender finds out whether it is still in a transaction that may land.
    if (from !== "mined" || !isComplete) return [];
    return [{ id, from, state: "sent", line_block: null, line_transaction: null }];
  }
  const state = place.block <= finalBlock ? "final" : "mined";
  const isKnown =
    from === state && operation.lineBlock === place.block && operation.lineTransaction === place.transaction;
  if (isKnown) return [];
  // A refusal that was not the last word, too: somebody landed it late.
  const noError = from === "failed" || operation.isRefused ? { error: null, error_code: null } : {};
  return [{ id, from, state, line_block: place.block, line_transaction: place.transaction, ...noError }];
}
