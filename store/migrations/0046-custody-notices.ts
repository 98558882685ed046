import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Whom was told of offers and hand-overs, and of the answers: what was answered before counts as told. */
export const custodyNotices: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database;
    await schema
      .createTable("custody_notices")
      .addColumn("subject", "text", (column) => column.notNull())
      .addColumn("stage", "text", (column) => column.notNull())
      .addColumn("recipient", "text", (column) => column.notNull())
      .addColumn("giver", "text", (column) => column.notNull())
      .addColumn("sent", "integer", (column) => column.notNull())
      .addColumn("told_at", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("custody_notices_key", ["subject", "stage"])
      .execute();
    await schema
      .createIndex("custody_notices_by_recipient")
      .on("custody_notices")
      .columns(["recipient", "told_at"])
      .execute();
    await schema.createIndex("offers_by_answer").on("offers").columns(["state", "ended_at"]).execute();
    await sql`insert or ignore into custody_notices (subject, stage, recipient, giver, sent, told_at)
      select offers.digest, 'offered', offers.recipient, offers.custodian, 1, offer_notices.told_at
      from offer_notices join offers on offers.digest = offer_notices.digest
      union all
      select digest, state, custodian, recipient, 0, ended_at * 1000 from offers where state in ('accepted', 'refused')
    `.execute(database);
    await schema.dropTable("offer_notices").execute();
  },
};
