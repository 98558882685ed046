import type { Selectable } from "kysely";
import { DomainError } from "../../domain/errors.ts";
import type { Hex, Product } from "../../domain/model.ts";
import type { Products } from "../../domain/ports/catalogue.ts";
import type { Database } from "../database.ts";
import type { ProductsTable } from "../tables.ts";
import { repeatedColumn } from "./conflicts.ts";
import { containing } from "./like.ts";
import { claimRequest } from "./requests.ts";

/** The products in SQL. */
export function productsRepository({ read, write }: Pick<Database, "read" | "write">): Products {
  return {
    async create(product, idempotency) {
      try {
        return await write.transaction().execute(async (transaction) => {
          const made = idempotency && (await claimRequest(transaction, product.ownerId, idempotency, product.id));
          const earlier =
            made === undefined
              ? undefined
              : await transaction.selectFrom("products").selectAll().where("id", "=", made).executeTakeFirst();
          if (earlier) return productOf(earlier);
          await transaction.insertInto("products").values(rowOf(product)).execute();
          return product;
        });
      } catch (error) {
        if (repeatedColumn(error) === undefined) throw error;
        const message = `Product ${product.id} exists already`;
        throw new DomainError("conflict", message, [{ field: "id", message }], { cause: error });
      }
    },

    async byId(id) {
      const row = await read.selectFrom("products").selectAll().where("id", "=", id).executeTakeFirst();
      return row && productOf(row);
    },

    async list({ page, limit, search }) {
      let matching = read.selectFrom("products");
      if (search !== undefined) {
        matching = matching.where((or) =>
          or.or([containing("id", search), containing("name", search), containing("description", search)]),
        );
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
      return { items: rows.map(productOf), total: Number(count.total) };
    },
  };
}

function rowOf(product: Product): Selectable<ProductsTable> {
  return {
    id: product.id,
    name: product.name,
    description: product.description,
    image: product.image,
    nutritional_info: JSON.stringify(product.nutritionalInfo),
    storage_guide: product.storageGuide,
    owner_id: product.ownerId,
    created_at: product.createdAt.getTime(),
    updated_at: product.updatedAt.getTime(),
  };
}

function productOf(row: Selectable<ProductsTable>): Product {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    image: row.image as Hex | null,
    nutritionalInfo: JSON.parse(row.nutritional_info) as Product["nutritionalInfo"],
    storageGuide: row.storage_guide,
    ownerId: row.owner_id,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  };
}
