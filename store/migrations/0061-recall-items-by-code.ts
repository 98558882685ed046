import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Batches of a recall come in pages by their codes, and an account's drills of late are counted. */
export const recallItemsByCode: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema.createIndex("recall_items_by_code").on("recall_items").columns(["recall", "code"]).execute();
    await schema.dropIndex("recalls_by_account").execute();
    await schema.createIndex("recalls_by_account").on("recalls").columns(["account_id", "created_at"]).execute();
  },
};
