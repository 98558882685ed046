import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Awaited documents, each in the lane of whoever named it; and what was stored since the indexer last checked. */
export const lateRecords: Migration = {
  async up(database: Kysely<unknown>) {
    // In the order in which a lane is served: further indexes are not needed, and would slow down a backfill.
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
