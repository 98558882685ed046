import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Whether who recalls made the batch or orders it, and which operation lifts each batch. */
export const recallsMended: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database;
    await schema
      .alterTable("recalls")
      .addColumn("of_all", "integer", (column) => column.notNull().defaultTo(0))
      .execute();
    // A part is of who made what it was split off.
    await sql`
      with recursive origins (recall, id) as (
        select number, batch_id from recalls
        union select origins.recall, json_extract(facts.args, '$.parent') from origins
          join facts on facts.batch_id = origins.id and facts.seq = 1 and facts.event = 'SplitOff'),
      makers as (
        select origins.recall, json_extract(facts.args, '$.holder') as maker from origins
          join facts on facts.batch_id = origins.id and facts.seq = 1 and facts.event != 'SplitOff')
      update recalls set of_all = 1 where exists (
        select 1 from recall_items as items where items.recall = recalls.number and items.batch_id = recalls.batch_id
          and (items.marking in ('maker', 'order')
            or items.actor in (select maker from makers where makers.recall = recalls.number)))`.execute(database);
    await schema.alterTable("recall_items").addColumn("lift_operation_id", "text").execute();
    // What was lifted before has been lifted as well as it could be: another's recall may stand on those batches by now.
    await sql`update recalls set settled = 1 where lifted_at is not null`.execute(database);
    await schema
      .createIndex("recalls_to_lift")
      .on("recalls")
      .column("number")
      .where(sql<boolean>`lifted_at is not null and settled = 0`)
      .execute();
    await schema.createIndex("batches_by_custodian").on("batches").column("custodian").execute();
  },
};
