/** What products and locations have in common: named items with an owner, which batches refer to. */
import { type Kysely, type Selectable, sql } from "kysely";
import type { CatalogueStore } from "../../domain/catalogue/ports.ts";
import { DomainError } from "../../domain/shared/errors.ts";
import { searchable } from "../../domain/shared/searchable.ts";
import type { Database } from "../database.ts";
import { claimRequest } from "../operations/requests.ts";
import { repeatedColumn } from "../shared/conflicts.ts";
import { type Ordering, paged, pageOfRows } from "../shared/keyset.ts";
import { containing } from "../shared/like.ts";
import { loansRepository } from "./loans.ts";
import type { LocationsTable } from "./tables.ts";

/** What every item is and has. */
interface CommonItem {
  readonly id: string;
  readonly name: string;
  readonly ownerId: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The columns for that. */
type CommonRow = Pick<Selectable<LocationsTable>, "id" | "name" | "owner_id" | "created_at" | "updated_at">;

/** How one kind of item is kept in its table. */
interface CatalogueShape<Item, Row> {
  readonly table: "products" | "locations";
  /** Its name in error messages. */
  readonly label: string;
  /** The searched columns. */
  readonly searched: readonly (keyof Row & string)[];
  /** The only kind that is seen, where a table has several. */
  readonly kind?: string;
  /** The column that lists are searched in, where everybody is told less than its owner. */
  readonly searchedIn?: "search" | "public_search";
  /** Its own columns and fields, besides the common ones. */
  columnsOf(item: Item): Omit<Row, keyof CommonRow | "search">;
  fieldsOf(row: Row): Omit<Item, keyof CommonItem>;
}

/** A store of one kind of item in SQL. */
export function catalogueRepository<Item extends CommonItem, Row extends CommonRow>(
  database: Pick<Database, "read" | "write">,
  { table, label, searched, searchedIn = "search", kind, columnsOf, fieldsOf }: CatalogueShape<Item, Row>,
): CatalogueStore<Item> {
  const { read, write } = database;
  // Kysely's types need one table's name: each uses that of the locations, and only common columns are named here.
  const name = table as "locations";
  const rowOf = (item: Item) => {
    const columns = { ...commonColumns(item), ...columnsOf(item) } as unknown as Row & { readonly search?: string };
    const search = searchTextOf(searched.map((column) => columns[column]));
    return { ...columns, search } as unknown as Selectable<LocationsTable>;
  };
  const itemsOf = (rows: readonly CommonRow[]) =>
    rows.map((row) => ({ ...commonFields(row), ...fieldsOf(row as Row) }) as Item);
  const from = (database: Pick<Kysely<{ locations: LocationsTable }>, "selectFrom">) =>
    kind === undefined ? database.selectFrom(name) : database.selectFrom(name).where("kind", "=", kind);
  const byId = async (database: Pick<Kysely<{ locations: LocationsTable }>, "selectFrom">, id: string) =>
    itemsOf(await from(database).selectAll().where("id", "=", id).execute())[0];

  const newestFirst: Ordering = { name: table, by: [sql.ref("created_at"), sql.ref("id")], descending: true };

  return {
    ...loansRepository(database, table),

    async create(item, idempotency) {
      try {
        return await write.transaction().execute(async (transaction) => {
          const made = idempotency && (await claimRequest(transaction, item.ownerId, idempotency, item.id));
          const earlier = made === undefined ? undefined : await byId(transaction, made);
          if (earlier) return earlier;
          await transaction.insertInto(name).values(rowOf(item)).execute();
          return item;
        });
      } catch (error) {
        if (repeatedColumn(error) === undefined) throw error;
        const message = `${label} ${item.id} exists already`;
        throw new DomainError("conflict", message, [{ field: "id", message }], { cause: error });
      }
    },

    byId: (id) => byId(read, id),

    async list(request) {
      const { search } = request;
      let matching = from(read);
      if (search !== undefined) {
        matching = matching.where(containing(searchedIn, searchable(search)));
      }
      const [found, count] = await Promise.all([
        paged(matching.selectAll(), newestFirst, request).execute(),
        matching.select((expression) => expression.fn.countAll<number>().as("total")).executeTakeFirstOrThrow(),
      ]);
      const { rows, next } = pageOfRows(found, newestFirst, request);
      return { items: itemsOf(rows), total: Number(count.total), next };
    },
  };
}

/** What an item is found by: these of its columns. */
export function searchTextOf(columns: readonly unknown[]): string {
  return searchable(columns.map((column) => String(column ?? "")).join("\n"));
}

/** What every item has, in its columns. */
export function commonColumns(item: CommonItem): CommonRow {
  return {
    id: item.id,
    name: item.name,
    owner_id: item.ownerId,
    created_at: item.createdAt.getTime(),
    updated_at: item.updatedAt.getTime(),
  };
}

/** What every item has, of its columns. */
export function commonFields(row: CommonRow): CommonItem {
  return {
    id: row.id,
    name: row.name,
    ownerId: row.owner_id,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  };
}
