import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Recalls that were asked for here, with the batches of each. */
export const recalls: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable("recalls")
      .addColumn("number", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("account_id", "integer", (column) => column.notNull().references("accounts.id"))
      .addColumn("batch_id", "text", (column) => column.notNull())
      .addColumn("batch_code", "text", (column) => column.notNull())
      .addColumn("reason", "text", (column) => column.notNull())
      .addColumn("class", "text", (column) => column.notNull())
      .addColumn("scope", "text", (column) => column.notNull())
      .addColumn("instruction", "text", (column) => column.notNull())
      .addColumn("contact", "text", (column) => column.notNull())
      .addColumn("drill", "integer", (column) => column.notNull())
      .addColumn("created_at", "integer", (column) => column.notNull())
      .addColumn("lifted_at", "integer")
      .addColumn("lift_reason", "text")
      .execute();
    await schema.createIndex("recalls_by_account").on("recalls").column("account_id").execute();
    await schema
      .createTable("recall_items")
      .addColumn("recall", "integer", (column) => column.notNull().references("recalls.number"))
      .addColumn("batch_id", "text", (column) => column.notNull())
      .addColumn("code", "text", (column) => column.notNull())
      .addColumn("unit", "text", (column) => column.notNull())
      .addColumn("holder", "text", (column) => column.notNull())
      .addColumn("remaining", "text", (column) => column.notNull())
      .addColumn("sold", "text", (column) => column.notNull())
      .addColumn("marking", "text", (column) => column.notNull())
      .addColumn("actor", "text")
      .addColumn("operation_id", "text")
      .addColumn("acknowledgement", "text")
      .addPrimaryKeyConstraint("recall_items_key", ["recall", "batch_id"])
      .execute();
    await schema
      .createTable("recall_notices")
      .addColumn("recall", "integer", (column) => column.notNull().references("recalls.number"))
      .addColumn("holder", "text", (column) => column.notNull())
      .addColumn("told_at", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("recall_notices_key", ["recall", "holder"])
      .execute();
    await schema.createIndex("recall_items_by_holder").on("recall_items").columns(["holder", "recall"]).execute();
    await schema.createIndex("recall_items_by_batch").on("recall_items").column("batch_id").execute();
  },
};
