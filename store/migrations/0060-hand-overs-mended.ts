import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * Who held each batch of a hand-over, so that no other line counts as its own; since when its recipient may see it; and no
 * giver's signature in acts that came to nothing before anybody else saw it.
 */
export const handOversMended: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database;
    const run = (text: string) => sql.raw(text).execute(database);
    await schema.alterTable("hand_over_items").addColumn("holder", "text").execute();
    await run(`update hand_over_items set holder = coalesce(
      (select json_extract(facts.args, '$.from') from hand_overs join facts on facts.digest = hand_overs.digest
        and facts.actor = hand_overs.recipient and facts.event = 'CustodyAccepted'
        where hand_overs.number = hand_over and facts.batch_id = hand_over_items.batch_id),
      (select custodian from batches where id = batch_id),
      (select giver from hand_overs where number = hand_over))`);
    await schema.alterTable("hand_overs").addColumn("offered_at", "integer").execute();
    await run(`update hand_overs set offered_at = created_at
      where custody <> 'wallet' or signature is not null or ended = 'refused'`);
    await run(`update operations set act = json_set(act, '$.consent.signature', '0x')
      where state = 'failed' and act like '{"verb":"takeMany",%'
      and not exists (select 1 from transaction_operations where operation_id = operations.id)`);
  },
};
