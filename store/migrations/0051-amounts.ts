import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import type { EventArguments } from "../../domain/records/event-arguments.ts";
import { amountsOfLines } from "../../domain/records/gone.ts";

/** How many batches are read at once. */
const CHUNK = 500;

interface LineRow {
  readonly batch_id: string;
  readonly event: string;
  readonly args: string;
}

/** How much of a batch there was, and what became of what is gone, from the lines that there are. */
export const amounts: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database;
    await schema
      .alterTable("batches")
      .addColumn("made", "text", (column) => column.notNull().defaultTo("0"))
      .execute();
    await schema
      .alterTable("batches")
      .addColumn("gone", "text", (column) => column.notNull().defaultTo("{}"))
      .execute();
    for (let last = ""; ; ) {
      const { rows } = await sql<LineRow>`select batch_id, event, args from facts
        where batch_id in (select id from batches where id > ${last} order by id limit ${CHUNK})
        and (seq = 1 or event in ('Split', 'Transformed', 'Consumed')) order by batch_id, seq`.execute(database);
      for (const [id, lines] of Map.groupBy(rows, ({ batch_id }) => batch_id)) {
        const told = amountsOfLines(
          lines.map(({ event, args }) => ({ event, args: JSON.parse(args) as EventArguments })),
        );
        if (!told) continue;
        const gone = JSON.stringify(told.gone);
        await sql`update batches set made = ${told.made}, gone = ${gone} where id = ${id}`.execute(database);
      }
      const next = rows.at(-1)?.batch_id;
      if (next === undefined) break;
      last = next;
    }
  },
};
