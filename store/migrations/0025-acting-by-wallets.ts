import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * Challenges of wallets that log in, which are no account's until they are signed: those issued before, which are good
 * for five minutes, have to be asked for again. Who acts for whom on chain, filled in from the lines that the mirror has;
 * the steps of series, whose documents are looked for from now on; and the agents that accounts still have to appoint since they bound a wallet: those that did before do it at the next
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

    await run(`create table series_steps (line integer not null, step integer not null, digest text not null,
      batch_id text not null, actor text not null, primary key (line, step)) without rowid`);
    await run("create index series_steps_digest on series_steps (digest)");
    await run("create index series_steps_batch on series_steps (batch_id)");
    await run(`insert into series_steps (line, step, digest, batch_id, actor)
      select facts.line, digests.key, digests.value, facts.batch_id, facts.actor
      from facts join json_each(facts.args, '$.digests') as digests where facts.event = 'SeriesRecorded'`);
    // They were never looked for; their line's own digest, which is of no document, was.
    for (const table of ["records", "record_queue"]) {
      await run(`delete from ${table} where digest in (select digest from facts where event = 'SeriesRecorded')
        and digest not in (select digest from facts where digest is not null and event <> 'SeriesRecorded')`);
    }
    await run("insert or ignore into records (digest, visibility) select distinct digest, 'missing' from series_steps");
    await run(`insert or ignore into record_queue (actor, not_before, digest, attempts)
      select actor, 0, digest, 0 from series_steps where digest in (select digest from records where visibility = 'missing')`);

    await run("alter table accounts add column agents_due integer");
    await run("update accounts set agents_due = created_at where custody = 'wallet'");
  },
};
