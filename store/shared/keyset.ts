/** Pages of a list by the values that it is ordered by: what is added meanwhile moves no row to another page. */
import { type RawBuilder, type SelectQueryBuilder, sql } from "kysely";
import { invalid } from "../../domain/shared/errors.ts";
import type { Key, PageRequest, Place } from "../../domain/shared/page.ts";

/** In which order a list is told. Its expressions are never null, and no two rows have all of them the same. */
export interface Ordering {
  /** The list and its order by a word of their own: a cursor is good for these alone. */
  readonly name: string;
  readonly by: readonly RawBuilder<unknown>[];
  readonly descending: boolean;
}

/** The names under which a row's values of what a list is ordered by are selected. */
const columnOf = (index: number) => `ordered_by_${index}`;

/** A row with those. */
type Ordered<Row> = Row & { readonly [column: `ordered_by_${number}`]: Key };

/** A query's rows in an order, from the page's first on: one more than a page has, where there are more. */
export function paged<DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  { name, by, descending }: Ordering,
  { page, limit, cursor }: PageRequest,
): SelectQueryBuilder<DB, TB, Ordered<Row>> {
  let rows = query.select(by.map((expression, index) => expression.as(columnOf(index))));
  for (const expression of by) rows = rows.orderBy(expression, descending ? "desc" : "asc");
  rows = rows.limit(limit + 1);
  if (!cursor) return rows.offset((page - 1) * limit) as never;
  if (cursor.order !== name || cursor.keys.length !== by.length) {
    throw invalid("cursor", "The cursor is of another list, or of this one in another order");
  }
  const comparison = descending ? sql`<` : sql`>`;
  return rows.where(sql<boolean>`(${sql.join(by)}) ${comparison} (${sql.join(cursor.keys)})`) as never;
}

/** What `paged` found: the page's rows, and where the next one begins. */
export function pageOfRows<Row>(
  found: readonly Ordered<Row>[],
  { name, by }: Ordering,
  { page, limit, cursor }: PageRequest,
): { readonly rows: readonly Ordered<Row>[]; readonly next: Place | null } {
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  if (!last) return { rows, next: null };
  const keys = by.map((_, index) => last[columnOf(index) as `ordered_by_${number}`] as Key);
  return { rows, next: { order: name, page: (cursor?.page ?? page) + 1, keys } };
}
