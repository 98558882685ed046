import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** The lines of erasures, which are few, are found without reading all others. */
export const erasures: Migration = {
  async up(database: Kysely<unknown>) {
    await sql`create index facts_erasures on facts (line) where kind = 'erasure'`.execute(database);
  },
};
