import { type SqlBool, sql } from "kysely";
import type { LiftedItem, Recalls } from "../../domain/recalls/ports.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";
import { listOf } from "../shared/list-of.ts";
import { IS_MARKED, ITEMS } from "./recall-items.ts";
import { recallOf } from "./recall-rows.ts";

type Lifting = "lift" | "unsettledLifts" | "unsignedMarkings" | "toLift" | "liftAccepted" | "isLifted" | "liftSettled";

const UNDER_WAY = sql`('unsigned', 'waiting', 'sent')`;

/** A recall's batches, with what marks and what lifts each. */
const WITH_LIFTS = sql`${ITEMS} left join operations as lifts on lifts.id = items.lift_operation_id`;

/**
 * Whether a batch is marked by these, and by no other recall that stands. Without an order, one lifts another's recall; and of
 * what was withdrawn since, only an order can be lifted (contracts/common/Recalling.sol).
 */
const isToLift = (actors: readonly Hex[]) => sql<SqlBool>`(
  items.actor in ${listOf(actors)} and (${IS_MARKED}) and (case items.marking when 'order' then (batches.recalls & 4) != 0 else batches.withdrawn = 0 end)
  and not exists (select 1 from recall_items as other join recalls as its on its.number = other.recall
    where other.batch_id = items.batch_id and other.marking = items.marking and other.recall != items.recall
      and its.lifted_at is null and its.drill = 0))`;

/** Whether another recall's operation is lifting a batch in the same way. */
const IS_LIFTED_BY_ANOTHER = sql<SqlBool>`exists (
  select 1 from recall_items as other join operations as its on its.id = other.lift_operation_id
  where other.batch_id = items.batch_id and other.marking = items.marking and other.recall != items.recall
    and its.state in ${UNDER_WAY})`;

/** What it takes to lift recalls. */
export function liftedRecalls({ read, write }: Pick<Database, "read" | "write">): Pick<Recalls, Lifting> {
  return {
    async lift(number, reason, at) {
      await write
        .updateTable("recalls")
        .set({
          lifted_at: sql<number>`coalesce(lifted_at, ${at.getTime()})`,
          lift_reason: sql<string>`coalesce(lift_reason, ${reason})`,
          settled: 0,
        })
        .where("number", "=", number)
        .execute();
    },

    async unsettledLifts() {
      const rows = await read
        .selectFrom("recalls")
        .selectAll()
        .where("lifted_at", "is not", null)
        .where(sql<SqlBool>`settled = 0`)
        .orderBy("number")
        .execute();
      return rows.map(recallOf);
    },

    async unsignedMarkings(number) {
      const rows = await read
        .selectFrom("recall_items as items")
        .innerJoin("operations", "operations.id", "items.operation_id")
        .select("operations.id")
        .distinct()
        .where("items.recall", "=", number)
        .where("operations.state", "=", "unsigned")
        .execute();
      return rows.map(({ id }) => id);
    },

    async toLift(number, actors, again, limit) {
      const { rows } = await sql<LiftedItem>`
        select items.batch_id as "batchId", items.code, items.marking, items.actor,
          items.lift_operation_id as "liftOperationId"
        from ${WITH_LIFTS} where items.recall = ${number} and ${isToLift(actors)} and not ${IS_LIFTED_BY_ANOTHER}
          and (items.lift_operation_id is null or (${Number(again)} = 1 and lifts.state not in ${UNDER_WAY}))
        order by items.code limit ${limit}`.execute(read);
      return rows;
    },

    async liftAccepted(number, batchId, operationId) {
      await write
        .updateTable("recall_items")
        .set({ lift_operation_id: operationId })
        .where("recall", "=", number)
        .where("batch_id", "=", batchId)
        .execute();
    },

    async liftSettled(number) {
      await write.updateTable("recalls").set({ settled: 1 }).where("number", "=", number).execute();
    },

    async isLifted(number, actors) {
      const { rows } = await sql`
        select 1 from ${WITH_LIFTS} where items.recall = ${number} and (operations.state in ${UNDER_WAY}
          or lifts.state in ${UNDER_WAY} or (items.lift_operation_id is null and ${isToLift(actors)}))
        limit 1`.execute(read);
      return rows.length === 0;
    },
  };
}
