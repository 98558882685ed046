import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** What only this database knows: accounts, what batches refer to, and the writes on their way to the chain. */
export const accountsAndOutbox: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database;
    await schema
      .createTable("accounts")
      .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("username", sql`text collate nocase`, (column) => column.notNull().unique())
      .addColumn("email", sql`text collate nocase`, (column) => column.unique())
      .addColumn("phone", "text", (column) => column.unique())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("role", "text")
      .addColumn("password_hash", "text", (column) => column.notNull())
      .addColumn("address", "text", (column) => column.notNull().unique())
      .addColumn("custody", "text", (column) => column.notNull())
      .addColumn("token_version", "integer", (column) => column.notNull())
      .addColumn("created_at", "integer", (column) => column.notNull())
      .execute();

    await schema
      .createTable("products")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("description", "text", (column) => column.notNull())
      .addColumn("image", "text")
      .addColumn("nutritional_info", "text", (column) => column.notNull())
      .addColumn("storage_guide", "text", (column) => column.notNull())
      .addColumn("owner_id", "integer", (column) => column.notNull())
      .addColumn("created_at", "integer", (column) => column.notNull())
      .addColumn("updated_at", "integer", (column) => column.notNull())
      .execute();

    await schema
      .createTable("farms")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("location", "text", (column) => column.notNull())
      .addColumn("owner", "text", (column) => column.notNull())
      .addColumn("certifications", "text", (column) => column.notNull())
      .addColumn("owner_id", "integer", (column) => column.notNull())
      .addColumn("created_at", "integer", (column) => column.notNull())
      .addColumn("updated_at", "integer", (column) => column.notNull())
      .execute();

    await schema
      .createTable("transactions")
      .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("signer", "text", (column) => column.notNull())
      .addColumn("nonce", "integer", (column) => column.notNull())
      .addColumn("hash", "text", (column) => column.notNull().unique())
      .addColumn("raw", "text", (column) => column.notNull())
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("block_number", "integer")
      .addColumn("block_hash", "text")
      .addColumn("created_at", "integer", (column) => column.notNull())
      .execute();
    await schema.createIndex("transactions_state").on("transactions").column("state").execute();

    await schema
      .createTable("operations")
      .addColumn("number", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("id", "text", (column) => column.notNull().unique())
      .addColumn("account_id", "integer")
      .addColumn("idempotency_key", "text")
      .addColumn("request_hash", "text")
      .addColumn("act", "text", (column) => column.notNull())
      .addColumn("batch_id", "text")
      .addColumn("digest", "text")
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("attempts", "integer", (column) => column.notNull())
      .addColumn("not_before", "integer", (column) => column.notNull())
      .addColumn("transaction_id", "integer")
      .addColumn("error_code", "text")
      .addColumn("error", "text")
      .addColumn("created_at", "integer", (column) => column.notNull())
      .addColumn("updated_at", "integer", (column) => column.notNull())
      .addUniqueConstraint("operations_idempotency", ["account_id", "idempotency_key"])
      .execute();
    await schema.createIndex("operations_state").on("operations").columns(["state", "number"]).execute();
    await schema.createIndex("operations_transaction").on("operations").column("transaction_id").execute();
  },
};
