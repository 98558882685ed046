import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Hand-overs of many batches, kept until they are accepted. */
export const handOvers: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable("hand_overs")
      .addColumn("number", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("account_id", "integer", (column) => column.notNull().references("accounts.id"))
      .addColumn("giver", "text", (column) => column.notNull())
      .addColumn("custody", "text", (column) => column.notNull())
      .addColumn("recipient", "text", (column) => column.notNull())
      .addColumn("document", "text", (column) => column.notNull())
      .addColumn("digest", "text", (column) => column.notNull())
      .addColumn("restricted", "integer", (column) => column.notNull())
      .addColumn("typed_data", "text")
      .addColumn("nonce", "integer")
      .addColumn("deadline", "integer")
      .addColumn("signature", "text")
      .addColumn("ended", "text")
      .addColumn("reason", "text")
      .addColumn("created_at", "integer", (column) => column.notNull())
      .addColumn("expires_at", "integer", (column) => column.notNull())
      .addColumn("ended_at", "integer")
      .execute();
    const index = (name: string) => schema.createIndex(name).on("hand_overs");
    await index("hand_overs_by_account").column("account_id").execute();
    await index("hand_overs_by_giver").columns(["giver", "number"]).execute();
    await index("hand_overs_by_recipient").columns(["recipient", "number"]).execute();
    await schema
      .createTable("hand_over_items")
      .addColumn("hand_over", "integer", (column) => column.notNull().references("hand_overs.number"))
      .addColumn("position", "integer", (column) => column.notNull())
      .addColumn("batch_id", "text", (column) => column.notNull())
      .addColumn("code", "text", (column) => column.notNull())
      .addColumn("quantity", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("hand_over_items_key", ["hand_over", "position"])
      .execute();
  },
};
