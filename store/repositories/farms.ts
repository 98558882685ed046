import type { Selectable } from "kysely";
import { DomainError } from "../../domain/errors.ts";
import type { Farm } from "../../domain/model.ts";
import type { Farms } from "../../domain/ports/catalogue.ts";
import type { Database } from "../database.ts";
import type { FarmsTable } from "../tables.ts";
import { repeatedColumn } from "./conflicts.ts";
import { containing } from "./like.ts";
import { claimRequest } from "./requests.ts";

/** The farms in SQL. */
export function farmsRepository({ read, write }: Pick<Database, "read" | "write">): Farms {
  return {
    async create(farm, idempotency) {
      try {
        return await write.transaction().execute(async (transaction) => {
          const made = idempotency && (await claimRequest(transaction, farm.ownerId, idempotency, farm.id));
          const earlier =
            made === undefined
              ? undefined
              : await transaction.selectFrom("farms").selectAll().where("id", "=", made).executeTakeFirst();
          if (earlier) return farmOf(earlier);
          await transaction.insertInto("farms").values(rowOf(farm)).execute();
          return farm;
        });
      } catch (error) {
        if (repeatedColumn(error) === undefined) throw error;
        const message = `Farm ${farm.id} exists already`;
        throw new DomainError("conflict", message, [{ field: "id", message }], { cause: error });
      }
    },

    async byId(id) {
      const row = await read.selectFrom("farms").selectAll().where("id", "=", id).executeTakeFirst();
      return row && farmOf(row);
    },

    async list({ page, limit, search }) {
      let matching = read.selectFrom("farms");
      if (search !== undefined) {
        matching = matching.where((or) =>
          or.or([containing("id", search), containing("name", search), containing("location", search)]),
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
      return { items: rows.map(farmOf), total: Number(count.total) };
    },
  };
}

function rowOf(farm: Farm): Selectable<FarmsTable> {
  return {
    id: farm.id,
    name: farm.name,
    location: farm.location,
    owner: farm.owner,
    certifications: JSON.stringify(farm.certifications),
    owner_id: farm.ownerId,
    created_at: farm.createdAt.getTime(),
    updated_at: farm.updatedAt.getTime(),
  };
}

function farmOf(row: Selectable<FarmsTable>): Farm {
  return {
    id: row.id,
    name: row.name,
    location: row.location,
    owner: row.owner,
    certifications: JSON.parse(row.certifications) as string[],
    ownerId: row.owner_id,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  };
}
