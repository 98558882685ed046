import { type RawBuilder, sql } from "kysely";
import type { RecallCounts, RecallSummary } from "../../domain/recalls/ports.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Executor } from "../shared/executor.ts";
import { listOf } from "../shared/list-of.ts";
import { areHeldBy, IS_MARKED, ITEMS } from "./recall-items.ts";

/** What a recall without batches has: one of which nothing is shown. */
export const NO_COUNTS: RecallCounts = { batches: 0, holders: 0, toMark: 0, marked: 0, notices: 0, acknowledged: 0 };

const AMOUNTS = ["found", "quarantined", "destroyed"] as const;
/** Sums are of halves: 64 unsigned bits do not fit in SQLite's integers. */
const HALF = 10_000_000_000n;

/** Of each of these recalls how many batches it has, or of those that these addresses hold or held. */
export async function countsOf(
  executor: Executor,
  numbers: readonly number[],
  holders: readonly Hex[] | undefined,
): Promise<readonly (readonly [number, RecallCounts])[]> {
  const { rows } = await sql<RecallCounts & { readonly recall: number }>`
    select items.recall, count(*) as batches, count(distinct items.holder) as holders,
      count(items.actor) as "toMark", count(*) - count(items.actor) as notices,
      coalesce(sum(items.actor is not null and (${IS_MARKED})), 0) as marked,
      coalesce(sum(exists (select 1 from recall_acknowledgements as said
        where said.recall = items.recall and said.batch_id = items.batch_id)), 0) as acknowledged
    from ${ITEMS} where items.recall in ${listOf(numbers)} and ${areHeldBy(holders)}
    group by items.recall`.execute(executor);
  return rows.map(({ recall, ...counts }) => [recall, counts]);
}

/** A recall in figures, or what these addresses hold or held of it: a statement for each sort, however many batches it has. */
export async function figuresOf(
  executor: Executor,
  number: number,
  holders: readonly Hex[] | undefined,
): Promise<RecallSummary> {
  const isTold = sql<boolean>`items.recall = ${number} and ${areHeldBy(holders)}`;
  const [counts, amounts, said] = await Promise.all([
    countsOf(executor, [number], holders),
    sql<Sums>`
      select items.unit, ${sumOf("items.remaining", "remaining")}, ${sumOf("items.sold", "sold")}
      from ${ITEMS} where ${isTold} group by items.unit order by items.unit`.execute(executor),
    sql<Sums>`
      select items.unit, ${sql.join(AMOUNTS.map((amount) => sumOf(`said.${amount}`, amount)))}
      from ${ITEMS} join recall_acknowledgements as said on said.recall = items.recall and said.batch_id = items.batch_id
      where ${isTold} group by items.unit`.execute(executor),
  ]);
  const units = amounts.rows.map(({ unit }) => unit);
  const byUnit = (rows: readonly Sums[], amount: string): ReadonlyMap<string, bigint> =>
    new Map(
      units.map((unit) => [
        unit,
        wholeOf(
          rows.find((row) => row.unit === unit),
          amount,
        ),
      ]),
    );
  return {
    ...(counts[0]?.[1] ?? NO_COUNTS),
    remaining: byUnit(amounts.rows, "remaining"),
    sold: byUnit(amounts.rows, "sold"),
    found: byUnit(said.rows, "found"),
    quarantined: byUnit(said.rows, "quarantined"),
    destroyed: byUnit(said.rows, "destroyed"),
  };
}

type Sums = { readonly unit: string } & { readonly [half: `${"high" | "low"}_${string}`]: number };

/** The sums of both halves of a column of decimal text. */
function sumOf(column: string, name: string): RawBuilder<unknown> {
  const padded = sql`substr('00000000000000000000' || ${sql.ref(column)}, -20)`;
  return sql`sum(cast(substr(${padded}, 1, 10) as integer)) as ${sql.ref(`high_${name}`)},
    sum(cast(substr(${padded}, 11) as integer)) as ${sql.ref(`low_${name}`)}`;
}

const wholeOf = (row: Sums | undefined, name: string): bigint =>
  row ? BigInt(row[`high_${name}`] as number) * HALF + BigInt(row[`low_${name}`] as number) : 0n;
