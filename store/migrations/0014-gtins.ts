import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** The GTIN of a product, as 14 digits. Several accounts may know the same trade item: it is not unique. */
export const gtins: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema.alterTable("products").addColumn("gtin", "text").execute();
    await schema.createIndex("products_gtin").on("products").column("gtin").execute();
  },
};
