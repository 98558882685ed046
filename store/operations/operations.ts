/** The outbox's durable memory in SQL. */

import type { ExpressionBuilder, ReferenceExpression } from "kysely";
import type { OperationIntake, OperationLog } from "../../domain/operations/operation-log.ts";
import type { TypedData } from "../../domain/operations/outbox.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";
import type { Executor } from "../shared/executor.ts";
import type { Tables } from "../tables.ts";
import { operationProof } from "./operation-proof.ts";
import { operationQueue } from "./operation-queue.ts";
import { operationOf, parseAct, selectOperations, stringifyAct, withoutConsent } from "./operation-rows.ts";

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
        if (inserted && subject.others.length > 0) {
          const others = subject.others.map((other) => ({ operation_id: id, subject: other }));
          await transaction.insertInto("operation_subjects").values(others).execute();
        }
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

    async isCreationUnderWay(id, { proposed } = { proposed: false }) {
      const rows = await selectOperations(write)
        .where((expression) =>
          expression.or([
            beginsWith(expression, "operations.batch_id", id),
            expression(
              "operations.id",
              "in",
              expression
                .selectFrom("operation_subjects")
                .select("operation_subjects.operation_id")
                .where((other) => beginsWith(other, "operation_subjects.subject", id)),
            ),
          ]),
        )
        .where("operations.state", "in", ["waiting", "sent", "mined", ...(proposed ? ["unsigned" as const] : [])])
        .where("facts.seq", "is", null)
        .execute();
      return rows.some(({ act }) => CREATING.has(parseAct(act).verb));
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

    async withdraw(id, reason) {
      const { numUpdatedRows } = await write
        .updateTable("operations")
        .set({ state: "failed", error_code: "conflict", error: reason, updated_at: Date.now(), act: withoutConsent })
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

/** Acts that make batches. */
const CREATING: ReadonlySet<string> = new Set(["create", "split", "transform"]);

/** Whether a column begins with this: `g` follows every hexadecimal digit. */
function beginsWith<T extends keyof Tables>(
  expression: ExpressionBuilder<Tables, T>,
  column: ReferenceExpression<Tables, T>,
  id: string,
) {
  return expression.and([expression(column, ">=", id), expression(column, "<", `${id}g`)]);
}

/** What the actor's own wallet signs under. */
function scopeOf(typedData: TypedData | null): { nonce: number | null; signed_deadline: number | null } {
  if (!typedData) return { nonce: null, signed_deadline: null };
  return { nonce: Number(typedData.message.nonce), signed_deadline: Number(typedData.message.deadline) };
}
