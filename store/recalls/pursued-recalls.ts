import { sql } from "kysely";
import type { Recalls } from "../../domain/recalls/ports.ts";
import { MOST_ATTEMPTS } from "../../domain/recalls/revise-item.ts";
import type { Database } from "../database.ts";
import { listOf } from "../shared/list-of.ts";
import { IS_MARKED, insertItems, ownLine } from "./recall-items.ts";
import { recallsByNumbers } from "./recall-rows.ts";

type Pursuing = "accepted" | "extend" | "revise" | "unsettled" | "settle" | "finalLine" | "lookedAt";

/**
 * Recalls that stand of which a batch was divided, mixed or handed over since they were looked at, or recalled no more by
 * someone: what another's line had marked may have to be marked again.
 */
export const TOUCHED = sql<number>`
  select distinct recalls.number from facts join recall_items on recall_items.batch_id = facts.batch_id
    join recalls on recalls.number = recall_items.recall
  where facts.line > (select min(looked_line) from recalls where lifted_at is null) and facts.line > recalls.looked_line
    and facts.event in ('Split', 'Transformed', 'CustodyAccepted', 'Lifted') and recalls.lifted_at is null and recalls.drill = 0`;

/** What it takes to go on with recalls. */
export function pursuedRecalls({ read, write }: Pick<Database, "read" | "write">): Pick<Recalls, Pursuing> {
  return {
    async accepted(number, codes, operationId) {
      await write
        .updateTable("recall_items")
        .set({ operation_id: operationId })
        .where("recall", "=", number)
        .where("code", "in", listOf(codes))
        .where("operation_id", "is", null)
        .execute();
      await write
        .updateTable("recalls")
        .set({ settled: 0 })
        .where("number", "=", number)
        .where("lifted_at", "is not", null)
        .execute();
    },

    async extend(number, items, at) {
      if (items.length > 0) await insertItems(write, number, items, at);
    },

    async revise(number, items) {
      if (items.length === 0) return;
      await sql`
        update recall_items set marking = revised.value ->> 'marking', actor = revised.value ->> 'actor',
          operation_id = null, attempt = attempt + 1
        from json_each(${JSON.stringify(items)}) as revised
        where recall = ${number} and batch_id = revised.value ->> 'batchId'`.execute(write);
    },

    async unsettled() {
      const { rows } = await sql<{ readonly number: number }>`
        with standing as (select * from recalls where lifted_at is null),
        open as (
          select items.recall, case
            when items.operation_id is null then 'to bring'
            when operations.state in ('unsigned', 'waiting', 'sent') then 'under way'
            when items.attempt < ${MOST_ATTEMPTS} then 'too late' else 'given up' end as what
          from standing join recall_items as items on items.recall = standing.number
            join batches on batches.id = items.batch_id left join operations on operations.id = items.operation_id
          where standing.settled = 0 and standing.drill = 0 and items.actor is not null
            and not (${IS_MARKED}) and not ${ownLine()})
        select number from standing where settled = 0 and (
          number not in (select recall from open where what = 'under way')
          or number in (select recall from open where what in ('to bring', 'too late')))
        union ${TOUCHED} order by number`.execute(read);
      const found = await recallsByNumbers(
        read,
        rows.map(({ number }) => number),
      );
      return [...found.values()];
    },

    async settle(number, isSettled) {
      await write
        .updateTable("recalls")
        .set({ settled: Number(isSettled) })
        .where("number", "=", number)
        // One that was lifted meanwhile has other things left to do.
        .where("lifted_at", "is", null)
        .execute();
    },

    async finalLine() {
      const { rows } = await sql<{ readonly line: number }>`
        select line from facts where line is not null and block_number <= (select final_block from cursor)
        order by line desc limit 1`.execute(read);
      return rows[0]?.line ?? 0;
    },

    async lookedAt(line, except) {
      await write
        .updateTable("recalls")
        .set({ looked_line: line })
        .where("lifted_at", "is", null)
        .where("looked_line", "<", line)
        .where("number", "not in", sql<number>`${listOf(except)}`)
        .execute();
    },
  };
}
