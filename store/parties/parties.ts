import { sql } from "kysely";
import type { Admission, Parties, Party } from "../../domain/parties/ports.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";
import type { Executor } from "../shared/executor.ts";
import { type Ordering, paged, pageOfRows } from "../shared/keyset.ts";

/** What stands in `batch_id` for all batches of a custodian. */
const EVERY = "";

const LATEST_FIRST: Ordering = { name: "parties", by: [sql.ref("parties.line")], descending: true };

/** Parties in the projections, with custodians' notes. */
export function partiesRepository({ read, write }: Pick<Database, "read" | "write">): Parties {
  return {
    async find({ custodian, account, batchId }) {
      const row = await selectParties(read)
        .where("parties.custodian", "=", custodian)
        .where("parties.batch_id", "=", batchId ?? EVERY)
        .where("parties.account", "=", account)
        .executeTakeFirst();
      return row && partyOf(row);
    },

    async list({ custodians, batchId, ...request }) {
      const batches = batchId === null ? [EVERY] : [EVERY, batchId];
      const admitted = selectParties(read)
        .where("parties.custodian", "in", custodians)
        .where("parties.batch_id", "in", batches);
      const found = await paged(admitted, LATEST_FIRST, request).execute();
      const { total } = await read
        .selectFrom("parties")
        .select((expression) => expression.fn.countAll<number>().as("total"))
        .where("custodian", "in", custodians)
        .where("batch_id", "in", batches)
        .executeTakeFirstOrThrow();
      const { rows, next } = pageOfRows(found, LATEST_FIRST, request);
      return { items: rows.map(partyOf), total: Number(total), next };
    },

    async note(admission, text) {
      const key = keyOf(admission);
      if (text === null) {
        await write
          .deleteFrom("party_notes")
          .where("custodian", "=", key.custodian)
          .where("batch_id", "=", key.batch_id)
          .where("account", "=", key.account)
          .execute();
        return;
      }
      await write
        .insertInto("party_notes")
        .values({ ...key, note: text })
        .onConflict((conflict) => conflict.columns(["custodian", "batch_id", "account"]).doUpdateSet({ note: text }))
        .execute();
    },
  };
}

const keyOf = ({ custodian, account, batchId }: Admission) => ({ custodian, account, batch_id: batchId ?? EVERY });

function selectParties(executor: Executor) {
  return executor
    .selectFrom("parties")
    .innerJoin("facts", "facts.line", "parties.line")
    .leftJoin("party_notes", (join) =>
      join
        .onRef("party_notes.custodian", "=", "parties.custodian")
        .onRef("party_notes.batch_id", "=", "parties.batch_id")
        .onRef("party_notes.account", "=", "parties.account"),
    )
    .selectAll("parties")
    .select(["facts.transaction_hash", "facts.block_number", "party_notes.note"]);
}

type PartyRow = Awaited<ReturnType<ReturnType<typeof selectParties>["executeTakeFirstOrThrow"]>>;

function partyOf(row: PartyRow): Party {
  return {
    custodian: row.custodian as Hex,
    account: row.account as Hex,
    batchId: row.batch_id === EVERY ? null : (row.batch_id as Hex),
    since: new Date(row.since * 1000),
    note: row.note,
    line: row.line,
    transactionHash: row.transaction_hash as Hex,
    blockNumber: row.block_number,
  };
}
