import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** What the indexer derives from the chain. */
export const projections: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database;
    await schema
      .createTable("facts")
      .addColumn("block_number", "integer", (column) => column.notNull())
      .addColumn("log_index", "integer", (column) => column.notNull())
      .addColumn("block_hash", "text", (column) => column.notNull())
      .addColumn("transaction_hash", "text", (column) => column.notNull())
      .addColumn("event", "text", (column) => column.notNull())
      .addColumn("args", "text", (column) => column.notNull())
      .addColumn("batch_id", "text")
      .addColumn("line", "integer")
      .addColumn("seq", "integer")
      .addColumn("actor", "text")
      .addColumn("kind", "text")
      .addColumn("digest", "text")
      .addColumn("timestamp", "integer")
      .addColumn("amended", "integer")
      .addColumn("head", "text")
      .addPrimaryKeyConstraint("facts_primary", ["block_number", "log_index"])
      .execute();
    await schema.createIndex("facts_batch").on("facts").columns(["batch_id", "seq"]).unique().execute();
    await schema.createIndex("facts_line").on("facts").column("line").unique().execute();
    await schema.createIndex("facts_digest").on("facts").column("digest").execute();

    await schema
      .createTable("batches")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("trace_id", "text", (column) => column.notNull().unique())
      .addColumn("code", "text", (column) => column.notNull().unique())
      .addColumn("unit", "text", (column) => column.notNull())
      .addColumn("quantity", "text", (column) => column.notNull())
      .addColumn("custodian", "text", (column) => column.notNull())
      .addColumn("seq", "integer", (column) => column.notNull())
      .addColumn("status", "text", (column) => column.notNull())
      .addColumn("verdict", "text")
      .addColumn("head", "text", (column) => column.notNull())
      .addColumn("described_by", "integer", (column) => column.notNull())
      .addColumn("created_at", "integer", (column) => column.notNull())
      .addColumn("updated_at", "integer", (column) => column.notNull())
      .addColumn("name", "text")
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("harvest_date", "text")
      .addColumn("search", "text", (column) => column.notNull())
      .execute();
    await schema.createIndex("batches_created").on("batches").columns(["created_at", "id"]).execute();

    await schema
      .createTable("records")
      .addColumn("digest", "text", (column) => column.primaryKey())
      .addColumn("text", "text")
      .addColumn("visibility", "text", (column) => column.notNull())
      .execute();

    await schema
      .createTable("account_roles")
      .addColumn("address", "text", (column) => column.primaryKey())
      .addColumn("current", "integer", (column) => column.notNull())
      .addColumn("ever", "integer", (column) => column.notNull())
      .execute();

    await schema
      .createTable("kind_roles")
      .addColumn("kind", "text", (column) => column.primaryKey())
      .addColumn("roles", "integer", (column) => column.notNull())
      .execute();

    await schema
      .createTable("cursor")
      .addColumn("id", "integer", (column) => column.primaryKey())
      .addColumn("generation", "integer", (column) => column.notNull())
      .addColumn("chain_id", "integer", (column) => column.notNull())
      .addColumn("contract", "text", (column) => column.notNull())
      .addColumn("genesis_hash", "text", (column) => column.notNull())
      .addColumn("block_number", "integer", (column) => column.notNull())
      .addColumn("block_hash", "text", (column) => column.notNull())
      .addColumn("final_block", "integer", (column) => column.notNull())
      .addColumn("line", "integer", (column) => column.notNull())
      .addColumn("synced_at", "integer", (column) => column.notNull())
      .execute();

    await schema
      .createTable("blocks")
      .addColumn("number", "integer", (column) => column.primaryKey())
      .addColumn("hash", "text", (column) => column.notNull())
      .execute();
  },
};
