import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Firms without an account that are told of a recall by mail, and what they said of it. */
export const recallOutsiders: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable("recall_outsiders")
      .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("recall", "integer", (column) => column.notNull().references("recalls.number"))
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("email", "text", (column) => column.notNull())
      .addColumn("told_at", "integer")
      .addColumn("count", "integer", (column) => column.notNull().defaultTo(0))
      .addColumn("found", "text")
      .addColumn("note", "text")
      .addColumn("said_at", "integer")
      .addUniqueConstraint("recall_outsiders_once", ["recall", "email"])
      .execute();
  },
};
