import type { Selectable } from "kysely";
import type { Farm } from "../../domain/catalogue/farm.ts";
import type { Farms } from "../../domain/catalogue/ports.ts";
import type { Database } from "../database.ts";
import { catalogueRepository } from "./catalogue.ts";
import type { FarmsTable } from "./tables.ts";

/** The farms in SQL. */
export function farmsRepository(database: Pick<Database, "read" | "write">): Farms {
  const searched = ["id", "name", "location"] as const;
  return catalogueRepository(database, { table: "farms", label: "Farm", searched, rowOf, itemOf });
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

function itemOf(row: Selectable<FarmsTable>): Farm {
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
