import type { Selectable } from "kysely";
import type { Products } from "../../domain/catalogue/ports.ts";
import type { Product } from "../../domain/catalogue/product.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";
import { claimRequest } from "../operations/requests.ts";
import { catalogueRepository, commonColumns, commonFields, searchTextOf } from "./catalogue.ts";
import type { ProductsTable } from "./tables.ts";

type Row = Selectable<ProductsTable>;

const SEARCHED = ["id", "name", "description"] as const;

/** The products in SQL. */
export function productsRepository(database: Pick<Database, "read" | "write">): Products {
  const { read, write } = database;
  return {
    ...catalogueRepository<Product, Row>(database, {
      table: "products",
      label: "Product",
      searched: SEARCHED,
      columnsOf,
      fieldsOf,
    }),

    change: (id, idempotency, make) =>
      write.transaction().execute(async (transaction) => {
        const row = await transaction.selectFrom("products").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
        const standing = { ...commonFields(row), ...fieldsOf(row) };
        const made = idempotency && (await claimRequest(transaction, row.owner_id, idempotency, id));
        if (made !== undefined) return standing;
        const changed = make(standing);
        const columns = { ...commonColumns(changed), ...columnsOf(changed) };
        const search = searchTextOf(SEARCHED.map((column) => columns[column]));
        await transaction
          .updateTable("products")
          .set({ ...columns, search })
          .where("id", "=", id)
          .execute();
        return changed;
      }),
    async hasGtin(gtin) {
      const row = await read.selectFrom("products").select("id").where("gtin", "=", gtin).limit(1).executeTakeFirst();
      return row !== undefined;
    },
    async nameOfGtin(gtin) {
      const first = read.selectFrom("products").select("name").where("gtin", "=", gtin);
      return (await first.orderBy("created_at").orderBy("id").limit(1).executeTakeFirst())?.name;
    },
  };
}

function columnsOf({ description, gtin, image, limits, nutritionalInfo, storageGuide }: Product) {
  return {
    description,
    gtin,
    image,
    limits: JSON.stringify(limits),
    nutritional_info: JSON.stringify(nutritionalInfo),
    storage_guide: storageGuide,
  };
}

function fieldsOf(row: Row) {
  return {
    description: row.description,
    gtin: row.gtin,
    image: row.image as Hex | null,
    limits: JSON.parse(row.limits) as Product["limits"],
    nutritionalInfo: JSON.parse(row.nutritional_info) as Product["nutritionalInfo"],
    storageGuide: row.storage_guide,
  };
}
