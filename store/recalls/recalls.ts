import { type Selectable, sql } from "kysely";
import type { Sealer } from "../../domain/messages/mailbox.ts";
import type {
  Acknowledgement,
  Recall,
  RecallClass,
  RecallItem,
  RecallScope,
  Recalls,
} from "../../domain/recalls/ports.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";
import { queueMessage } from "../messages/messages.ts";
import { claimRequest } from "../operations/requests.ts";
import type { Executor } from "../shared/executor.ts";
import { type Ordering, paged, pageOfRows } from "../shared/keyset.ts";
import type { RecallItemsTable, RecallsTable } from "./tables.ts";

const LATEST_FIRST: Ordering = { name: "recalls", by: [sql.ref("recalls.number")], descending: true };

/** Recalls in SQL. */
export function recallsRepository({ read, write }: Pick<Database, "read" | "write">, sealer: Sealer): Recalls {
  const byNumber = async (executor: Executor, number: number) => {
    const row = await executor.selectFrom("recalls").selectAll().where("number", "=", number).executeTakeFirst();
    return row && (await withItems(executor, [row]))[0];
  };

  return {
    add: (recall, idempotency) =>
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
            created_at: recall.createdAt.getTime(),
            lifted_at: null,
            lift_reason: null,
          })
          .returning("number")
          .executeTakeFirstOrThrow();
        for (const item of recall.items) {
          await transaction
            .insertInto("recall_items")
            .values({
              recall: number,
              batch_id: item.batchId,
              code: item.code,
              unit: item.unit,
              holder: item.holder,
              remaining: String(item.remaining),
              sold: String(item.sold),
              marking: item.marking,
              actor: item.actor,
              operation_id: null,
              acknowledgement: null,
            })
            .execute();
        }
        const earlier = idempotency && (await claimRequest(transaction, recall.accountId, idempotency, String(number)));
        if (earlier === undefined) return (await byNumber(transaction, number)) as Recall;
        await transaction.deleteFrom("recall_items").where("recall", "=", number).execute();
        await transaction.deleteFrom("recalls").where("number", "=", number).execute();
        return (await byNumber(transaction, Number(earlier))) as Recall;
      }),

    byNumber: (number) => byNumber(read, number),

    async list({ accountId, holders, ...request }) {
      const ofHolders =
        holders === null
          ? sql`true`
          : sql`recalls.number in (select recall from recall_items where holder in (${sql.join(holders)}))`;
      const isConcerned = sql<boolean>`(recalls.account_id = ${accountId} or (recalls.drill = 0 and ${ofHolders}))`;
      const matching = read.selectFrom("recalls").selectAll("recalls").where(isConcerned);
      const count = read.selectFrom("recalls").where(isConcerned);
      const [found, { total }] = await Promise.all([
        paged(matching, LATEST_FIRST, request).execute(),
        count.select((expression) => expression.fn.countAll<number>().as("total")).executeTakeFirstOrThrow(),
      ]);
      const { rows, next } = pageOfRows(found, LATEST_FIRST, request);
      return { items: await withItems(read, rows), total: Number(total), next };
    },

    async accepted(number, codes, operationId) {
      await write
        .updateTable("recall_items")
        .set({ operation_id: operationId })
        .where("recall", "=", number)
        .where("code", "in", sql<string>`(select value from json_each(${JSON.stringify(codes)}))`)
        .execute();
    },

    async alsoMarked({ number, items }) {
      const rows = await read
        .selectFrom("recall_items as other")
        .innerJoin("recalls", "recalls.number", "other.recall")
        .select(["other.code", "other.marking", "other.actor"])
        .where("other.recall", "!=", number)
        .where("other.operation_id", "is not", null)
        .where("recalls.lifted_at", "is", null)
        .where("recalls.drill", "=", 0)
        .where("other.code", "in", (own) => own.selectFrom("recall_items").select("code").where("recall", "=", number))
        .execute();
      const own = new Map(items.map((item) => [item.code, item]));
      return new Set(
        rows
          .filter(({ code, marking, actor }) => own.get(code)?.marking === marking && own.get(code)?.actor === actor)
          .map(({ code }) => code),
      );
    },

    async unfinished(after, limit) {
      const rows = await read
        .selectFrom("recalls")
        .selectAll()
        .where("number", ">", after)
        .where("drill", "=", 0)
        .where("lifted_at", "is", null)
        .where("number", "in", (items) =>
          items
            .selectFrom("recall_items")
            .select("recall")
            .where("operation_id", "is", null)
            .where("marking", "!=", "notice"),
        )
        .orderBy("number")
        .limit(limit)
        .execute();
      return withItems(read, rows);
    },

    async acknowledge(number, batchId, { at, ...acknowledgement }) {
      const text = JSON.stringify({ ...acknowledgement, at: at.getTime() }, (_, value) =>
        typeof value === "bigint" ? String(value) : value,
      );
      await write
        .updateTable("recall_items")
        .set({ acknowledgement: text })
        .where("recall", "=", number)
        .where("batch_id", "=", batchId)
        .execute();
    },

    async lift(number, reason, at) {
      await write
        .updateTable("recalls")
        .set({ lifted_at: at.getTime(), lift_reason: reason })
        .where("number", "=", number)
        .where("lifted_at", "is", null)
        .execute();
    },

    async untold(limit) {
      const rows = await read
        .selectFrom("recalls")
        .innerJoin("recall_items", "recall_items.recall", "recalls.number")
        .select(["recalls.number", "recall_items.holder"])
        .distinct()
        .where("recalls.drill", "=", 0)
        .where("recalls.lifted_at", "is", null)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom("recall_notices")
                .select("recall_notices.holder")
                .whereRef("recall_notices.recall", "=", "recalls.number")
                .whereRef("recall_notices.holder", "=", "recall_items.holder"),
            ),
          ),
        )
        .orderBy("recalls.number")
        .orderBy("recall_items.holder")
        .limit(limit)
        .execute();
      const known = new Map<number, Recall>();
      for (const { number } of rows) {
        if (!known.has(number)) known.set(number, (await byNumber(read, number)) as Recall);
      }
      return rows.map(({ number, holder }) => ({ recall: known.get(number) as Recall, holder: holder as Hex }));
    },

    told: (number, holder, message, at) =>
      write.transaction().execute(async (transaction) => {
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto("recall_notices")
          .values({ recall: number, holder, told_at: at.getTime() })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (message && numInsertedOrUpdatedRows === 1n) await queueMessage(transaction, sealer, message);
      }),
  };
}

async function withItems(executor: Executor, rows: readonly Selectable<RecallsTable>[]): Promise<Recall[]> {
  if (rows.length === 0) return [];
  const items = await executor
    .selectFrom("recall_items")
    .selectAll()
    .where(
      "recall",
      "in",
      rows.map(({ number }) => number),
    )
    .orderBy("recall")
    .orderBy("code")
    .execute();
  const of = Map.groupBy(items, ({ recall }) => recall);
  return rows.map((row) => ({
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
    createdAt: new Date(row.created_at),
    liftedAt: row.lifted_at === null ? null : new Date(row.lifted_at),
    liftReason: row.lift_reason,
    items: (of.get(row.number) ?? []).map(itemOf),
  }));
}

function itemOf(row: Selectable<RecallItemsTable>): RecallItem {
  return {
    batchId: row.batch_id as Hex,
    code: row.code,
    unit: row.unit,
    holder: row.holder as Hex,
    remaining: BigInt(row.remaining),
    sold: BigInt(row.sold),
    marking: row.marking as RecallItem["marking"],
    actor: row.actor as Hex | null,
    operationId: row.operation_id,
    acknowledgement: row.acknowledgement === null ? null : acknowledgementOf(row.acknowledgement),
  };
}

function acknowledgementOf(text: string): Acknowledgement {
  const { found, quarantined, destroyed, at, ...rest } = JSON.parse(text) as Record<
    "found" | "quarantined" | "destroyed" | "note",
    string
  > & { readonly at: number; readonly by: number };
  return {
    ...rest,
    found: BigInt(found),
    quarantined: BigInt(quarantined),
    destroyed: BigInt(destroyed),
    at: new Date(at),
  };
}
