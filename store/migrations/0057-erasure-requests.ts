import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Requests that something is erased, each with the day by which it has to be answered. What is personal is sealed. */
export const erasureRequests: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable("erasure_requests")
      .addColumn("number", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("id", "text", (column) => column.notNull().unique())
      .addColumn("batch_id", "text", (column) => column.notNull())
      .addColumn("batch_code", "text", (column) => column.notNull())
      .addColumn("line", "integer")
      .addColumn("account_id", "integer", (column) => column.references("accounts.id"))
      .addColumn("reason", "text", (column) => column.notNull())
      .addColumn("contact", "text")
      .addColumn("asked_at", "integer", (column) => column.notNull())
      .addColumn("due_at", "integer", (column) => column.notNull())
      .addColumn("status", "text", (column) => column.notNull())
      .addColumn("ended_at", "integer")
      .addColumn("ended_by", "integer", (column) => column.references("accounts.id"))
      .addColumn("answer", "text")
      .addColumn("erasure", "integer")
      .execute();
    await database.schema
      .createIndex("erasure_requests_open")
      .on("erasure_requests")
      .column("due_at")
      .where(sql<boolean>`status = 'open'`)
      .execute();
  },
};
