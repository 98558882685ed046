import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * The address that a batch is offered to. The projections are emptied: the indexer mirrors the chain again, including
 * this column.
 */
export const custodyOffers: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema.alterTable("batches").addColumn("offered_to", "text").execute();
    for (const table of ["facts", "batches", "records", "account_roles", "kind_roles", "blocks", "cursor"]) {
      await sql`delete from ${sql.table(table)}`.execute(database);
    }
  },
};
