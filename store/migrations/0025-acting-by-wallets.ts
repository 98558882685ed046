import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * Challenges of wallets that log in, which are no account's until they are signed. Those issued before, which are good
 * for five minutes, have to be asked for again.
 */
export const actingByWallets: Migration = {
  async up(database: Kysely<unknown>) {
    const run = (text: string) => sql.raw(text).execute(database);
    await run("drop table wallet_challenges");
    await run(`create table wallet_challenges (nonce text primary key, account_id integer, address text not null,
      message text not null, expires_at integer not null)`);
    await run("create index wallet_challenges_account on wallet_challenges (account_id)");
    await run("create index wallet_challenges_expiry on wallet_challenges (expires_at)");
  },
};
