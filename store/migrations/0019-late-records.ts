import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Documents that are waited for, each in the lane of who named it; and what was stored since the indexer last looked. */
export const lateRecords: Migration = {
  async up(database: Kysely<unknown>) {
    // In the order in which a lane is served: no other index is needed, and a backfill writes many rows.
    await sql`create table record_queue (
      actor text not null,
      not_before integer not null,
      digest text not null,
      attempts integer not null,
      primary key (actor, not_before, digest)
    ) without rowid`.execute(database);
    await sql`insert into record_queue (actor, not_before, digest, attempts)
      select distinct facts.actor, 0, facts.digest, 0 from records join facts on facts.digest = records.digest
      where records.visibility = 'missing'`.execute(database);

    await database.schema
      .createTable("record_arrivals")
      .addColumn("number", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("digest", "text", (column) => column.notNull())
      .execute();
  },
};
