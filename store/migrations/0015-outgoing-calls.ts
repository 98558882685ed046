import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Calls to external systems are stored with the answered requests: `integration` names the system. */
export const outgoingCalls: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema.alterTable("calls").addColumn("integration", "text").execute();
  },
};
