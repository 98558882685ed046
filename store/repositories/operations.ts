/** The outbox's durable memory in SQL. */
import type { Kysely } from "kysely";
import type { Hex } from "../../domain/model.ts";
import type { LoggedTransaction, OperationLog, SignedTransaction } from "../../domain/ports/operation-log.ts";
import type { OperationState } from "../../domain/ports/outbox.ts";
import type { Tables } from "../tables.ts";
import { type Executor, operationOf, selectOperations, stringifyAct, transactionOf } from "./operation-rows.ts";

/** The operation log on a connection that may write. */
export function operationLog(database: Kysely<Tables>): OperationLog {
  const byId = async (executor: Executor, id: string) => {
    const row = await selectOperations(executor).where("operations.id", "=", id).executeTakeFirst();
    return row && operationOf(row);
  };

  async function insert(executor: Executor, transaction: SignedTransaction): Promise<LoggedTransaction> {
    const row = await executor
      .insertInto("transactions")
      .values({ ...transaction, state: "signed", block_number: null, block_hash: null, created_at: Date.now() })
      .returningAll()
      .executeTakeFirstOrThrow();
    return transactionOf(row);
  }

  const setState = (executor: Executor, state: OperationState) =>
    executor.updateTable("operations").set({ state, updated_at: Date.now() });

  return {
    add: (id, accountId, act, subject, idempotency) =>
      database.transaction().execute(async (transaction) => {
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
            transaction_id: null,
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

    byId: (id) => byId(database, id),

    async retype(id, typedData) {
      await database
        .updateTable("operations")
        .set({ typed_data: JSON.stringify(typedData), updated_at: Date.now() })
        .where("id", "=", id)
        .where("state", "=", "unsigned")
        .execute();
    },

    async signed(id, signature) {
      const { numUpdatedRows } = await setState(database, "waiting")
        .set({ signature })
        .where("id", "=", id)
        .where("state", "=", "unsigned")
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    async byKey(accountId, key) {
      const row = await selectOperations(database)
        .where("operations.account_id", "=", accountId)
        .where("operations.idempotency_key", "=", key)
        .executeTakeFirst();
      return row && { operation: operationOf(row), requestHash: row.request_hash as Hex | null };
    },

    async waiting(limit) {
      const rows = await selectOperations(database)
        .where("operations.state", "=", "waiting")
        .where("operations.not_before", "<=", Date.now())
        .orderBy("operations.number")
        .limit(limit)
        .execute();
      return rows.map(operationOf);
    },

    sign: (signed, operationIds) =>
      database.transaction().execute(async (transaction) => {
        const logged = await insert(transaction, signed);
        await setState(transaction, "sent")
          .set({ transaction_id: logged.id })
          .where("id", "in", [...operationIds])
          .execute();
        return logged;
      }),

    replace: (replaced, signed) =>
      database.transaction().execute(async (transaction) => {
        const logged = await insert(transaction, signed);
        await transaction
          .updateTable("transactions")
          .set({ state: "replaced" })
          .where("id", "=", replaced.id)
          .execute();
        await transaction
          .updateTable("operations")
          .set({ transaction_id: logged.id })
          .where("transaction_id", "=", replaced.id)
          .execute();
        return logged;
      }),

    unmined: (signer) => inState(database, signer, "signed"),
    unfinal: (signer) => inState(database, signer, "mined"),

    async ofNonce(signer, nonce) {
      const rows = await database
        .selectFrom("transactions")
        .selectAll()
        .where("signer", "=", signer)
        .where("nonce", "=", nonce)
        .orderBy("id")
        .execute();
      return rows.map(transactionOf);
    },

    async highestMinedNonce(signer) {
      const row = await database
        .selectFrom("transactions")
        .select((expression) => expression.fn.max("nonce").as("nonce"))
        .where("signer", "=", signer)
        .where("state", "in", ["mined", "final"])
        .executeTakeFirst();
      return row?.nonce ?? undefined;
    },

    mined: (mined, block) =>
      database.transaction().execute(async (transaction) => {
        await transaction
          .updateTable("transactions")
          .set({ state: "mined", block_number: block.number, block_hash: block.hash })
          .where("id", "=", mined.id)
          .execute();
        // A replaced transaction can be the one that was mined after all: its twin of the same nonce never will be.
        const twins = transaction
          .selectFrom("transactions")
          .select("id")
          .where("signer", "=", mined.signer)
          .where("nonce", "=", mined.nonce);
        await transaction
          .updateTable("transactions")
          .set({ state: "replaced" })
          .where("id", "in", twins)
          .where("id", "!=", mined.id)
          .execute();
        await setState(transaction, "mined")
          .set({ transaction_id: mined.id })
          .where("transaction_id", "in", twins)
          .where("state", "in", ["sent", "mined"])
          .execute();
      }),

    finalise: (signer, blockNumber) =>
      database.transaction().execute(async (transaction) => {
        const rows = await transaction
          .updateTable("transactions")
          .set({ state: "final" })
          .where("signer", "=", signer)
          .where("state", "=", "mined")
          .where("block_number", "<=", blockNumber)
          .returning("id")
          .execute();
        const ids = rows.map((row) => row.id);
        if (ids.length > 0) await setState(transaction, "final").where("transaction_id", "in", ids).execute();
      }),

    unmine: (signer, fromNonce) =>
      database.transaction().execute(async (transaction) => {
        const rows = await transaction
          .updateTable("transactions")
          .set({ state: "signed", block_number: null, block_hash: null })
          .where("signer", "=", signer)
          .where("nonce", ">=", fromNonce)
          .where("state", "in", ["mined", "final"])
          .returning("id")
          .execute();
        const ids = rows.map((row) => row.id);
        if (ids.length > 0) await setState(transaction, "sent").where("transaction_id", "in", ids).execute();
      }),

    release: (released) =>
      database.transaction().execute(async (transaction) => {
        await transaction
          .updateTable("transactions")
          .set({ state: "replaced" })
          .where("id", "=", released.id)
          .execute();
        await setState(transaction, "waiting")
          .set((expression) => ({ transaction_id: null, attempts: expression("attempts", "+", 1) }))
          .where("transaction_id", "=", released.id)
          .execute();
      }),

    async lineOf(operationId) {
      const row = await database
        .selectFrom("operations")
        .innerJoin("facts", (join) =>
          join.onRef("facts.digest", "=", "operations.digest").onRef("facts.batch_id", "=", "operations.batch_id"),
        )
        .whereRef("facts.actor", "=", "operations.actor")
        .select(["facts.transaction_hash", "facts.block_number", "facts.block_hash"])
        .where("operations.id", "=", operationId)
        .orderBy("facts.seq")
        .executeTakeFirst();
      return (
        row && {
          transactionHash: row.transaction_hash as Hex,
          blockNumber: row.block_number,
          blockHash: row.block_hash as Hex,
        }
      );
    },

    adopt: (operationId, line) =>
      database.transaction().execute(async (transaction) => {
        const { id } = await transaction
          .insertInto("transactions")
          .values({
            signer: "",
            nonce: 0,
            hash: line.transactionHash,
            raw: "",
            state: "final",
            block_number: line.blockNumber,
            block_hash: line.blockHash,
            created_at: Date.now(),
          })
          // Another operation may have been brought by the same transaction.
          .onConflict((conflict) => conflict.column("hash").doUpdateSet({ state: "final" }))
          .returning("id")
          .executeTakeFirstOrThrow();
        await setState(transaction, "final").set({ transaction_id: id }).where("id", "=", operationId).execute();
      }),

    async postpone(operationId, notBefore) {
      await database
        .updateTable("operations")
        .set((expression) => ({ not_before: notBefore.getTime(), attempts: expression("attempts", "+", 1) }))
        .where("id", "=", operationId)
        .execute();
    },

    async fail(operationId, code, message) {
      await setState(database, "failed")
        .set({ error_code: code, error: message })
        .where("id", "=", operationId)
        .execute();
    },
  };
}

async function inState(database: Kysely<Tables>, signer: Hex, state: string): Promise<LoggedTransaction[]> {
  const rows = await database
    .selectFrom("transactions")
    .selectAll()
    .where("signer", "=", signer)
    .where("state", "=", state)
    .orderBy("nonce")
    .execute();
  return rows.map(transactionOf);
}
