import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { listedColumns } from "../../domain/batches/listed-columns.ts";
import type { BoundLine } from "../../domain/records/binding.ts";

/** How many batches are read at once. */
const CHUNK = 500;

interface DescribedRow {
  readonly id: string;
  readonly code: string;
  readonly event: BoundLine["event"];
  readonly kind: string;
  readonly amended: number | null;
  readonly args: string;
  readonly text: string | null;
}

/**
 * Which lot of which product a batch is, so that it is found below its GTIN. All that comes from documents is written anew:
 * one with a lot could not be read before.
 */
export const lots: Migration = {
  async up(database: Kysely<unknown>) {
    for (const column of ["gtin", "lot"]) {
      await database.schema.alterTable("batches").addColumn(column, "text").execute();
    }
    for (let last = ""; ; ) {
      const { rows } = await sql<DescribedRow>`select batches.id, batches.code, facts.event, facts.kind, facts.amended,
          facts.args, case when records.visibility = 'public' then records.text end as text
        from batches join facts on facts.batch_id = batches.id and facts.seq = batches.described_by
        left join records on records.digest = facts.digest
        where batches.id > ${last} order by batches.id limit ${CHUNK}`.execute(database);
      for (const { id, code, text, args, ...line } of rows) {
        const listed = listedColumns(code, text, { ...line, args: JSON.parse(args) as BoundLine["args"] });
        await sql`update batches set name = ${listed.name}, state = ${listed.state}, gtin = ${listed.gtin},
          lot = ${listed.lot}, harvest_date = ${listed.harvestDate}, search = ${listed.search}
          where id = ${id}`.execute(database);
      }
      const next = rows.at(-1)?.id;
      if (next === undefined) break;
      last = next;
    }
    await sql`create index batches_by_lot on batches (gtin, lot) where gtin is not null`.execute(database);
  },
};
