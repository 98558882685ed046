import type { Selectable } from "kysely";
import type { Products } from "../../domain/catalogue/ports.ts";
import type { Product } from "../../domain/catalogue/product.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";
import { catalogueRepository } from "./catalogue.ts";
import type { ProductsTable } from "./tables.ts";

/** The products in SQL. */
export function productsRepository(database: Pick<Database, "read" | "write">): Products {
  const { read } = database;
  return {
    ...catalogueRepository<Product, Selectable<ProductsTable>>(database, {
      table: "products",
      label: "Product",
      searched: ["id", "name", "description"],
      columnsOf: ({ description, gtin, image, limits, nutritionalInfo, storageGuide }) => ({
        description,
        gtin,
        image,
        limits: JSON.stringify(limits),
        nutritional_info: JSON.stringify(nutritionalInfo),
        storage_guide: storageGuide,
      }),
      fieldsOf: (row) => ({
        description: row.description,
        gtin: row.gtin,
        image: row.image as Hex | null,
        limits: JSON.parse(row.limits) as Product["limits"],
        nutritionalInfo: JSON.parse(row.nutritional_info) as Product["nutritionalInfo"],
        storageGuide: row.storage_guide,
      }),
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
