import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Farms become locations, of which they are one kind: they keep their ids, their names and whom they are lent to. */
export const locations: Migration = {
  async up(database: Kysely<unknown>) {
    const run = (statement: string) => sql.raw(statement).execute(database);
    await run("alter table farms rename to locations");
    await run("alter table locations rename column location to address");
    await run("alter table locations add column kind text not null default 'farm'");
    for (const column of ["gln", "extension", "street", "city", "region", "postcode", "country", "phone"]) {
      await run(`alter table locations add column ${column} text`);
    }
    await run("alter table locations add column latitude real");
    await run("alter table locations add column longitude real");
    await run("alter table locations add column polygon text");
    await run("alter table locations add column parent_id text");
    await run("drop index farms_by_name_skeleton");
    await run("create index locations_by_name_skeleton on locations (name_skeleton) where kind = 'farm'");
    await run("create index locations_by_owner on locations (owner_id, created_at)");
    await run("create index locations_by_time on locations (kind, created_at)");
    await run("update catalogue_loans set catalogue = 'locations' where catalogue = 'farms'");
  },
};
