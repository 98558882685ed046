import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** The index of commitment certificates by number, by batch and by what they say. */
export const commitments: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database;
    await schema
      .createTable("commitments")
      // In which order they were drawn up: several may be of one second.
      .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("number", "text", (column) => column.notNull().unique())
      .addColumn("batch_id", "text", (column) => column.notNull())
      .addColumn("sha256", "text", (column) => column.notNull().unique())
      .addColumn("account_id", "integer", (column) => column.notNull())
      .addColumn("actor", "text", (column) => column.notNull())
      .addColumn("issued_at", "integer", (column) => column.notNull())
      .addColumn("search", "text", (column) => column.notNull())
      .execute();
    await schema.createIndex("commitments_batch").on("commitments").columns(["batch_id", "id"]).execute();
  },
};
