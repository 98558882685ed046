/** The outbox's durable memory in SQL. */

import type { OperationIntake, OperationLog } from "../../domain/operations/operation-log.ts";
import type { TypedData } from "../../domain/operations/outbox.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";
import type { Executor } from "../shared/executor.ts";
import { operationProof } from "./operation-proof.ts";
import { operationQueue } from "./operation-queue.ts";
import { operationOf, parseAct, selectOperations, stringifyAct } from "./operation-rows.ts";

/** The operation log of a database. */
export function operationLog(database: Pick<Database, "read" | "write">): OperationLog {
  return { ...operationIntake(database), ...operationProof(database), ...operationQueue(database) };
}

function operationIntake({ write }: Pick<Database, "write">): OperationIntake {
  const byId = async (executor: Executor, id: string) => {
    const row = await selectOperations(executor).where("operations.id", "=", id).executeTakeFirst();
    return row && operationOf(row);
  };

  return {
    add: (id, accountId, act, subject, idempotency) =>
      write.transaction().execute(async (transaction) => {
        const now = Date.now();
        const inserted = await transaction
          .insertInto("operations")
          .values({
            id,
            account_id: accountId,
            idempotency_key: idempotency?.key ?? null,
            request_hash: idempotency?.requestHash ?? null,
            act: stringifyAct(act),
            batch_id: subject.batchId,
            digest: subject.digest,
            actor: subject.actor,
            typed_data: subject.typedData && JSON.stringify(subject.typedData),
            signature: null,
            state: subject.typedData ? "unsigned" : "waiting",
            attempts: 0,
            not_before: 0,
            ...scopeOf(subject.typedData),
            awaited_block: null,
            line_block: null,
            line_transaction: null,
            accepted_at: subject.typedData ? null : now,
            error_code: null,
            error: null,
            created_at: now,
            updated_at: now,
          })
          .onConflict((conflict) => conflict.columns(["account_id", "idempotency_key"]).doNothing())
          .returning("id")
          .executeTakeFirst();
        let query = selectOperations(transaction);
        query = inserted
          ? query.where("operations.id", "=", id)
          : query
              .where("operations.account_id", "=", accountId)
              .where("operations.idempotency_key", "=", idempotency?.key ?? "");
        const row = await query.executeTakeFirstOrThrow();
        return { operation: operationOf(row), requestHash: row.request_hash as Hex | null, existing: !inserted };
      }),

    byId: (id) => byId(write, id),

    async isCreationUnderWay(id) {
      const rows = await selectOperations(write)
        .where("operations.batch_id", ">=", id)
        // Sorts after everything with this prefix: `g` follows every hexadecimal digit.
        .where("operations.batch_id", "<", `${id}g`)
        .where("operations.state", "in", ["waiting", "sent", "mined"])
        .where("facts.seq", "is", null)
        .execute();
      return rows.some(({ act }) => parseAct(act).verb === "create");
    },

    async retype(id, typedData) {
      await write
        .updateTable("operations")
        .set({ typed_data: JSON.stringify(typedData), ...scopeOf(typedData), updated_at: Date.now() })
        .where("id", "=", id)
        .where("state", "=", "unsigned")
        .execute();
    },

    async signed(id, signature) {
      const now = Date.now();
      const { numUpdatedRows } = await write
        .updateTable("operations")
        .set({ state: "waiting", signature, accepted_at: now, updated_at: now })
        .where("id", "=", id)
        .where("state", "=", "unsigned")
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    async byKey(accountId, key) {
      const row = await selectOperations(write)
        .where("operations.account_id", "=", accountId)
        .where("operations.idempotency_key", "=", key)
        .executeTakeFirst();
      return row && { operation: operationOf(row), requestHash: row.request_hash as Hex | null };
    },
  };
}

/** What the actor's own wallet signs under. */
function scopeOf(typedData: TypedData | null): { nonce: number | null; signed_deadline: number | null } {
  if (!typedData) return { nonce: null, signed_deadline: null };
  return { nonce: Number(typedData.message.nonce), signed_deadline: Number(typedData.message.deadline) };
}
