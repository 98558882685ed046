/** Where a step took place, between whom, and which papers went with it: what records may say besides. */
import { z } from "zod";
import { latitudeSchema, longitudeSchema, polygonSchema } from "../shared/geography.ts";

const short = z.string().max(1_000);
const gln = z.string().regex(/^\d{13}$/);

/**
 * A place as it was when a record named it. What is not known of it is not there; nor is a telephone number, which may be a
 * person's.
 */
export const placeSchema = z
  .strictObject({
    /** Of a location in the catalogue of whoever wrote the record. */
    id: short.optional(),
    name: short,
    kind: short.optional(),
    gln: gln.optional(),
    extension: short.optional(),
    address: short.optional(),
    street: short.optional(),
    city: short.optional(),
    region: short.optional(),
    postcode: short.optional(),
    country: short.optional(),
    latitude: latitudeSchema.optional(),
    longitude: longitudeSchema.optional(),
    polygon: polygonSchema.optional(),
  })
  .refine(({ latitude, longitude }) => (latitude === undefined) === (longitude === undefined));

/** A party of trade, as the writer of the record told it. */
export const tradePartySchema = z
  .strictObject({
    /** What it was called; the writer's word where it has no account. */
    name: short.optional(),
    /** Its address on chain. */
    account: z.custom<`0x${string}`>((value) => typeof value === "string" && /^0x[0-9a-f]{40}$/.test(value)).optional(),
    /** Its location number, where that was confirmed as its own. */
    gln: gln.optional(),
    /** Where the goods went from, or to. */
    place: placeSchema.optional(),
  })
  .refine(({ name, account, place }) => (name ?? account ?? place) !== undefined);

/** The types of papers that go with goods: CBV 2.0's business transaction types. */
export const REFERENCE_TYPES = [
  "po",
  "poc",
  "prodorder",
  "desadv",
  "recadv",
  "bol",
  "inv",
  "rma",
  "pedigree",
  "cert",
  "testprd",
  "testres",
  "upevt",
] as const;
/** One of them. */
export type ReferenceType = (typeof REFERENCE_TYPES)[number];

/** A paper that went with the goods, by its number. */
export const referenceSchema = z.strictObject({ type: short, number: short, issuer: short.optional() });

/** What a step may say of trade. Each is written only where it was given. */
export const tradeFields = {
  place: placeSchema.optional(),
  from: tradePartySchema.optional(),
  to: tradePartySchema.optional(),
  carrier: tradePartySchema.optional(),
  /** How much of the batch it is about, in thousandths. */
  quantity: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional(),
  unit: short.optional(),
  references: z.array(referenceSchema).min(1).max(100).optional(),
  /** Who gave the lot its code, and where: a place, or the address of a page that tells it. */
  lotSource: z.union([placeSchema, z.strictObject({ url: z.url().max(2_000) })]).optional(),
};

/** A place in a record. */
export type Place = z.infer<typeof placeSchema>;
/** A party in a record. */
export type TradeParty = z.infer<typeof tradePartySchema>;
/** A paper in a record. */
export type Reference = z.infer<typeof referenceSchema>;
/** What a step says of trade. */
export type Trade = z.infer<z.ZodObject<typeof tradeFields>>;

/** The addresses of the parties that a step names. */
export function partiesIn(step: Pick<Trade, "carrier" | "from" | "to"> | null | undefined): `0x${string}`[] {
  return [step?.from, step?.to, step?.carrier].flatMap((party) => party?.account ?? []);
}
