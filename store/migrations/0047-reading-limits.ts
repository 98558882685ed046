import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Between what readings of a product's sensors should be: a list in JSON. */
export const readingLimits: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema
      .alterTable("products")
      .addColumn("limits", "text", (column) => column.notNull().defaultTo("[]"))
      .execute();
  },
};
