import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * Operations are done by their line in the mirror, and a transaction is closed by a final block that used its nonce.
 * Everything believed to be on chain is checked against the mirror once more by the outbox's next round.
 */
export const operationsByLine: Migration = {
  async up(database: Kysely<unknown>) {
    const run = (text: string) => sql.raw(text).execute(database);
    await run(`create table transaction_operations (transaction_id integer not null, operation_id text not null,
      primary key (transaction_id, operation_id))`);
    await run("create index transaction_operations_operation on transaction_operations (operation_id)");
    await run(`insert into transaction_operations select transaction_id, id from operations
      where transaction_id in (select id from transactions where signer <> '')`);

    for (const column of ["signed_seq", "signed_deadline", "awaited_block", "line_block", "accepted_at"]) {
      await run(`alter table operations add column ${column} integer`);
    }
    await run("alter table operations add column line_transaction text");
    await run("drop index operations_transaction");
    await run("alter table operations drop column transaction_id");
    await run(`update operations set accepted_at = case when signature is null then created_at else updated_at end
      where state <> 'unsigned'`);
    await run("update operations set state = 'mined' where state in ('sent', 'final')");
    await run("create index operations_line on operations (line_block) where state = 'final'");
    await run("create index operations_batch on operations (batch_id)");

    // Adopted from others: their lines decide.
    await run("delete from transactions where signer = ''");
    await run("alter table transactions add column closed_block integer");
    await run(`update transactions set closed_block = 0 where nonce <=
      (select max(nonce) from transactions as done where done.state = 'final' and done.signer = transactions.signer)`);
    await run("update transactions set state = case when closed_block is null then 'open' else 'closed' end");
    await run("alter table transactions drop column block_number");
    await run("alter table transactions drop column block_hash");
    await run("create index transactions_nonce on transactions (signer, nonce)");
    await run("create index facts_administration on facts (transaction_hash) where batch_id is null");
  },
};
