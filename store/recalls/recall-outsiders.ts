import { type Selectable, sql } from "kysely";
import type { Sealer } from "../../domain/messages/mailbox.ts";
import type { Outsider, Recall, Recalls } from "../../domain/recalls/ports.ts";
import type { Database } from "../database.ts";
import { queueMessage } from "../messages/messages.ts";
import type { Executor } from "../shared/executor.ts";
import { byNumber, recallsByNumbers } from "./recall-rows.ts";
import type { RecallOutsidersTable } from "./tables.ts";

type OfOutsiders = "outsiders" | "outsidersDue" | "outsiderTold" | "outsider" | "outsiderSaid";

/** Firms without an account that are told of recalls. */
export function recallOutsiders(
  { read, write }: Pick<Database, "read" | "write">,
  sealer: Sealer,
): Pick<Recalls, OfOutsiders> {
  return {
    async outsiders(number) {
      const rows = await read
        .selectFrom("recall_outsiders")
        .selectAll()
        .where("recall", "=", number)
        .orderBy("id")
        .execute();
      return rows.map(outsiderOf);
    },

    async outsidersDue(before, most, limit) {
      const rows = await read
        .selectFrom("recall_outsiders as outsiders")
        .innerJoin("recalls", "recalls.number", "outsiders.recall")
        .selectAll("outsiders")
        .where("recalls.lifted_at", "is", null)
        .where("outsiders.said_at", "is", null)
        .where("outsiders.count", "<", most)
        .where(sql<boolean>`coalesce(outsiders.told_at, 0) <= ${before.getTime()}`)
        .orderBy("outsiders.id")
        .limit(limit)
        .execute();
      const known = await recallsByNumbers(read, [...new Set(rows.map(({ recall }) => recall))]);
      return rows.map((row) => ({ outsider: outsiderOf(row), recall: known.get(row.recall) as Recall }));
    },

    outsiderTold: (id, message, at) =>
      write.transaction().execute(async (transaction) => {
        await transaction
          .updateTable("recall_outsiders")
          .set({ told_at: at.getTime(), count: sql<number>`count + 1` })
          .where("id", "=", id)
          .execute();
        await queueMessage(transaction, sealer, message);
      }),

    async outsider(id) {
      const row = await read.selectFrom("recall_outsiders").selectAll().where("id", "=", id).executeTakeFirst();
      const recall = row && (await byNumber(read, row.recall));
      return row && recall ? { outsider: outsiderOf(row), recall } : undefined;
    },

    async outsiderSaid(id, found, note, at) {
      await write
        .updateTable("recall_outsiders")
        .set({ found, note, said_at: at.getTime() })
        .where("id", "=", id)
        .execute();
    },
  };
}

/** How many drills an account began since then, and how many firms without an account its recalls since then tell. */
export async function begunSince(executor: Executor, accountId: number, since: Date) {
  const { rows } = await sql<{ readonly drills: number; readonly outsiders: number }>`
    select coalesce(sum(drill), 0) as drills,
      coalesce(sum((select count(*) from recall_outsiders where recall_outsiders.recall = recalls.number)), 0) as outsiders
    from recalls where account_id = ${accountId} and created_at > ${since.getTime()}`.execute(executor);
  return rows[0] as (typeof rows)[number];
}

function outsiderOf(row: Selectable<RecallOutsidersTable>): Outsider {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    toldAt: row.told_at === null ? null : new Date(row.told_at),
    said: row.said_at === null ? null : { found: row.found ?? "", note: row.note ?? "", at: new Date(row.said_at) },
  };
}
