import type { Selectable } from "kysely";
import type { Farm } from "../../domain/catalogue/farm.ts";
import { addressLine } from "../../domain/catalogue/location.ts";
import type { Farms } from "../../domain/catalogue/ports.ts";
import { skeletonOf } from "../../domain/shared/skeleton.ts";
import type { Database } from "../database.ts";
import { catalogueRepository, searchTextOf } from "./catalogue.ts";
import type { LocationsTable } from "./tables.ts";

/** The farms in SQL: the locations of that kind, of which a farm tells the least. */
export function farmsRepository(database: Pick<Database, "read" | "write">): Farms {
  return catalogueRepository<Farm, Selectable<LocationsTable>>(database, {
    table: "locations",
    kind: "farm",
    label: "Farm",
    searched: ["id", "name", "address"],
    searchedIn: "public_search",
    columnsOf: ({ id, name, location, owner, certifications }) => ({
      public_search: searchTextOf([id, name, location]),
      name_skeleton: skeletonOf(name),
      kind: "farm",
      address: location,
      owner,
      certifications: JSON.stringify(certifications),
      gln: null,
      extension: null,
      street: null,
      city: null,
      region: null,
      postcode: null,
      country: null,
      phone: null,
      latitude: null,
      longitude: null,
      polygon: null,
      parent_id: null,
    }),
    fieldsOf: (row) => ({
      location: addressLine(row),
      owner: row.owner,
      certifications: JSON.parse(row.certifications) as string[],
    }),
  });
}
