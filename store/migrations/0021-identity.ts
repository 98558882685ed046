import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * Identity: identifiers of keys, which so far were the accounts' numbers; administrators by account; operators'
 * commands; and the addresses that accounts log in from.
 */
export const identity: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database;
    await schema.alterTable("accounts").addColumn("key_id", "text").execute();
    await sql`update accounts set key_id = cast(id as text)`.execute(database);
    await schema.createIndex("accounts_key").on("accounts").column("key_id").unique().execute();

    await schema
      .createTable("administrators")
      .addColumn("account_id", "integer", (column) => column.primaryKey().references("accounts.id"))
      .addColumn("added_at", "integer", (column) => column.notNull())
      .execute();

    await schema
      .createTable("account_commands")
      .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("at", "integer", (column) => column.notNull())
      .addColumn("command", "text", (column) => column.notNull())
      .addColumn("account_id", "integer", (column) => column.notNull().references("accounts.id"))
      .addColumn("details", "text", (column) => column.notNull())
      .execute();

    await schema
      .createTable("log_in_addresses")
      .addColumn("account_id", "integer", (column) => column.notNull().references("accounts.id"))
      .addColumn("address_hash", "text", (column) => column.notNull())
      .addColumn("used_at", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("log_in_addresses_key", ["account_id", "address_hash"])
      .execute();
  },
};
