import { sql } from "kysely";
import type { Sealer } from "../../domain/messages/mailbox.ts";
import type { Recall, Recalls, UntoldHolder } from "../../domain/recalls/ports.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";
import { queueMessage } from "../messages/messages.ts";
import type { Executor } from "../shared/executor.ts";
import { TOUCHED } from "./pursued-recalls.ts";
import { recallsByNumbers } from "./recall-rows.ts";

interface HolderRow {
  readonly recall: number;
  readonly holder: Hex;
  /** JSON of the batches. */
  readonly batches: string;
}

/** Who was told of recalls. */
export function toldHolders(
  { read, write }: Pick<Database, "read" | "write">,
  sealer: Sealer,
): Pick<Recalls, "untold" | "told" | "silent" | "reminded" | "reached"> {
  return {
    async untold(limit) {
      const { rows } = await sql<HolderRow>`
        with standing as (
          select number from recalls where lifted_at is null and (settled = 0 or number in (${TOUCHED}))),
        concerned as (
          select items.recall, items.batch_id, items.code, items.holder
          from standing join recall_items as items on items.recall = standing.number
          union
          select items.recall, items.batch_id, items.code, batches.custodian
          from standing join recall_items as items on items.recall = standing.number
            join batches on batches.id = items.batch_id)
        select recall, holder, json_group_array(json_object('batchId', batch_id, 'code', code) order by code) as batches
        from concerned where not exists (
          select 1 from recall_tellings as told where told.recall = concerned.recall
            and told.batch_id = concerned.batch_id and told.holder = concerned.holder)
        group by recall, holder order by recall, holder limit ${limit}`.execute(read);
      return withRecalls(read, rows);
    },

    async silent(before, most, limit) {
      const { rows } = await sql<HolderRow>`
        select told.recall, told.holder,
          json_group_array(json_object('batchId', items.batch_id, 'code', items.code) order by items.code) as batches
        from recalls join recall_tellings as told on told.recall = recalls.number
          join recall_items as items on items.recall = told.recall and items.batch_id = told.batch_id
          join batches on batches.id = items.batch_id and batches.custodian = told.holder and batches.quantity != '0'
          left join recall_reminders as reminded on reminded.recall = told.recall and reminded.holder = told.holder
        where recalls.lifted_at is null and told.reached = 1 and told.told_at <= ${before.getTime()}
          and coalesce(reminded.count, 0) < ${most} and coalesce(reminded.reminded_at, 0) <= ${before.getTime()}
          and not exists (select 1 from recall_acknowledgements as said
            where said.recall = told.recall and said.batch_id = told.batch_id and said.account_id in (
              select id from accounts where accounts.address = told.holder
              union select account_id from account_addresses where account_addresses.address = told.holder))
        group by told.recall, told.holder order by told.recall, told.holder limit ${limit}`.execute(read);
      return withRecalls(read, rows);
    },

    reminded: (number, holder, message, at) =>
      write.transaction().execute(async (transaction) => {
        await transaction
          .insertInto("recall_reminders")
          .values({ recall: number, holder, count: 1, reminded_at: at.getTime() })
          .onConflict((conflict) =>
            conflict
              .columns(["recall", "holder"])
              .doUpdateSet({ count: sql<number>`count + 1`, reminded_at: at.getTime() }),
          )
          .execute();
        if (message) await queueMessage(transaction, sealer, message);
      }),

    async reached(number) {
      const { rows } = await sql<
        Record<"told" | "untold" | "answering", number> & Record<"last" | "said", number | null>
      >`
        select count(distinct case reached when 1 then holder end) as told,
          count(distinct case reached when 0 then holder end) as untold, max(case reached when 1 then told_at end) as last,
          (select count(distinct items.holder) from recall_acknowledgements as said join recall_items as items
            on items.recall = said.recall and items.batch_id = said.batch_id where said.recall = ${number}) as answering,
          (select max(said_at) from recall_acknowledgements where recall = ${number}) as said
        from recall_tellings where recall = ${number}`.execute(read);
      const [{ told, untold, last, answering, said }] = rows as [(typeof rows)[number]];
      const at = (time: number | null) => (time === null ? null : new Date(time));
      return { told, untold, lastToldAt: at(last), answering, lastSaidAt: at(said) };
    },

    told: (number, holder, batchIds, message, at) =>
      write.transaction().execute(async (transaction) => {
        const { numAffectedRows } = await sql`
          insert or ignore into recall_tellings (recall, holder, batch_id, told_at, reached)
          select ${number}, ${holder}, value, ${at.getTime()}, ${Number(message !== undefined)}
          from json_each(${JSON.stringify(batchIds)})`.execute(transaction);
        if (message && (numAffectedRows ?? 0n) > 0n) await queueMessage(transaction, sealer, message);
      }),
  };
}

async function withRecalls(executor: Executor, rows: readonly HolderRow[]): Promise<UntoldHolder[]> {
  const known = await recallsByNumbers(executor, [...new Set(rows.map(({ recall }) => recall))]);
  return rows.map(({ recall, holder, batches }) => ({
    recall: known.get(recall) as Recall,
    holder,
    batches: JSON.parse(batches) as { readonly batchId: Hex; readonly code: string }[],
  }));
}
