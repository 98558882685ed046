import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { addressLine } from "../../domain/catalogue/location.ts";
import { searchable } from "../../domain/shared/searchable.ts";

type Row = { readonly id: string; readonly name: string } & Parameters<typeof addressLine>[0];

/** Everybody searches farms by what everybody is told of them, and not by the rest of the location. */
export const farmsSearched: Migration = {
  async up(database: Kysely<unknown>) {
    await sql`alter table locations add column public_search text not null default ''`.execute(database);
    const farms = await sql<Row>`select * from locations where kind = 'farm'`.execute(database);
    for (const farm of farms.rows) {
      const text = searchable([farm.id, farm.name, addressLine(farm)].join("\n"));
      await sql`update locations set public_search = ${text} where id = ${farm.id}`.execute(database);
    }
  },
};
