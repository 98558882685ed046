import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** An index for listing everybody's messages, newest first, without sorting. */
export const messagesByTime: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema.createIndex("message_log_time").on("message_log").columns(["created_at", "id"]).execute();
  },
};
