import { sql } from "kysely";
import type { Sealer } from "../../domain/messages/mailbox.ts";
import type { Recall, Recalls } from "../../domain/recalls/ports.ts";
import type { Database } from "../database.ts";
import { claimRequest } from "../operations/requests.ts";
import { liftedRecalls } from "./lifted-recalls.ts";
import { listedRecalls } from "./listed-recalls.ts";
import { pursuedRecalls } from "./pursued-recalls.ts";
import { figuresOf } from "./recall-figures.ts";
import { insertItems, itemsOf, pageOfItems } from "./recall-items.ts";
import { recallOperations } from "./recall-operations.ts";
import { begunSince, recallOutsiders } from "./recall-outsiders.ts";
import { byNumber } from "./recall-rows.ts";
import { toldHolders } from "./told-holders.ts";

/** Recalls in SQL. */
export function recallsRepository(database: Pick<Database, "read" | "write">, sealer: Sealer): Recalls {
  const { read, write } = database;
  return {
    ...listedRecalls(database),
    ...recallOperations(database),
    ...liftedRecalls(database),
    ...pursuedRecalls(database),
    ...toldHolders(database, sealer),
    ...recallOutsiders(database, sealer),

    add: (recall, idempotency, quota) =>
      write.transaction().execute(async (transaction) => {
        const { number } = await transaction
          .insertInto("recalls")
          .values({
            account_id: recall.accountId,
            batch_id: recall.batchId,
            batch_code: recall.batchCode,
            reason: recall.reason,
            class: recall.class,
            scope: recall.scope,
            instruction: recall.instruction,
            contact: recall.contact,
            drill: Number(recall.isDrill),
            of_all: Number(recall.isOfAll),
            created_at: recall.createdAt.getTime(),
            lifted_at: null,
            lift_reason: null,
            timings: JSON.stringify(recall.timings),
          })
          .returning("number")
          .executeTakeFirstOrThrow();
        await insertItems(transaction, number, recall.items, null);
        await sql`
          insert or ignore into recall_outsiders (recall, name, email)
          select ${number}, value ->> 'name', value ->> 'email'
          from json_each(${JSON.stringify(recall.outsiders)})`.execute(transaction);
        const earlier = idempotency && (await claimRequest(transaction, recall.accountId, idempotency, String(number)));
        if (earlier === undefined) {
          // Counted with it, here: what throws takes all of it back.
          quota?.check(await begunSince(transaction, recall.accountId, quota.since));
          return (await byNumber(transaction, number)) as Recall;
        }
        await transaction.deleteFrom("recall_items").where("recall", "=", number).execute();
        await transaction.deleteFrom("recall_outsiders").where("recall", "=", number).execute();
        await transaction.deleteFrom("recalls").where("number", "=", number).execute();
        return (await byNumber(transaction, Number(earlier))) as Recall;
      }),

    byNumber: (number) => byNumber(read, number),
    items: (number, wanted) => itemsOf(read, number, wanted),
    pageOfItems: (number, page, wanted) => pageOfItems(read, number, page, wanted),
    summary: (number, wanted) => figuresOf(read, number, wanted?.holders),

    async timed(number, timings) {
      await write
        .updateTable("recalls")
        .set({ timings: sql<string>`json_patch(coalesce(timings, '{}'), ${JSON.stringify(timings)})` })
        .where("number", "=", number)
        .execute();
    },

    acknowledge: (number, batchId, holders, { by, at, note, ...amounts }, check) =>
      write.transaction().execute(async (transaction) => {
        const [item] = await itemsOf(transaction, number, { holders, batchId });
        if (!item) return false;
        check(item);
        const said = {
          found: String(amounts.found),
          quarantined: String(amounts.quarantined),
          destroyed: String(amounts.destroyed),
          note,
          said_at: at.getTime(),
        };
        await transaction
          .insertInto("recall_acknowledgements")
          .values({ recall: number, batch_id: batchId, account_id: by, ...said })
          .onConflict((conflict) => conflict.columns(["recall", "batch_id", "account_id"]).doUpdateSet(said))
          .execute();
        return true;
      }),
  };
}
