import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** What batches were made of, filled from the lines that there are. */
export const lineage: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database;
    await schema
      .createTable("lineage_edges")
      .addColumn("line", "integer", (column) => column.notNull())
      .addColumn("parent", "text", (column) => column.notNull())
      .addColumn("child", "text", (column) => column.notNull())
      .addColumn("kind", "text", (column) => column.notNull())
      .addColumn("quantity", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("lineage_edges_key", ["child", "parent", "line"])
      .execute();
    await schema.createIndex("lineage_edges_by_parent").on("lineage_edges").columns(["parent", "child"]).execute();
    await schema.createIndex("lineage_edges_by_line").on("lineage_edges").column("line").execute();
    await sql`
      insert into lineage_edges (line, parent, child, kind, quantity)
      select line, json_extract(args, '$.parent'), batch_id, 'split', cast(json_extract(args, '$.quantity') as text)
      from facts where event = 'SplitOff'
      union all
      select facts.line, facts.batch_id, outputs.value, 'transformation',
        cast(json_extract(facts.args, '$.used') as text)
      from facts, json_each(facts.args, '$.outputs') as outputs where facts.event = 'Transformed'`.execute(database);
  },
};
