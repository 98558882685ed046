import { sql } from "kysely";
import type { ListedRecall, Recalls } from "../../domain/recalls/ports.ts";
import { CAPACITIES } from "../../domain/records/capacity.ts";
import type { Database } from "../database.ts";
import { type Ordering, paged, pageOfRows } from "../shared/keyset.ts";
import { listOf } from "../shared/list-of.ts";
import { countsOf, NO_COUNTS } from "./recall-figures.ts";
import { recallOf } from "./recall-rows.ts";

const LATEST_FIRST: Ordering = { name: "recalls", by: [sql.ref("recalls.number")], descending: true };

/** The bit that a line sets (domain/records/endings.ts). */
const BIT_SET = sql`case cast(json_extract(facts.args, '$.capacity') as integer)
  when ${CAPACITIES.indexOf("authority")} then 4 when ${CAPACITIES.indexOf("maker")} then 2 else 1 end`;

/** Whether a line of a recall's account stands on what that began with, by this recall or by another of its own. */
const OWN_WORD = sql<boolean>`exists (
  select 1 from recall_items as own join recalls as its on its.number = own.recall
    join operations on operations.id = own.operation_id
    join facts on facts.batch_id = own.batch_id and facts.digest = operations.digest and facts.actor = own.actor
  where own.batch_id = recalls.batch_id and its.account_id = recalls.account_id
    and facts.event = 'Recalled' and (first.recalls & ${BIT_SET}) != 0)`;

/** Lists of recalls. */
export function listedRecalls({ read }: Pick<Database, "read">): Pick<Recalls, "list" | "standingOn"> {
  return {
    async standingOn(batchId, limit) {
      const rows = await read
        .selectFrom("recall_items as items")
        .innerJoin("recalls", "recalls.number", "items.recall")
        .innerJoin("batches as first", "first.id", "recalls.batch_id")
        .innerJoin("recall_items as beginning", (join) =>
          join.onRef("beginning.recall", "=", "recalls.number").onRef("beginning.batch_id", "=", "recalls.batch_id"),
        )
        .selectAll("recalls")
        .where("items.batch_id", "=", batchId)
        .where("recalls.lifted_at", "is", null)
        .where("recalls.drill", "=", 0)
        .where(sql<boolean>`((beginning.marking = 'order' and (first.recalls & 4) != 0) or ${OWN_WORD})`)
        .where(({ eb, or }) => or([eb("items.marking", "!=", "notice"), eb("recalls.of_all", "=", 1)]))
        .orderBy("recalls.number", "desc")
        .limit(limit)
        .execute();
      return rows.map(recallOf);
    },

    async list({ accountId, holders, all, ...request }) {
      const isOwn = sql<boolean>`recalls.account_id = ${accountId}`;
      // Looked for once: both the page and the count go by it.
      const { rows: held } = await sql<{ readonly recall: number }>`
        select recall from recall_items where holder in ${listOf(holders)}
        union select recall from recall_items join batches on batches.id = recall_items.batch_id
        where batches.custodian in ${listOf(holders)}`.execute(read);
      const isHeld = sql<boolean>`recalls.number in ${listOf(held.map(({ recall }) => recall))}`;
      const isConcerned = sql<boolean>`(${isOwn} or ${all ? sql`recalls.drill = 0` : sql`false`} or ${isHeld})`;
      const matching = read.selectFrom("recalls").selectAll("recalls").where(isConcerned);
      const count = read.selectFrom("recalls").where(isConcerned);
      const [found, { total }] = await Promise.all([
        paged(matching, LATEST_FIRST, request).execute(),
        count.select((expression) => expression.fn.countAll<number>().as("total")).executeTakeFirstOrThrow(),
      ]);
      const { rows, next } = pageOfRows(found, LATEST_FIRST, request);
      const whole = rows.filter((row) => row.account_id === accountId || (all && row.drill === 0));
      const part = rows.filter((row) => !whole.includes(row));
      const numbersOf = (some: typeof rows) => some.map(({ number }) => number);
      const counts = new Map([
        ...(await countsOf(read, numbersOf(whole), undefined)),
        ...(await countsOf(read, numbersOf(part), holders)),
      ]);
      const items = rows.map((row): ListedRecall => {
        return { ...recallOf(row), counts: counts.get(row.number) ?? NO_COUNTS };
      });
      return { items, total: Number(total), next };
    },
  };
}
