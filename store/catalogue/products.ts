import type { Selectable } from "kysely";
import type { Products } from "../../domain/catalogue/ports.ts";
import type { Product } from "../../domain/catalogue/product.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";
import { catalogueRepository } from "./catalogue.ts";
import type { ProductsTable } from "./tables.ts";

/** The products in SQL. */
export function productsRepository(database: Pick<Database, "read" | "write">): Products {
  const searched = ["id", "name", "description"] as const;
  return {
    ...catalogueRepository(database, { table: "products", label: "Product", searched, rowOf, itemOf }),
    hasGtin: async (gtin) =>
      (await database.read.selectFrom("products").select("id").where("gtin", "=", gtin).limit(1).executeTakeFirst()) !==
      undefined,
  };
}

function rowOf(product: Product): Selectable<ProductsTable> {
  return {
    id: product.id,
    name: product.name,
    description: product.description,
    gtin: product.gtin,
    image: product.image,
    nutritional_info: JSON.stringify(product.nutritionalInfo),
    storage_guide: product.storageGuide,
    owner_id: product.ownerId,
    created_at: product.createdAt.getTime(),
    updated_at: product.updatedAt.getTime(),
  };
}

function itemOf(row: Selectable<ProductsTable>): Product {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    gtin: row.gtin,
    image: row.image as Hex | null,
    nutritionalInfo: JSON.parse(row.nutritional_info) as Product["nutritionalInfo"],
    storageGuide: row.storage_guide,
    ownerId: row.owner_id,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  };
}
