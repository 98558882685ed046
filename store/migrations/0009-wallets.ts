import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Wallets that accounts bind: what they are asked to sign, and the addresses that accounts had before. */
export const wallets: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database;
    await schema
      .createTable("account_addresses")
      .addColumn("address", "text", (column) => column.primaryKey())
      .addColumn("account_id", "integer", (column) => column.notNull())
      .addColumn("replaced_at", "integer", (column) => column.notNull())
      .execute();
    await schema.createIndex("account_addresses_account").on("account_addresses").column("account_id").execute();

    await schema
      .createTable("wallet_challenges")
      .addColumn("nonce", "text", (column) => column.primaryKey())
      .addColumn("account_id", "integer", (column) => column.notNull())
      .addColumn("address", "text", (column) => column.notNull())
      .addColumn("message", "text", (column) => column.notNull())
      .addColumn("expires_at", "integer", (column) => column.notNull())
      .execute();
    await schema.createIndex("wallet_challenges_account").on("wallet_challenges").column("account_id").execute();
    await schema.createIndex("wallet_challenges_expiry").on("wallet_challenges").column("expires_at").execute();
  },
};
