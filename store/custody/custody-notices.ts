import { sql } from "kysely";
import type { CustodyNotice, CustodyNotices } from "../../domain/custody/ports.ts";
import type { Sealer } from "../../domain/messages/mailbox.ts";
import type { Database } from "../database.ts";
import { queueMessage } from "../messages/messages.ts";
import { taken } from "./hand-over-lines.ts";

/** Who was told of which offers and hand-overs, in SQL. */
export function custodyNotices({ read, write }: Pick<Database, "read" | "write">, sealer: Sealer): CustodyNotices {
  return {
    async untold(limit, since) {
      const { rows } = await untoldStatement(limit, since.getTime()).execute(read);
      return rows;
    },

    async sentTo(to, from, since) {
      const row = await read
        .selectFrom("custody_notices")
        .select(({ fn }) => [
          fn.countAll<number>().as("all"),
          sql<number>`coalesce(sum(giver = ${from}), 0)`.as("because"),
        ])
        .where("recipient", "=", to)
        .where("sent", "=", 1)
        .where("told_at", ">", since.getTime())
        .executeTakeFirstOrThrow();
      return { all: Number(row.all), because: Number(row.because) };
    },

    told: (notices, message, at) =>
      write.transaction().execute(async (transaction) => {
        const rows = notices.map(({ subject, stage, to, from }, index) => ({
          subject,
          stage,
          recipient: to,
          giver: from,
          sent: Number(index === 0 && message !== undefined),
          told_at: at.getTime(),
        }));
        const inserted = await transaction
          .insertInto("custody_notices")
          .values(rows)
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        // Where another process told one of them meanwhile, it told all.
        if (message && inserted.numInsertedOrUpdatedRows === BigInt(rows.length)) {
          await queueMessage(transaction, sealer, message);
        }
      }),

    async sent({ subject, stage }) {
      await write
        .updateTable("custody_notices")
        .set({ sent: 1 })
        .where("subject", "=", subject)
        .where("stage", "=", stage)
        .execute();
    },
  };
}

/** Offers and hand-overs that wait for an answer, and those that were answered since, of which nobody was told. */
const untoldStatement = (limit: number, since: number) => sql<CustodyNotice>`
  select subject, stage, "to", "from", code as "batchCode", batches from (
    select offers.digest as subject, 'offered' as stage, offers.recipient as "to", offers.custodian as "from",
      batches.code as code, 1 as batches, offers.offered_at * 1000 as at
    from offers join batches on batches.id = offers.batch_id where offers.state = 'open'
    union all
    select offers.digest, offers.state, offers.custodian, offers.recipient, batches.code, 1, offers.ended_at * 1000
    from offers join batches on batches.id = offers.batch_id
    where offers.state in ('accepted', 'refused') and offers.ended_at > ${Math.floor(since / 1000)}
    union all
    select digest, 'offered', recipient, giver, ${FIRST_CODE}, ${COUNT}, offered_at from hand_overs
    where offered_at > ${since} and ended is null and not exists (select 1 from ${taken})
    union all
    select digest, 'refused', giver, recipient, ${FIRST_CODE}, ${COUNT}, ended_at from hand_overs
    where ended = 'refused' and ended_at > ${since}
    union all
    select digest, 'accepted', giver, recipient, ${FIRST_CODE},
      (select count(distinct item.position) from ${taken}), created_at from hand_overs
    where created_at > ${since - HAND_OVERS_LAST} and exists (select 1 from ${taken})
  ) as due
  where not exists (select 1 from custody_notices as told where told.subject = due.subject and told.stage = due.stage)
  order by at, subject limit ${limit}`;

/** Milliseconds for which a hand-over may wait before it is accepted. */
const HAND_OVERS_LAST = 30 * 86_400_000;
const FIRST_CODE = sql`(select code from hand_over_items where hand_over = hand_overs.number and position = 0)`;
const COUNT = sql`(select count(*) from hand_over_items where hand_over = hand_overs.number)`;
