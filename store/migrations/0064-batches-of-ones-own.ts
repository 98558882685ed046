import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** What somebody made, is admitted to or acts for is found without walking every line. */
export const batchesOfOnesOwn: Migration = {
  async up(database: Kysely<unknown>) {
    await sql`create index facts_by_first_holder on facts (json_extract(args, '$.holder')) where seq = 1`.execute(
      database,
    );
    await database.schema.createIndex("parties_by_account").on("parties").column("account").execute();
    await database.schema.createIndex("agents_by_account").on("agents").column("account").execute();
  },
};
