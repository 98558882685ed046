import type { Place } from "../records/trade.ts";
import { addressLine, type Location } from "./location.ts";

/** The fields of a place, in the catalogue or in a request. */
type Told = { readonly [Field in keyof Place]?: Location[Field & keyof Location] | Place[Field] | null | undefined };

const FIELDS = [
  "id",
  "kind",
  "gln",
  "extension",
  "address",
  "street",
  "city",
  "region",
  "postcode",
  "country",
  "latitude",
  "longitude",
  "polygon",
] as const satisfies readonly (keyof Place)[];

/** A place as a record keeps it: as it is now, and only what is known of it. */
export function placeOf({ name, ...told }: Told & { readonly name: string }): Place {
  const known = FIELDS.flatMap((field) => (told[field] == null || told[field] === "" ? [] : [[field, told[field]]]));
  return { name, ...Object.fromEntries(known) };
}

/** A farm's place for the record of a batch; undefined where nothing is known but what the record says of a farm anyway. */
export function farmPlace(location: Location | undefined): Place | undefined {
  if (!location) return undefined;
  const place = placeOf(location);
  const { id, name, kind, address, ...more } = place;
  return Object.keys(more).length > 0 ? place : undefined;
}

/** A place in one line of words. */
export function placeLine(place: Place): string {
  return [place.name, addressLine(place)].filter(Boolean).join(", ");
}
