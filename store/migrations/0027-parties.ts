import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

const EVERY_BATCH = `0x${"00".repeat(32)}`;

/** Whom custodians admitted to their batches, filled from the lines of administration that there are; and their notes. */
export const parties: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database;
    await schema
      .createTable("parties")
      .addColumn("custodian", "text", (column) => column.notNull())
      .addColumn("batch_id", "text", (column) => column.notNull())
      .addColumn("account", "text", (column) => column.notNull())
      .addColumn("line", "integer", (column) => column.notNull())
      .addColumn("since", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("parties_primary", ["custodian", "batch_id", "account"])
      .execute();
    await schema
      .createTable("party_notes")
      .addColumn("custodian", "text", (column) => column.notNull())
      .addColumn("batch_id", "text", (column) => column.notNull())
      .addColumn("account", "text", (column) => column.notNull())
      .addColumn("note", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("party_notes_primary", ["custodian", "batch_id", "account"])
      .execute();
    // Of the lines about an admission the latest counts.
    await sql`
      insert into parties (custodian, batch_id, account, line, since)
      select custodian, batch_id, account, line, since from (
        select json_extract(args, '$.custodian') as custodian, json_extract(args, '$.id') as batch_id,
          json_extract(args, '$.account') as account, max(line) as line, json_extract(args, '$.timestamp') as since,
          json_extract(args, '$.admitted') as admitted
        from facts where event = 'PartySet' group by 1, 2, 3
      ) as latest where admitted = 1`.execute(database);
    await sql`update parties set batch_id = '' where batch_id = ${EVERY_BATCH}`.execute(database);
  },
};
