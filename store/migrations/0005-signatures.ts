import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** The actors of operations; for those with their own keys, what they have to sign, and their signature. */
export const signatures: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema.alterTable("operations").addColumn("typed_data", "text").execute();
    await database.schema.alterTable("operations").addColumn("actor", "text").execute();
    await database.schema.alterTable("operations").addColumn("signature", "text").execute();
  },
};
