import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * Challenges of wallets that log in, which are no account's until they are signed: those issued before, which are good
 * for five minutes, have to be asked for again. Who acts for whom on chain, filled in from the lines that the mirror has;
 * and the agents that accounts still have to appoint since they bound a wallet: those that did before do it at the next
 * start.
 */
export const actingByWallets: Migration = {
  async up(database: Kysely<unknown>) {
    const run = (text: string) => sql.raw(text).execute(database);
    await run("drop table wallet_challenges");
    await run(`create table wallet_challenges (nonce text primary key, account_id integer, address text not null,
      message text not null, expires_at integer not null)`);
    await run("create index wallet_challenges_account on wallet_challenges (account_id)");
    await run("create index wallet_challenges_expiry on wallet_challenges (expires_at)");

    await run(`create table agents (custodian text not null, account text not null, heir integer not null,
      primary key (custodian, account, heir)) without rowid`);
    // Of each pair the latest line decides: SQLite takes the other columns from the row with the greatest.
    await run(`insert into agents (custodian, account, heir) select custodian, account, 0 from (
      select json_extract(args, '$.custodian') as custodian, json_extract(args, '$.account') as account,
        json_extract(args, '$.added') as added, max(line) from facts where event = 'AgentSet' group by 1, 2
      ) where added`);
    await run(`insert or ignore into agents (custodian, account, heir)
      select json_extract(args, '$.from'), json_extract(args, '$.to'), 1 from facts
      where event = 'AccountMoved' and json_extract(args, '$.accepted')`);

    await run("alter table accounts add column agents_due integer");
    await run("update accounts set agents_due = created_at where custody = 'wallet'");
  },
};
