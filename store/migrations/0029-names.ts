import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { skeletonOf } from "../../domain/shared/skeleton.ts";

/**
 * Names by what they look like, so that equal ones are found; what profiles say that accounts are found by; and who may use
 * farms and products besides their owners. What was there before is lent to nobody.
 */
export const names: Migration = {
  async up(database: Kysely<unknown>) {
    for (const table of ["accounts", "farms"]) {
      const name = sql.table(table);
      await sql`alter table ${name} add column name_skeleton text not null default ''`.execute(database);
      const { rows } = await sql<{ id: unknown; name: string }>`select id, name from ${name}`.execute(database);
      for (const row of rows) {
        await sql`update ${name} set name_skeleton = ${skeletonOf(row.name)} where id = ${row.id}`.execute(database);
      }
      await sql`create index ${sql.id(`${table}_by_name_skeleton`)} on ${name} (name_skeleton)`.execute(database);
    }
    await sql`create table profile_documents (
      digest text primary key,
      account text not null,
      gln text,
      en_skeleton text,
      zh_skeleton text
    )`.execute(database);
    for (const column of ["gln", "en_skeleton", "zh_skeleton"]) {
      await sql`create index ${sql.id(`profile_documents_by_${column}`)} on profile_documents (${sql.id(column)})
        where ${sql.id(column)} is not null`.execute(database);
    }
    await sql`create table catalogue_loans (
      catalogue text not null,
      item_id text not null,
      account_id integer not null,
      created_at integer not null,
      primary key (catalogue, item_id, account_id)
    )`.execute(database);
  },
};
