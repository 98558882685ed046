import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** The bearer secrets of the tomato document, of which only hashes are kept. */
export const roleUids: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable("role_uids")
      .addColumn("uid_hash", "text", (column) => column.primaryKey())
      .addColumn("account_id", "integer", (column) => column.notNull())
      .addColumn("role_type", "text")
      .addColumn("created_at", "integer", (column) => column.notNull())
      .addColumn("revoked_at", "integer")
      .execute();
    await database.schema.createIndex("role_uids_account").on("role_uids").column("account_id").execute();
  },
};
