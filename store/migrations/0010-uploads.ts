import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Announced files, until a record names them or they are deleted. */
export const uploads: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database;
    await schema
      .createTable("uploads_pending")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("account_id", "integer", (column) => column.notNull())
      .addColumn("filename", "text")
      .addColumn("media_type", "text", (column) => column.notNull())
      .addColumn("size", "integer", (column) => column.notNull())
      .addColumn("sha256", "text", (column) => column.notNull())
      .addColumn("restricted", "integer", (column) => column.notNull())
      .addColumn("part_size", "integer", (column) => column.notNull())
      .addColumn("handle", "text")
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("kept", "integer", (column) => column.notNull().defaultTo(0))
      .addColumn("created_at", "integer", (column) => column.notNull())
      .addColumn("expires_at", "integer", (column) => column.notNull())
      .addColumn("stored_at", "integer")
      .execute();
    await schema
      .createIndex("uploads_pending_account")
      .on("uploads_pending")
      .columns(["account_id", "state"])
      .execute();
    await schema.createIndex("uploads_pending_sha256").on("uploads_pending").column("sha256").execute();
    await schema.createIndex("uploads_pending_created").on("uploads_pending").column("created_at").execute();
  },
};
