import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** The index of certificates by number and by file. */
export const certificates: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database;
    await schema
      .createTable("certificates")
      .addColumn("number", "text", (column) => column.primaryKey())
      .addColumn("batch_id", "text", (column) => column.notNull())
      .addColumn("sha256", "text", (column) => column.notNull().unique())
      .addColumn("account_id", "integer", (column) => column.notNull())
      .addColumn("actor", "text", (column) => column.notNull())
      .addColumn("issued_at", "integer", (column) => column.notNull())
      .execute();
    await schema.createIndex("certificates_batch").on("certificates").columns(["batch_id", "issued_at"]).execute();
  },
};
