import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** A row for probing whether the database can be written to. */
export const writeProbe: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable("write_probe")
      .addColumn("id", "integer", (column) => column.primaryKey())
      .addColumn("at", "integer", (column) => column.notNull())
      .execute();
  },
};
