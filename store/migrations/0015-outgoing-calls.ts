import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Calls of systems outside are kept beside the requests that were answered: `integration` names the system. */
export const outgoingCalls: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema.alterTable("calls").addColumn("integration", "text").execute();
  },
};
