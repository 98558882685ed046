import { type RawBuilder, type Selectable, sql } from "kysely";
import type { Acceptance, HandedOver, HandOver, HandOverState } from "../../domain/custody/hand-over.ts";
import type { HandOvers } from "../../domain/custody/ports.ts";
import type { OperationState, TypedData } from "../../domain/operations/outbox.ts";
import type { RecordDocument } from "../../domain/records/record-document.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";
import { claimRequest } from "../operations/requests.ts";
import type { Executor } from "../shared/executor.ts";
import { type Ordering, paged, pageOfRows } from "../shared/keyset.ts";
import { isTaking, taken } from "./hand-over-lines.ts";
import type { HandOversTable } from "./tables.ts";

const LATEST_FIRST: Ordering = { name: "hand-overs", by: [sql.ref("hand_overs.number")], descending: true };

/** Whether an operation is an acceptance, by what makes it one: the recipient's act with the hand-over's document. */
const isAcceptance = sql`operations.digest = hand_overs.digest and operations.actor = hand_overs.recipient
  and operations.act like '{"verb":"takeMany",%'`;
/** The latest. */
const acceptance = sql`select operations.id from operations where ${isAcceptance}
  order by operations.number desc limit 1`;

/** How a hand-over stands at a time, in milliseconds. */
const stateAt = (now: number): RawBuilder<HandOverState> => sql`case
  when exists (select 1 from ${taken}) then 'accepted'
  when ended is not null then ended
  when (select state from operations where id = (${acceptance})) not in ('failed', 'unsigned') then 'accepting'
  when expires_at <= ${now} then 'expired'
  when custody = 'wallet' and signature is null then 'unsigned'
  else 'open' end`;

/** Hand-overs in SQL. */
export function handOversRepository({ read, write }: Pick<Database, "read" | "write">): HandOvers {
  const byNumber = async (executor: Executor, number: number) => {
    const row = await selectHandOvers(executor).where("number", "=", number).executeTakeFirst();
    return row && (await withItems(executor, [row]))[0];
  };
  /** One that was not ended. */
  const unended = (number: number) =>
    write.updateTable("hand_overs").where("number", "=", number).where("ended", "is", null);

  return {
    add: (handOver, idempotency) =>
      write.transaction().execute(async (transaction) => {
        const { batches, document, typedData } = handOver;
        const { number } = await transaction
          .insertInto("hand_overs")
          .values({
            account_id: handOver.accountId,
            giver: handOver.from,
            custody: handOver.custody,
            recipient: handOver.to,
            document: JSON.stringify(document),
            digest: handOver.digest,
            restricted: Number(handOver.restricted),
            ...consentColumns(typedData),
            signature: null,
            ended: null,
            reason: null,
            created_at: handOver.createdAt.getTime(),
            expires_at: handOver.expiresAt.getTime(),
            ended_at: null,
            // A wallet has to sign first.
            offered_at: handOver.custody === "wallet" ? null : handOver.createdAt.getTime(),
          })
          .returning("number")
          .executeTakeFirstOrThrow();
        const earlier =
          idempotency && (await claimRequest(transaction, handOver.accountId, idempotency, String(number)));
        if (earlier !== undefined) {
          await transaction.deleteFrom("hand_overs").where("number", "=", number).execute();
          return (await byNumber(transaction, Number(earlier))) as HandOver;
        }
        const items = batches.map(({ batchId, code, quantity, holder }, position) => ({
          hand_over: number,
          position,
          batch_id: batchId,
          code,
          quantity: String(quantity),
          holder,
        }));
        await transaction.insertInto("hand_over_items").values(items).execute();
        return (await byNumber(transaction, number)) as HandOver;
      }),

    byNumber: (number) => byNumber(read, number),

    async list({ direction, addresses, state, ...request }) {
      const now = Date.now();
      const side = direction === "in" ? "recipient" : "giver";
      const isShown = sql<boolean>`${sql.ref(side)} in (${sql.join(addresses)})
        and (${direction} = 'out' or offered_at is not null)
        and (${state ?? null} is null or ${stateAt(now)} = ${state ?? null})`;
      const [found, { total }] = await Promise.all([
        paged(selectHandOvers(read).where(isShown), LATEST_FIRST, request).execute(),
        read
          .selectFrom("hand_overs")
          .where(isShown)
          .select((expression) => expression.fn.countAll<number>().as("total"))
          .executeTakeFirstOrThrow(),
      ]);
      const { rows, next } = pageOfRows(found, LATEST_FIRST, request);
      return { items: await withItems(read, rows), total: Number(total), next };
    },

    async waiting(accountId) {
      const { count } = await read
        .selectFrom("hand_overs")
        .where("account_id", "=", accountId)
        .where(sql<boolean>`${stateAt(Date.now())} in ('unsigned', 'open', 'accepting')`)
        .select((expression) => expression.fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    async asked(number, typedData) {
      await unended(number)
        .set({ ...consentColumns(typedData), signature: null })
        .execute();
    },

    async signed(number, signature, at) {
      const { numUpdatedRows } = await unended(number)
        .set(({ fn, ref, val }) => ({ signature, offered_at: fn.coalesce(ref("offered_at"), val(at.getTime())) }))
        .where("signature", "is", null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    async end(number, ended, reason, at) {
      await unended(number)
        .set({ ended, reason, ended_at: at.getTime(), ...consentColumns(null), signature: null })
        .execute();
    },
  };
}

function consentColumns(typedData: TypedData | null) {
  const { message } = typedData ?? {};
  return {
    typed_data: typedData && JSON.stringify(typedData),
    nonce: message ? Number(message.nonce) : null,
    deadline: message ? Number(message.deadline) : null,
  };
}

function selectHandOvers(executor: Executor) {
  return executor
    .selectFrom("hand_overs")
    .selectAll("hand_overs")
    .select([
      stateAt(Date.now()).as("state"),
      sql<string | null>`(${acceptance})`.as("acceptance_id"),
      sql<string | null>`(select state from operations where id = (${acceptance}))`.as("acceptance_state"),
      sql<number>`(select count(*) from operations where ${isAcceptance} and operations.state = 'failed')`.as(
        "failures",
      ),
      sql<number>`exists (select 1 from operations join transaction_operations on operation_id = operations.id
        where ${isAcceptance})`.as("was_sent"),
    ]);
}

type Row = Selectable<HandOversTable> & {
  readonly state: HandOverState;
  readonly acceptance_id: string | null;
  readonly acceptance_state: string | null;
  readonly was_sent: number;
  readonly failures: number;
};

/** Hand-overs with their batches, and the lines by which those went over: one statement for all. */
async function withItems(executor: Executor, rows: readonly Row[]): Promise<HandOver[]> {
  if (rows.length === 0) return [];
  const items = await executor
    .selectFrom("hand_over_items as item")
    .innerJoin("hand_overs", "hand_overs.number", "item.hand_over")
    .leftJoin("facts", (join) =>
      join.on(sql<boolean>`facts.line = (select min(taken.line) from facts as taken where ${isTaking})`),
    )
    .selectAll("item")
    .select(["facts.seq", "facts.transaction_hash", "facts.block_number"])
    .where(
      "item.hand_over",
      "in",
      rows.map(({ number }) => number),
    )
    .orderBy("item.position")
    .execute();
  const ofEach = Map.groupBy(items, (item) => item.hand_over);
  return rows.map((row) => handOverOf(row, (ofEach.get(row.number) ?? []).map(batchOf)));
}

interface ItemRow {
  readonly batch_id: string;
  readonly code: string;
  readonly quantity: string;
  readonly holder: string;
  readonly seq: number | null;
  readonly transaction_hash: string | null;
  readonly block_number: number | null;
}

function batchOf({ batch_id, code, quantity, holder, seq, transaction_hash, block_number }: ItemRow): HandedOver {
  const isOver = seq !== null && transaction_hash !== null && block_number !== null;
  return {
    batchId: batch_id as Hex,
    code,
    quantity: BigInt(quantity),
    holder: holder as Hex,
    chain: isOver ? { seq, transactionHash: transaction_hash as Hex, blockNumber: block_number } : null,
  };
}

function handOverOf(row: Row, batches: readonly HandedOver[]): HandOver {
  return {
    number: row.number,
    accountId: row.account_id,
    from: row.giver as Hex,
    custody: row.custody as HandOver["custody"],
    to: row.recipient as Hex,
    state: row.state,
    document: JSON.parse(row.document) as RecordDocument,
    restricted: row.restricted === 1,
    batches,
    consent:
      row.typed_data === null
        ? null
        : { typedData: JSON.parse(row.typed_data) as TypedData, signature: row.signature as Hex | null },
    acceptance: acceptanceOf(row),
    failures: row.failures,
    wasSent: row.was_sent === 1,
    reason: row.reason,
    createdAt: new Date(row.created_at),
    expiresAt: new Date(row.expires_at),
    offeredAt: row.offered_at === null ? null : new Date(row.offered_at),
    endedAt: row.ended_at === null ? null : new Date(row.ended_at),
  };
}

function acceptanceOf({ acceptance_id, acceptance_state }: Row): Acceptance | null {
  if (acceptance_id === null) return null;
  return { id: acceptance_id, state: acceptance_state as OperationState };
}
