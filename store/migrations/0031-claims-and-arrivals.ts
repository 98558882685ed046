import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * Wallets that accounts named as their own without a proof: any number of accounts may name the same one. And what came
 * to addresses that were issued before anybody knew the file's digest.
 */
export const claimsAndArrivals: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable("wallet_claims")
      .addColumn("account_id", "integer", (column) => column.primaryKey().references("accounts.id"))
      .addColumn("address", "text", (column) => column.notNull())
      .addColumn("claimed_at", "integer", (column) => column.notNull())
      .execute();
    await schema
      .createTable("upload_arrivals")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("account_id", "integer", (column) => column.notNull().references("accounts.id"))
      .addColumn("sha256", "text", (column) => column.notNull())
      .addColumn("arrived_at", "integer", (column) => column.notNull())
      .execute();
  },
};
