import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Which batches are on hold is asked of few lines among many. */
export const holds: Migration = {
  async up(database: Kysely<unknown>) {
    await sql`create index facts_of_holds on facts (batch_id, seq)
      where kind in ('hold', 'hold-released', 'official-hold', 'official-hold-released')`.execute(database);
  },
};
