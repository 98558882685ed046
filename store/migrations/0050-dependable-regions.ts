import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Which scans' countries anomalies are judged by. All that were told before came from IPv4 addresses. */
export const dependableRegions: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema
      .alterTable("scans")
      .addColumn("region_dependable", "integer", (column) => column.notNull().defaultTo(1))
      .execute();
  },
};
