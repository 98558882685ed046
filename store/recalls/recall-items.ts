import { sql } from "kysely";
import type { OperationState } from "../../domain/operations/outbox.ts";
import type { Acknowledgement, ItemsWanted, Marking, NewRecallItem, RecallItem } from "../../domain/recalls/ports.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Page, PageRequest } from "../../domain/shared/page.ts";
import type { Executor } from "../shared/executor.ts";
import { type Ordering, paged, pageOfRows } from "../shared/keyset.ts";
import { listOf } from "../shared/list-of.ts";

/** The bits of `batches.recalls` by who recalls it (domain/records/endings.ts); of what is only told of, any. */
const BIT = sql`case items.marking when 'holder' then 1 when 'maker' then 2 when 'order' then 4 else 7 end`;

/** The batches of recalls, each with its row in the mirror, which may lack it for a while, and what marks it. */
export const ITEMS = sql`recall_items as items left join batches on batches.id = items.batch_id
  left join operations on operations.id = items.operation_id`;

/** Whether these addresses hold a batch now, or held it when it was recalled; of nobody in particular, all are meant. */
export const areHeldBy = (holders: readonly Hex[] | undefined) =>
  holders
    ? sql<boolean>`(items.holder in ${listOf(holders)} or batches.custodian in ${listOf(holders)})`
    : sql<boolean>`true`;

/** Whether a recall of its marking stands on an item's batch; an agent's line may be of another capacity than was planned. */
export const IS_MARKED = sql<number>`
  coalesce((batches.recalls & ${BIT}) != 0 or (items.marking != 'notice' and batches.recalls != 0 and ${ownLine()}), 0)`;

/** Whether the line of an item's operation is in the mirror: a digest may stand in other lines, of whoever read it. */
export function ownLine() {
  return sql<number>`exists (select 1 from facts where facts.batch_id = items.batch_id and facts.digest = operations.digest
    and facts.event = 'Recalled' and facts.actor = items.actor)`;
}

const BY_CODE: Ordering = { name: "recall-items", by: [sql.ref("items.code")], descending: false };

/** Batches of a recall by their codes. */
export async function itemsOf(
  executor: Executor,
  number: number,
  { holders, limit, batchId }: ItemsWanted & { readonly batchId?: Hex } = {},
): Promise<RecallItem[]> {
  let query = selectItems(executor, number, holders).orderBy("items.code");
  if (limit !== undefined) query = query.limit(limit);
  if (batchId !== undefined) query = query.where("items.batch_id", "=", batchId);
  return withAcknowledgements(executor, number, await query.execute());
}

/** One page of a recall's batches. */
export async function pageOfItems(
  executor: Executor,
  number: number,
  request: PageRequest,
  { holders }: Pick<ItemsWanted, "holders"> = {},
): Promise<Page<RecallItem>> {
  const [found, { rows: counted }] = await Promise.all([
    paged(selectItems(executor, number, holders), BY_CODE, request).execute(),
    sql<{ readonly total: number }>`
      select count(*) as total from ${ITEMS} where items.recall = ${number} and ${areHeldBy(holders)}`.execute(
      executor,
    ),
  ]);
  const { rows, next } = pageOfRows(found, BY_CODE, request);
  return { items: await withAcknowledgements(executor, number, rows), total: counted[0]?.total ?? 0, next };
}

function selectItems(executor: Executor, number: number, holders: readonly Hex[] | undefined) {
  return executor
    .selectFrom("recall_items as items")
    .leftJoin("batches", "batches.id", "items.batch_id")
    .leftJoin("operations", "operations.id", "items.operation_id")
    .selectAll("items")
    .select(["batches.custodian", "operations.state", IS_MARKED.as("is_marked"), ownLine().as("has_line")])
    .where("items.recall", "=", number)
    .where(areHeldBy(holders));
}

type ItemRow = Awaited<ReturnType<ReturnType<typeof selectItems>["executeTakeFirstOrThrow"]>>;

async function withAcknowledgements(
  executor: Executor,
  number: number,
  rows: readonly ItemRow[],
): Promise<RecallItem[]> {
  const said = await acknowledgementsOf(
    executor,
    number,
    rows.map(({ batch_id }) => batch_id),
  );
  return rows.map((row) => ({
    batchId: row.batch_id as Hex,
    code: row.code,
    unit: row.unit,
    holder: row.holder as Hex,
    custodian: (row.custodian ?? row.holder) as Hex,
    remaining: BigInt(row.remaining),
    sold: BigInt(row.sold),
    marking: row.marking as Marking,
    actor: row.actor as Hex | null,
    operationId: row.operation_id,
    operationState: row.state as OperationState | null,
    attempt: row.attempt,
    isMarked: row.is_marked === 1,
    hasLine: row.has_line === 1,
    addedAt: row.added_at === null ? null : new Date(row.added_at),
    acknowledgements: said.get(row.batch_id) ?? [],
  }));
}

async function acknowledgementsOf(
  executor: Executor,
  number: number,
  batchIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Acknowledgement[]>> {
  const rows = await executor
    .selectFrom("recall_acknowledgements")
    .selectAll()
    .where("recall", "=", number)
    .where("batch_id", "in", listOf(batchIds))
    .orderBy("said_at")
    .execute();
  const said = Map.groupBy(rows, ({ batch_id }) => batch_id);
  return new Map(
    [...said].map(([batchId, all]) => [
      batchId,
      all.map(({ found, quarantined, destroyed, note, account_id, said_at }) => ({
        found: BigInt(found),
        quarantined: BigInt(quarantined),
        destroyed: BigInt(destroyed),
        note,
        by: account_id,
        at: new Date(said_at),
      })),
    ]),
  );
}

/** Take batches into a recall: one statement however many there are. Those that it has stay as they are. */
export async function insertItems(
  executor: Executor,
  number: number,
  items: readonly NewRecallItem[],
  addedAt: Date | null,
): Promise<void> {
  const rows = items.map(({ remaining, sold, ...item }) => ({
    ...item,
    remaining: String(remaining),
    sold: String(sold),
  }));
  await sql`
    insert or ignore into recall_items
      (recall, batch_id, code, unit, holder, remaining, sold, marking, actor, added_at)
    select ${number}, value ->> 'batchId', value ->> 'code', value ->> 'unit', value ->> 'holder', value ->> 'remaining',
      value ->> 'sold', value ->> 'marking', value ->> 'actor', ${addedAt?.getTime() ?? null}
    from json_each(${JSON.stringify(rows)})`.execute(executor);
}
