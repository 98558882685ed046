/** Places, for the documentation. */
import { z } from "@hono/zod-openapi";
import { LOCATION_KINDS } from "../../../domain/catalogue/location.ts";

const time = () => z.iso.datetime();

const polygon = z.object({
  type: z.literal("Polygon"),
  coordinates: z.array(z.array(z.array(z.number()))).openapi({
    description: "Closed rings of [longitude, latitude], the first one the border and all others holes",
  }),
});

const kind = z.enum(LOCATION_KINDS);
const gln = z.string().openapi({ description: "Global Location Number, 13 digits: its owner's word" });
const extension = z.string().openapi({ description: "What tells it apart from others of its GLN (AI 254)" });
const address = z.string().openapi({ description: "In one line" });
const country = z.string().openapi({ description: "ISO 3166-1 alpha-2" });
const phone = z.string().openapi({ description: "Goes into no record" });
const parentId = z.string().openapi({ description: "The location of one's own that it is in" });

/** A location. */
export const locationSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    kind,
    gln: gln.nullable(),
    extension: extension.nullable(),
    address: address.nullable(),
    street: z.string().nullable(),
    city: z.string().nullable(),
    region: z.string().nullable(),
    postcode: z.string().nullable(),
    country: country.nullable(),
    phone: phone.nullable(),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
    polygon: polygon.nullable(),
    parentId: parentId.nullable(),
    ownerId: z.string(),
    createdAt: time(),
    updatedAt: time(),
  })
  .openapi("Location");

/** What is told of a place, here and in records. */
export const placeFieldsSchema = {
  gln,
  extension,
  address,
  street: z.string(),
  city: z.string(),
  region: z.string(),
  postcode: z.string(),
  country,
  latitude: z.number(),
  longitude: z.number(),
  polygon,
};

/** The same in a request. */
export const placeInputFields = Object.fromEntries(
  Object.entries(placeFieldsSchema).map(([name, schema]) => [name, schema.nullish()]),
) as { [Name in keyof typeof placeFieldsSchema]: z.ZodOptional<z.ZodNullable<(typeof placeFieldsSchema)[Name]>> };

const own = { phone: phone.nullish(), parentId: parentId.nullish() };

/** A location to be created. */
export const locationInputSchema = z
  .object({ id: z.string().optional(), name: z.string(), kind, ...placeInputFields, ...own })
  .openapi("LocationInput");

/** A change to a location. */
export const locationChangeSchema = z
  .object({ name: z.string().optional(), kind: kind.optional(), ...placeInputFields, ...own })
  .openapi("LocationChange");
