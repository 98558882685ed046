import { sql } from "kysely";
import type { OperationState } from "../../domain/operations/outbox.ts";
import type { Acknowledgement, Marking, NewRecallItem, RecallItem } from "../../domain/recalls/ports.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Executor } from "../shared/executor.ts";
import { listOf } from "../shared/list-of.ts";

/** The bits of `batches.recalls` by who recalls it (domain/records/endings.ts); of what is only told of, any. */
const BIT = sql`case items.marking when 'holder' then 1 when 'maker' then 2 when 'order' then 4 else 7 end`;

/** Whether a recall of its marking stands on an item's batch; an agent's line may be of another capacity than was planned. */
export const IS_MARKED = sql<number>`
  (batches.recalls & ${BIT}) != 0 or (items.marking != 'notice' and batches.recalls != 0 and ${ownLine()})`;

/** Whether the line of an item's operation is in the mirror: a digest may stand in other lines, of whoever read it. */
export function ownLine() {
  return sql<number>`exists (select 1 from facts where facts.batch_id = items.batch_id and facts.digest = operations.digest
    and facts.event = 'Recalled' and facts.actor = items.actor)`;
}

/** All batches of a recall by their codes, or those that these addresses hold or held. */
export async function itemsOf(
  executor: Executor,
  number: number,
  holders: readonly Hex[] | undefined,
): Promise<RecallItem[]> {
  let query = executor
    .selectFrom("recall_items as items")
    .innerJoin("batches", "batches.id", "items.batch_id")
    .leftJoin("operations", "operations.id", "items.operation_id")
    .selectAll("items")
    .select(["batches.custodian", "operations.state", IS_MARKED.as("is_marked"), ownLine().as("has_line")])
    .where("items.recall", "=", number)
    .orderBy("items.code");
  if (holders) {
    const own = listOf(holders);
    query = query.where(({ eb, or }) => or([eb("items.holder", "in", own), eb("batches.custodian", "in", own)]));
  }
  const [rows, said] = await Promise.all([query.execute(), acknowledgementsOf(executor, number)]);
  return rows.map((row) => ({
    batchId: row.batch_id as Hex,
    code: row.code,
    unit: row.unit,
    holder: row.holder as Hex,
    custodian: row.custodian as Hex,
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
): Promise<ReadonlyMap<string, readonly Acknowledgement[]>> {
  const rows = await executor
    .selectFrom("recall_acknowledgements")
    .selectAll()
    .where("recall", "=", number)
    .orderBy("said_at")
    .execute();
  const said = new Map<string, Acknowledgement[]>();
  for (const row of rows) {
    const { found, quarantined, destroyed, note } = row;
    const one = { found: BigInt(found), quarantined: BigInt(quarantined), destroyed: BigInt(destroyed), note };
    const all = said.get(row.batch_id) ?? [];
    said.set(row.batch_id, [...all, { ...one, by: row.account_id, at: new Date(row.said_at) }]);
  }
  return said;
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
