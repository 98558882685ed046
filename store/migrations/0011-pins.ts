import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Objects on IPFS: which to pin, and which blocks they consist of. */
export const pins: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database;
    await schema
      .createTable("pins")
      .addColumn("sha256", "text", (column) => column.primaryKey())
      .addColumn("cid", "text", (column) => column.notNull())
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("attempts", "integer", (column) => column.notNull())
      .addColumn("not_before", "integer", (column) => column.notNull())
      .execute();
    await schema.createIndex("pins_due").on("pins").column("not_before").execute();

    await schema
      .createTable("cids")
      .addColumn("cid", "text", (column) => column.notNull())
      .addColumn("sha256", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("cids_primary", ["cid", "sha256"])
      .execute();
    await schema.createIndex("cids_object").on("cids").column("sha256").execute();
  },
};
