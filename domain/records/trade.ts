/** Where a step took place, between whom, and which papers went with it: what records may say besides. */
import * as z from "zod/mini";
import { latitudeSchema, longitudeSchema, polygonSchema } from "../shared/geography.ts";

const short = z.string().check(z.maxLength(1_000));
const gln = z.string().check(z.regex(/^\d{13}$/));

/**
 * A place as it was when a record named it. What is not known of it is not there; nor is a telephone number, which may be a
 * person's.
 */
export const placeSchema = z
  .strictObject({
    /** Of a location in the catalogue of whoever wrote the record. */
    id: z.optional(short),
    name: short,
    kind: z.optional(short),
    gln: z.optional(gln),
    extension: z.optional(short),
    address: z.optional(short),
    street: z.optional(short),
    city: z.optional(short),
    region: z.optional(short),
    postcode: z.optional(short),
    country: z.optional(short),
    latitude: z.optional(latitudeSchema),
    longitude: z.optional(longitudeSchema),
    polygon: z.optional(polygonSchema),
  })
  .check(z.refine(({ latitude, longitude }) => (latitude === undefined) === (longitude === undefined)));

/** A party of trade, as the writer of the record told it. */
export const tradePartySchema = z
  .strictObject({
    /** What it was called; the writer's word where it has no account. */
    name: z.optional(short),
    /** Its address on chain. */
    account: z.optional(
      z.custom<`0x${string}`>((value) => typeof value === "string" && /^0x[0-9a-f]{40}$/.test(value)),
    ),
    /** Its location number, where that was confirmed as its own. */
    gln: z.optional(gln),
    /** Where the goods went from, or to. */
    place: z.optional(placeSchema),
  })
  .check(z.refine(({ name, account, place }) => (name ?? account ?? place) !== undefined));

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
export const referenceSchema = z.strictObject({ type: short, number: short, issuer: z.optional(short) });

/** What a step may say of trade. Each is written only where it was given. */
export const tradeFields = {
  place: z.optional(placeSchema),
  from: z.optional(tradePartySchema),
  to: z.optional(tradePartySchema),
  carrier: z.optional(tradePartySchema),
  /** How much of the batch it is about, in thousandths. */
  quantity: z.optional(z.string().check(z.regex(/^\d{1,20}$/))),
  unit: z.optional(short),
  references: z.optional(z.array(referenceSchema).check(z.minLength(1), z.maxLength(100))),
  /** Who gave the lot its code, and where: a place, or the address of a page that tells it. */
  lotSource: z.optional(z.union([placeSchema, z.strictObject({ url: z.url().check(z.maxLength(2_000)) })])),
};

/** A place in a record. */
export type Place = z.infer<typeof placeSchema>;
/** A party in a record. */
export type TradeParty = z.infer<typeof tradePartySchema>;
/** A paper in a record. */
export type Reference = z.infer<typeof referenceSchema>;
/** What a step says of trade. */
export type Trade = z.infer<z.ZodMiniObject<typeof tradeFields>>;

/** The addresses of the parties that a step names. */
export function partiesIn(step: Pick<Trade, "carrier" | "from" | "to"> | null | undefined): `0x${string}`[] {
  return [step?.from, step?.to, step?.carrier].flatMap((party) => party?.account ?? []);
}
