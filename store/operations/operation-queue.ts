/** The outbox's sending side in SQL. */

import type { OpenTransaction, OperationQueue } from "../../domain/operations/operation-log.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";
import type { Executor } from "../shared/executor.ts";
import { dueOperations } from "./due-operations.ts";
import { withoutConsent } from "./operation-rows.ts";

/** The sending side of the operation log. */
export function operationQueue({ write }: Pick<Database, "write">): OperationQueue {
  const openTransactions = (executor: Executor, signer: Hex) =>
    executor
      .selectFrom("transactions")
      .select(["id", "nonce", "created_at"])
      .where("signer", "=", signer)
      .where("state", "=", "open")
      .orderBy("nonce")
      .orderBy("id");

  /** An operation goes back only from `sent`: its line may have come meanwhile. */
  const waitAgain = (executor: Executor, ids: readonly string[]) =>
    executor
      .updateTable("operations")
      .set({ state: "waiting", updated_at: Date.now() })
      .where("id", "in", [...ids])
      .where("state", "=", "sent")
      .execute();

  /** Of each transaction, the operations that are `sent` and in no newer one. */
  async function pendingOf(executor: Executor, ids: readonly number[]): Promise<Map<number, string[]>> {
    const rows = await executor
      .selectFrom("transaction_operations")
      .innerJoin("operations", "operations.id", "transaction_operations.operation_id")
      .select((expression) => [
        "transaction_operations.operation_id",
        expression.fn.max("transaction_operations.transaction_id").as("newest"),
      ])
      .where("operations.state", "=", "sent")
      .groupBy("transaction_operations.operation_id")
      .orderBy("operations.number")
      .execute();
    const pending = new Map<number, string[]>(ids.map((id) => [id, []]));
    for (const { newest, operation_id } of rows) pending.get(Number(newest))?.push(operation_id);
    return pending;
  }

  return {
    ...dueOperations({ write }),

    async open(signer) {
      const rows = await openTransactions(write, signer).execute();
      const pending = await pendingOf(
        write,
        rows.map(({ id }) => id),
      );
      const newest = new Map<number, OpenTransaction>();
      for (const { id, nonce, created_at } of rows) {
        const earlier = newest.get(nonce);
        newest.set(nonce, {
          id,
          nonce,
          createdAt: new Date(created_at),
          attempt: (earlier?.attempt ?? 0) + 1,
          // An earlier transaction of the same nonce may hold operations of its own: whichever lands, they are handled
          // together.
          pending: [...(earlier?.pending ?? []), ...(pending.get(id) ?? [])],
        });
      }
      return [...newest.values()];
    },

    async signedTransaction(id) {
      const row = await write
        .selectFrom("transactions")
        .select(["signer", "nonce", "hash", "raw"])
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
      return { ...row, signer: row.signer as Hex, hash: row.hash as Hex };
    },

    async nonceFloor(signer, among) {
      const { closed } = await write
        .selectFrom("transactions")
        .select((expression) => expression.fn.max("nonce").as("closed"))
        .where("signer", "=", signer)
        .where("state", "=", "closed")
        .executeTakeFirstOrThrow();
      const { landed } = await write
        .selectFrom("transactions")
        .innerJoin("transaction_operations", "transaction_operations.transaction_id", "transactions.id")
        .innerJoin("operations", "operations.id", "transaction_operations.operation_id")
        .select((expression) => expression.fn.max("transactions.nonce").as("landed"))
        .where("transactions.signer", "=", signer)
        .where("transactions.state", "=", "open")
        .where("operations.state", "in", among === "final" ? ["final"] : ["mined", "final"])
        .whereRef("operations.line_transaction", "=", "transactions.hash")
        .executeTakeFirstOrThrow();
      return Math.max(closed ?? -1, landed ?? -1) + 1;
    },

    async takenNonces(actor, first) {
      const rows = await write
        .selectFrom("operations")
        .select("nonce")
        .where("actor", "=", actor)
        .where("nonce", ">=", first)
        // What was never signed, and is too late to be, is asked for anew.
        .where((expression) =>
          expression.or([
            expression("state", "!=", "unsigned"),
            expression("signed_deadline", ">", Math.floor(Date.now() / 1000)),
          ]),
        )
        // What failed here voided its nonce. A wallet's own signature that failed can still land, or its nonce be used
        // by another act of the same wallet: of the two, one.
        .where((expression) =>
          expression.or([expression("state", "!=", "failed"), expression("signature", "is", null)]),
        )
        // What a giver consented to, as long as it may be brought.
        .union(
          write
            .selectFrom("hand_overs")
            .select("nonce")
            .where("giver", "=", actor)
            .where("nonce", ">=", first)
            .where("deadline", ">", Math.floor(Date.now() / 1000)),
        )
        .execute();
      return rows.map(({ nonce }) => nonce as number);
    },

    async wasSent(id) {
      const row = await write
        .selectFrom("transaction_operations")
        .select("transaction_id")
        .where("operation_id", "=", id)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    sign: ({ signer, nonce, hash, raw }, operations) =>
      write.transaction().execute(async (transaction) => {
        const earlier = (await openTransactions(transaction, signer).where("nonce", "=", nonce).execute()).map(
          ({ id }) => id,
        );
        const pending = [...(await pendingOf(transaction, earlier)).values()].flat();
        await waitAgain(transaction, pending);
        // The same bytes may have been signed before: they count as signed now, and keep their operations.
        const same = await transaction
          .deleteFrom("transactions")
          .where("hash", "=", hash)
          .returning("id")
          .executeTakeFirst();
        const { id } = await transaction
          .insertInto("transactions")
          .values({ signer, nonce, hash, raw, state: "open", closed_block: null, created_at: Date.now() })
          .returning("id")
          .executeTakeFirstOrThrow();
        if (same) {
          await transaction
            .updateTable("transaction_operations")
            .set({ transaction_id: id })
            .where("transaction_id", "=", same.id)
            .execute();
        }
        for (const operation of operations) {
          await transaction
            .insertInto("transaction_operations")
            .values({ transaction_id: id, operation_id: operation.id })
            .onConflict((conflict) => conflict.doNothing())
            .execute();
          await transaction
            .updateTable("operations")
            .set({
              state: "sent",
              attempts: 0,
              awaited_block: null,
              updated_at: Date.now(),
              ...(operation.scope && {
                nonce: operation.scope.nonce,
                signed_deadline: operation.scope.deadline,
              }),
            })
            .where("id", "=", operation.id)
            .where("state", "in", ["waiting", "sent"])
            .execute();
        }
      }),

    async close(signer, nonce, block) {
      await write
        .updateTable("transactions")
        .set({ state: "closed", closed_block: block })
        .where("signer", "=", signer)
        .where("state", "=", "open")
        .where("nonce", "<", nonce)
        .execute();
    },

    async release(ids) {
      if (ids.length > 0) await waitAgain(write, ids);
    },

    async releaseClosed() {
      await write
        .updateTable("operations")
        .set({ state: "waiting", updated_at: Date.now() })
        .where("state", "=", "sent")
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom("transaction_operations")
                .innerJoin("transactions", "transactions.id", "transaction_operations.transaction_id")
                .select("transaction_operations.transaction_id")
                .whereRef("transaction_operations.operation_id", "=", "operations.id")
                .where("transactions.state", "=", "open"),
            ),
          ),
        )
        .execute();
    },

    async postpone(id, notBefore, awaitedBlock) {
      await write
        .updateTable("operations")
        .set((expression) => ({
          not_before: notBefore.getTime(),
          attempts: expression("attempts", "+", 1),
          ...(awaitedBlock !== undefined && { awaited_block: awaitedBlock }),
        }))
        .where("id", "=", id)
        .execute();
    },

    async hold(id, notBefore) {
      await write.updateTable("operations").set({ not_before: notBefore.getTime() }).where("id", "=", id).execute();
    },

    async dropNonce(id) {
      await write
        .updateTable("operations")
        .set({ nonce: null, signed_deadline: null, awaited_block: null, updated_at: Date.now() })
        .where("id", "=", id)
        .where("state", "in", ["waiting", "sent"])
        .execute();
    },

    async refuse(id, code, message) {
      await write
        .updateTable("operations")
        .set({ error_code: code, error: message, not_before: 0, updated_at: Date.now() })
        .where("id", "=", id)
        .where("state", "in", ["waiting", "sent"])
        .execute();
    },

    async fail(id, code, message) {
      await write
        .updateTable("operations")
        .set({ state: "failed", error_code: code, error: message, updated_at: Date.now(), act: withoutConsent })
        .where("id", "=", id)
        .where("state", "in", ["waiting", "sent"])
        .execute();
    },
  };
}
