import { sql } from "kysely";
import type { Sealer } from "../../domain/messages/mailbox.ts";
import type { Recall, Recalls } from "../../domain/recalls/ports.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";
import { queueMessage } from "../messages/messages.ts";
import { TOUCHED } from "./pursued-recalls.ts";
import { recallsByNumbers } from "./recall-rows.ts";

/** Who was told of recalls. */
export function toldHolders(
  { read, write }: Pick<Database, "read" | "write">,
  sealer: Sealer,
): Pick<Recalls, "untold" | "told"> {
  return {
    async untold(limit) {
      const { rows } = await sql<{ readonly recall: number; readonly holder: Hex; readonly batches: string }>`
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
      const known = await recallsByNumbers(read, [...new Set(rows.map(({ recall }) => recall))]);
      return rows.map(({ recall, holder, batches }) => ({
        recall: known.get(recall) as Recall,
        holder,
        batches: JSON.parse(batches) as { readonly batchId: Hex; readonly code: string }[],
      }));
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
