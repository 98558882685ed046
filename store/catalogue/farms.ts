import type { Selectable } from "kysely";
import type { Farm } from "../../domain/catalogue/farm.ts";
import type { Farms } from "../../domain/catalogue/ports.ts";
import { skeletonOf } from "../../domain/shared/skeleton.ts";
import type { Database } from "../database.ts";
import { catalogueRepository } from "./catalogue.ts";
import type { FarmsTable } from "./tables.ts";

/** The farms in SQL. */
export function farmsRepository(database: Pick<Database, "read" | "write">): Farms {
  return catalogueRepository<Farm, Selectable<FarmsTable>>(database, {
    table: "farms",
    label: "Farm",
    searched: ["id", "name", "location"],
    columnsOf: ({ name, location, owner, certifications }) => ({
      name_skeleton: skeletonOf(name),
      location,
      owner,
      certifications: JSON.stringify(certifications),
    }),
    fieldsOf: ({ location, owner, certifications }) => ({
      location,
      owner,
      certifications: JSON.parse(certifications) as string[],
    }),
  });
}
