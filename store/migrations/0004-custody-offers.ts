import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** To whom a batch is offered. The projections are emptied: the indexer mirrors the chain anew, this column included. */
export const custodyOffers: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema.alterTable("batches").addColumn("offered_to", "text").execute();
    for (const table of ["facts", "batches", "records", "account_roles", "kind_roles", "blocks", "cursor"]) {
      await sql`delete from ${sql.table(table)}`.execute(database);
    }
  },
};
