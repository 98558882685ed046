import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** What looks at the chain found, by day: what was once found wrong stays known after it was put right. */
export const integrity: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable("integrity_days")
      .addColumn("day", "text", (column) => column.primaryKey())
      .addColumn("checks", "integer", (column) => column.notNull())
      .addColumn("batches", "integer", (column) => column.notNull())
      .addColumn("mismatches", "integer", (column) => column.notNull())
      .addColumn("disagreements", "integer", (column) => column.notNull())
      .addColumn("greatest_lag", "integer", (column) => column.notNull())
      .execute();
  },
};
