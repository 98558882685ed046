import { sql } from "kysely";
import type { Offer, Offers } from "../../domain/custody/ports.ts";
import { KIND_OF_EVENT } from "../../domain/records/kinds.ts";
import type { Visibility } from "../../domain/records/line.ts";
import type { OfferState } from "../../domain/records/offers.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { documentOf } from "../batches/mirror-rows.ts";
import type { Database } from "../database.ts";
import type { Executor } from "../shared/executor.ts";
import { type Ordering, paged, pageOfRows } from "../shared/keyset.ts";

const LATEST_FIRST: Ordering = { name: "offers", by: [sql.ref("offers.line")], descending: true };

/** Offers in the projections. */
export function offersRepository({ read }: Pick<Database, "read">): Offers {
  return {
    async openOf(batchId) {
      const row = await selectOffers(read)
        .where("offers.batch_id", "=", batchId)
        .where("offers.state", "=", "open")
        .executeTakeFirst();
      return row && offerOf(row);
    },

    async madeBy(batchId, seq) {
      const row = await selectOffers(read)
        .where("offers.batch_id", "=", batchId)
        .where("offers.seq", "=", seq)
        .executeTakeFirst();
      return row && offerOf(row);
    },

    async endedBy(batchId, seq) {
      const row = await selectOffers(read)
        .where("offers.batch_id", "=", batchId)
        .where("offers.ended_line", "in", (facts) =>
          facts.selectFrom("facts").select("line").where("batch_id", "=", batchId).where("seq", "=", seq),
        )
        .executeTakeFirst();
      return row && offerOf(row);
    },

    async list({ direction, addresses, state, ...request }) {
      const side = direction === "in" ? "offers.recipient" : "offers.custodian";
      let matching = selectOffers(read).where(side, "in", addresses);
      let count = read.selectFrom("offers").where(side, "in", addresses);
      if (state !== undefined) {
        matching = matching.where("offers.state", "=", state);
        count = count.where("offers.state", "=", state);
      }
      const [found, { total }] = await Promise.all([
        paged(matching, LATEST_FIRST, request).execute(),
        count.select((expression) => expression.fn.countAll<number>().as("total")).executeTakeFirstOrThrow(),
      ]);
      const { rows, next } = pageOfRows(found, LATEST_FIRST, request);
      return { items: rows.map(offerOf), total: Number(total), next };
    },
  };
}

function selectOffers(executor: Executor) {
  return executor
    .selectFrom("offers")
    .innerJoin("batches", "batches.id", "offers.batch_id")
    .innerJoin("facts", "facts.line", "offers.line")
    .leftJoin("records", "records.digest", "offers.digest")
    .selectAll("offers")
    .select(["batches.code", "facts.transaction_hash", "facts.block_number", "records.text", "records.visibility"]);
}

type OfferRow = Awaited<ReturnType<ReturnType<typeof selectOffers>["executeTakeFirstOrThrow"]>>;

const OFFER = { event: "CustodyOffered", kind: KIND_OF_EVENT.CustodyOffered, amended: null, args: {} } as const;

function offerOf(row: OfferRow): Offer {
  const document = documentOf(row.text, row.code, OFFER);
  return {
    line: row.line,
    seq: row.seq,
    batchId: row.batch_id as Hex,
    batchCode: row.code,
    digest: row.digest as Hex,
    from: row.custodian as Hex,
    to: row.recipient as Hex,
    state: row.state as OfferState,
    offeredAt: new Date(row.offered_at * 1000),
    endedAt: row.ended_at === null ? null : new Date(row.ended_at * 1000),
    transactionHash: row.transaction_hash as Hex,
    blockNumber: row.block_number,
    step: document && "step" in document ? (document.step ?? null) : null,
    visibility: (row.visibility ?? "missing") as Visibility,
  };
}
