/** What products and farms have in common: things with an id and an owner that batches refer to. */
import type { Kysely, Selectable } from "kysely";
import type { CatalogueStore } from "../../domain/catalogue/ports.ts";
import { DomainError } from "../../domain/shared/errors.ts";
import type { Database } from "../database.ts";
import { claimRequest } from "../operations/requests.ts";
import { repeatedColumn } from "../shared/conflicts.ts";
import { containing } from "../shared/like.ts";
import type { FarmsTable } from "./tables.ts";

/** How one kind of thing lies in its table. */
export interface CatalogueShape<Item, Row> {
  readonly table: "products" | "farms";
  /** What one is called in an error. */
  readonly label: string;
  /** The columns that a search looks in. */
  readonly searched: readonly (keyof Row & string)[];
  rowOf(item: Item): Row;
  itemOf(row: Row): Item;
}

/** The columns that every such table has: those that this file touches. */
type CommonRow = Pick<Selectable<FarmsTable>, "id" | "created_at">;

/** A store of one kind of thing in SQL. */
export function catalogueRepository<
  Item extends { readonly id: string; readonly ownerId: number },
  Row extends CommonRow,
>(
  { read, write }: Pick<Database, "read" | "write">,
  { table, label, searched, rowOf, itemOf }: CatalogueShape<Item, Row>,
): CatalogueStore<Item> {
  // Kysely's types need one table's name: each kind goes by that of the farms, and only common columns are named here.
  const name = table as "farms";
  const itemsOf = (rows: readonly unknown[]) => rows.map((row) => itemOf(row as Row));
  const byId = async (database: Pick<Kysely<{ farms: FarmsTable }>, "selectFrom">, id: string) =>
    itemsOf(await database.selectFrom(name).selectAll().where("id", "=", id).execute())[0];

  return {
    async create(item, idempotency) {
      try {
        return await write.transaction().execute(async (transaction) => {
          const made = idempotency && (await claimRequest(transaction, item.ownerId, idempotency, item.id));
          const earlier = made === undefined ? undefined : await byId(transaction, made);
          if (earlier) return earlier;
          await transaction
            .insertInto(name)
            .values(rowOf(item) as unknown as Selectable<FarmsTable>)
            .execute();
          return item;
        });
      } catch (error) {
        if (repeatedColumn(error) === undefined) throw error;
        const message = `${label} ${item.id} exists already`;
        throw new DomainError("conflict", message, [{ field: "id", message }], { cause: error });
      }
    },

    byId: (id) => byId(read, id),

    async list({ page, limit, search }) {
      let matching = read.selectFrom(name);
      if (search !== undefined) {
        matching = matching.where((or) => or.or(searched.map((column) => containing(column, search))));
      }
      const [rows, count] = await Promise.all([
        matching
          .selectAll()
          .orderBy("created_at", "desc")
          .orderBy("id", "desc")
          .limit(limit)
          .offset((page - 1) * limit)
          .execute(),
        matching.select((expression) => expression.fn.countAll<number>().as("total")).executeTakeFirstOrThrow(),
      ]);
      return { items: itemsOf(rows), total: Number(count.total) };
    },
  };
}
