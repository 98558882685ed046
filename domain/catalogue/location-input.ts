/** What somebody may say of a place, in a request. A field that is null, or an empty text, is one that is not there. */
import { z } from "zod";
import { isCountry } from "../shared/country.ts";
import { latitudeSchema, longitudeSchema, type Polygon, polygonSchema } from "../shared/geography.ts";
import { optionalName, requiredName } from "../shared/input.ts";
import { glnExtensionSchema, glnSchema } from "./gln.ts";
import { LOCATION_KINDS } from "./location.ts";

const text = (label: string, maximum: number) => optionalName(label, maximum).removeDefault().nullish();
const COUNTRY = "Country must be a code of ISO 3166-1, such as CN";
const LATITUDE = "Latitude must be a number from -90 to 90";
const LONGITUDE = "Longitude must be a number from -180 to 180";
const AREA = "Polygon must be a GeoJSON Polygon of closed rings of [longitude, latitude], with at most 1000 points";

const fits = (schema: z.core.$ZodType) => (value: unknown) => z.safeParse(schema, value).success;

/** What stands in a record as well as in the catalogue. */
export const placeFields = {
  name: requiredName("Name", 200),
  kind: z.enum(LOCATION_KINDS, { error: `Kind must be one of ${LOCATION_KINDS.join(", ")}` }),
  gln: glnSchema.nullish(),
  extension: glnExtensionSchema.nullish(),
  address: text("Address", 500),
  street: text("Street", 200),
  city: text("City", 100),
  region: text("Region", 100),
  postcode: text("Postcode", 20),
  country: z.string({ error: COUNTRY }).trim().refine(isCountry, COUNTRY).nullish(),
  latitude: z.custom<number>(fits(latitudeSchema), LATITUDE).nullish(),
  longitude: z.custom<number>(fits(longitudeSchema), LONGITUDE).nullish(),
  polygon: z.custom<Polygon>(fits(polygonSchema), AREA).nullish(),
};

/** What the owner of a place says of it besides. */
export const ownFields = {
  phone: z
    .string({ error: "Phone must be a text" })
    .trim()
    .regex(/^\+?[0-9][0-9 ()./-]{2,29}$/, "Phone must be a telephone number, of at most 30 digits and signs")
    .nullish(),
  parentId: z
    .string({ error: "Parent ID must be a text" })
    .trim()
    .min(1, "Parent ID must be a location's id")
    .max(64, "Parent ID must have at most 64 characters")
    .nullish(),
};

/** Which field of a place lacks the one that it goes with; undefined where none does. */
export function lackOf(place: {
  readonly gln?: string | null | undefined;
  readonly extension?: string | null | undefined;
  readonly latitude?: number | null | undefined;
  readonly longitude?: number | null | undefined;
}): { readonly field: string; readonly message: string } | undefined {
  if (place.extension && !place.gln) return { field: "gln", message: "An extension is of a GLN: give that as well" };
  const [north, east] = [place.latitude ?? null, place.longitude ?? null];
  if ((north === null) === (east === null)) return undefined;
  return { field: north === null ? "latitude" : "longitude", message: "Latitude and longitude go together" };
}
