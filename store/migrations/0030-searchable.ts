import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { searchable } from "../../domain/shared/searchable.ts";

/** What is searched in has no differences that readers do not see; and what was told with an offset is sorted by its moment. */
export const searchableTexts: Migration = {
  async up(database: Kysely<unknown>) {
    const batches = await sql<{ id: string; search: string }>`select id, search from batches`.execute(database);
    for (const { id, search } of batches.rows) {
      await sql`update batches set search = ${searchable(search)} where id = ${id}`.execute(database);
    }
    for (const [table, columns] of [
      ["farms", ["id", "name", "location"]],
      ["products", ["id", "name", "description"]],
    ] as const) {
      const name = sql.table(table);
      await sql`alter table ${name} add column search text not null default ''`.execute(database);
      const { rows } = await sql<Record<string, string>>`select * from ${name}`.execute(database);
      for (const row of rows) {
        const text = searchable(columns.map((column) => String(row[column])).join("\n"));
        await sql`update ${name} set search = ${text} where id = ${row.id}`.execute(database);
      }
    }
  },
};
