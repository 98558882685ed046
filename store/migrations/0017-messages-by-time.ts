import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** The messages of everybody, the newest first, are found without sorting all of them. */
export const messagesByTime: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema.createIndex("message_log_time").on("message_log").columns(["created_at", "id"]).execute();
  },
};
