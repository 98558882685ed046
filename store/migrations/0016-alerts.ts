import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Ongoing problems, pending notices of them, and which process raises alerts. */
export const alerts: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable("alerts")
      .addColumn("kind", "text", (column) => column.notNull())
      .addColumn("subject", "text", (column) => column.notNull())
      .addColumn("id", "text", (column) => column.notNull())
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("problem", "text", (column) => column.notNull())
      .addColumn("since", "integer", (column) => column.notNull())
      .addColumn("told_at", "integer")
      .addPrimaryKeyConstraint("alerts_primary", ["kind", "subject"])
      .execute();

    await schema
      .createTable("alert_notices")
      .addColumn("number", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("id", "text", (column) => column.notNull().unique())
      .addColumn("alert_id", "text", (column) => column.notNull())
      .addColumn("body", "text", (column) => column.notNull())
      .addColumn("attempts", "integer", (column) => column.notNull())
      .addColumn("not_before", "integer", (column) => column.notNull())
      .execute();

    await schema
      .createTable("alert_watch")
      .addColumn("id", "integer", (column) => column.primaryKey())
      .addColumn("holder", "text", (column) => column.notNull())
      .addColumn("until", "integer", (column) => column.notNull())
      .addColumn("position", "text", (column) => column.notNull())
      .execute();
  },
};
