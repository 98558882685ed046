import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { skeletonOf } from "../../domain/shared/skeleton.ts";

/** What each batch's code looks like, so that one that looks like another's is found. */
export const lookAlikes: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .alterTable("batches")
      .addColumn("skeleton", "text", (column) => column.notNull().defaultTo(""))
      .execute();
    const { rows } = await sql<{ id: string; code: string }>`select id, code from batches`.execute(database);
    for (const { id, code } of rows) {
      await sql`update batches set skeleton = ${skeletonOf(code)} where id = ${id}`.execute(database);
    }
    await sql`create index batches_by_skeleton on batches (skeleton)`.execute(database);
  },
};
