import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Scans of batches, downloads of their certificates, and shoppers' feedback. */
export const scans: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database;
    await schema
      .createTable("scans")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("batch_id", "text", (column) => column.notNull())
      .addColumn("at", "bigint", (column) => column.notNull())
      .addColumn("day", "text", (column) => column.notNull())
      .addColumn("visitor", "text", (column) => column.notNull())
      .addColumn("region", "text")
      .addColumn("device", "text", (column) => column.notNull())
      .addColumn("duration", "integer")
      .execute();
    await schema.createIndex("scans_batch").on("scans").columns(["batch_id", "at"]).execute();

    await schema
      .createTable("certificate_downloads")
      .addColumn("batch_id", "text", (column) => column.notNull())
      .addColumn("number", "text", (column) => column.notNull())
      .addColumn("at", "bigint", (column) => column.notNull())
      .execute();
    await schema
      .createIndex("certificate_downloads_batch")
      .on("certificate_downloads")
      .columns(["batch_id", "at"])
      .execute();

    await schema
      .createTable("feedback")
      .addColumn("number", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("id", "text", (column) => column.notNull().unique())
      .addColumn("batch_id", "text", (column) => column.notNull())
      .addColumn("day", "text", (column) => column.notNull())
      .addColumn("visitor", "text", (column) => column.notNull())
      .addColumn("rating", "integer", (column) => column.notNull())
      .addColumn("text", "text", (column) => column.notNull())
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .addUniqueConstraint("feedback_once", ["batch_id", "day", "visitor"])
      .execute();
    await schema.createIndex("feedback_batch").on("feedback").columns(["batch_id", "created_at"]).execute();

    await schema
      .createTable("visitor_salt")
      .addColumn("id", "integer", (column) => column.primaryKey())
      .addColumn("day", "text", (column) => column.notNull())
      .addColumn("salt", "text", (column) => column.notNull())
      .execute();
  },
};
