import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * Who was described by whom under which profile. Filled from the facts that are there: an upgraded mirror is not read from
 * the chain again.
 */
export const profiles: Migration = {
  async up(database: Kysely<unknown>) {
    await sql`create table profiles (
      line integer primary key,
      account text not null,
      author text not null,
      digest text not null,
      roles integer not null,
      timestamp integer not null
    )`.execute(database);
    await sql`create index profiles_by_account on profiles (account, author, line)`.execute(database);
    await sql`create index profiles_by_digest on profiles (digest)`.execute(database);
    await sql`insert into profiles (line, account, author, digest, roles, timestamp)
      select line, args ->> 'account', args ->> 'actor', args ->> 'digest', args ->> 'roles', args ->> 'timestamp'
      from facts where event = 'AccountDescribed'`.execute(database);
  },
};
