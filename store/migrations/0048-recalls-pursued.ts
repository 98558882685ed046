import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * What it takes to go on with a recall while it stands: how often each batch was brought to be marked, when it was taken in,
 * which holder was told of which batch, and what each said.
 */
export const recallsPursued: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database;
    for (const name of ["looked_line", "settled"]) {
      await schema
        .alterTable("recalls")
        .addColumn(name, "integer", (column) => column.notNull().defaultTo(0))
        .execute();
    }
    await schema.alterTable("recalls").addColumn("timings", "text").execute();
    await schema
      .alterTable("recall_items")
      .addColumn("attempt", "integer", (column) => column.notNull().defaultTo(0))
      .execute();
    await schema.alterTable("recall_items").addColumn("added_at", "integer").execute();
    await schema
      .createTable("recall_tellings")
      .addColumn("recall", "integer", (column) => column.notNull().references("recalls.number"))
      .addColumn("holder", "text", (column) => column.notNull())
      .addColumn("batch_id", "text", (column) => column.notNull())
      .addColumn("told_at", "integer", (column) => column.notNull())
      .addColumn("reached", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("recall_tellings_key", ["recall", "batch_id", "holder"])
      .execute();
    await schema
      .createTable("recall_reminders")
      .addColumn("recall", "integer", (column) => column.notNull().references("recalls.number"))
      .addColumn("holder", "text", (column) => column.notNull())
      .addColumn("count", "integer", (column) => column.notNull())
      .addColumn("reminded_at", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("recall_reminders_key", ["recall", "holder"])
      .execute();
    await schema
      .createTable("recall_acknowledgements")
      .addColumn("recall", "integer", (column) => column.notNull().references("recalls.number"))
      .addColumn("batch_id", "text", (column) => column.notNull())
      .addColumn("account_id", "integer", (column) => column.notNull().references("accounts.id"))
      .addColumn("found", "text", (column) => column.notNull())
      .addColumn("quarantined", "text", (column) => column.notNull())
      .addColumn("destroyed", "text", (column) => column.notNull())
      .addColumn("note", "text", (column) => column.notNull())
      .addColumn("said_at", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("recall_acknowledgements_key", ["recall", "batch_id", "account_id"])
      .execute();
    await sql`
      insert into recall_tellings (recall, holder, batch_id, told_at, reached)
      select items.recall, items.holder, items.batch_id, notices.told_at, 1
      from recall_items as items join recall_notices as notices
        on notices.recall = items.recall and notices.holder = items.holder`.execute(database);
    await sql`
      insert into recall_acknowledgements (recall, batch_id, account_id, found, quarantined, destroyed, note, said_at)
      select recall, batch_id, json_extract(acknowledgement, '$.by'), json_extract(acknowledgement, '$.found'),
        json_extract(acknowledgement, '$.quarantined'), json_extract(acknowledgement, '$.destroyed'),
        json_extract(acknowledgement, '$.note'), json_extract(acknowledgement, '$.at')
      from recall_items where acknowledgement is not null`.execute(database);
    await schema.dropTable("recall_notices").execute();
    await schema.alterTable("recall_items").dropColumn("acknowledgement").execute();
    await schema
      .createIndex("recalls_that_stand")
      .on("recalls")
      .column("number")
      .where(sql<boolean>`lifted_at is null`)
      .execute();
  },
};
