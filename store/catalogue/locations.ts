import { type Selectable, sql } from "kysely";
import { addressLine, type Location, type LocationKind } from "../../domain/catalogue/location.ts";
import type { Locations } from "../../domain/catalogue/ports.ts";
import type { Polygon } from "../../domain/shared/geography.ts";
import { searchable } from "../../domain/shared/searchable.ts";
import { skeletonOf } from "../../domain/shared/skeleton.ts";
import type { Database } from "../database.ts";
import { claimRequest } from "../operations/requests.ts";
import { type Ordering, paged, pageOfRows } from "../shared/keyset.ts";
import { containing } from "../shared/like.ts";
import { catalogueRepository, searchTextOf } from "./catalogue.ts";
import { ALL } from "./loans.ts";
import type { LocationsTable } from "./tables.ts";

type Row = Selectable<LocationsTable>;
type OwnRow = Omit<Row, "id" | "name" | "search" | "owner_id" | "created_at" | "updated_at">;

const SEARCHED = ["id", "name", "gln", "address", "street", "city", "region", "postcode"] as const;

const NEWEST_FIRST: Ordering = {
  name: "locations of an account",
  by: [sql.ref("created_at"), sql.ref("id")],
  descending: true,
};

/** The locations in SQL, farms among them. */
export function locationsRepository(database: Pick<Database, "read" | "write">): Locations {
  const { read, write } = database;
  const { list: _, ...common } = catalogueRepository<Location, Row>(database, {
    table: "locations",
    label: "Location",
    searched: SEARCHED,
    columnsOf: (location) => ({ ...columnsOf(location), owner: "", certifications: "[]" }),
    fieldsOf,
  });
  return {
    ...common,

    async listFor(accountId, request) {
      const { search } = request;
      const lent = read
        .selectFrom("catalogue_loans")
        .select("item_id")
        .where("catalogue", "=", "locations")
        .where("account_id", "in", [accountId, ALL]);
      let matching = read
        .selectFrom("locations")
        .where((or) => or.or([or("owner_id", "=", accountId), or("id", "in", lent)]));
      if (search !== undefined) {
        matching = matching.where(containing("search", searchable(search)));
      }
      const [found, count] = await Promise.all([
        paged(matching.selectAll(), NEWEST_FIRST, request).execute(),
        matching.select((expression) => expression.fn.countAll<number>().as("total")).executeTakeFirstOrThrow(),
      ]);
      const { rows, next } = pageOfRows(found, NEWEST_FIRST, request);
      return { items: rows.map(locationOf), total: Number(count.total), next };
    },

    change: (id, parentId, idempotency, make) =>
      write.transaction().execute(async (transaction) => {
        const row = await transaction
          .selectFrom("locations")
          .selectAll()
          .where("id", "=", id)
          .executeTakeFirstOrThrow();
        const made = idempotency && (await claimRequest(transaction, row.owner_id, idempotency, id));
        if (made !== undefined) return locationOf(row);
        // `union` ends at what was there before: a circle, were there ever one, is walked once.
        const above = sql<{ id: string }>`with recursive above(id) as (
          select ${parentId} union
          select locations.parent_id from above join locations on locations.id = above.id
        ) select id from above where id is not null`;
        const changed = make(
          locationOf(row),
          (await above.execute(transaction)).rows.map((parent) => parent.id),
        );
        const columns = { ...columnsOf(changed), id, name: changed.name };
        const search = searchTextOf(SEARCHED.map((column) => columns[column]));
        await transaction
          .updateTable("locations")
          .set({ ...columns, search, updated_at: changed.updatedAt.getTime() })
          .where("id", "=", id)
          .execute();
        return changed;
      }),
  };
}

/** The columns of what a location tells of itself: those of farms alone stay as they are. */
function columnsOf(location: Location): Omit<OwnRow, "certifications" | "owner"> {
  return {
    name_skeleton: skeletonOf(location.name),
    public_search: searchTextOf([location.id, location.name, addressLine(location)]),
    kind: location.kind,
    address: location.address ?? "",
    gln: location.gln,
    extension: location.extension,
    street: location.street,
    city: location.city,
    region: location.region,
    postcode: location.postcode,
    country: location.country,
    phone: location.phone,
    latitude: location.latitude,
    longitude: location.longitude,
    polygon: location.polygon && JSON.stringify(location.polygon),
    parent_id: location.parentId,
  };
}

function fieldsOf(row: Row) {
  return {
    kind: row.kind as LocationKind,
    gln: row.gln,
    extension: row.extension,
    address: row.address || null,
    street: row.street,
    city: row.city,
    region: row.region,
    postcode: row.postcode,
    country: row.country,
    phone: row.phone,
    latitude: row.latitude,
    longitude: row.longitude,
    polygon: row.polygon === null ? null : (JSON.parse(row.polygon) as Polygon),
    parentId: row.parent_id,
  };
}

function locationOf(row: Row): Location {
  return {
    id: row.id,
    name: row.name,
    ...fieldsOf(row),
    ownerId: row.owner_id,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  };
}
