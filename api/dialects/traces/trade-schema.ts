/** What events say of trade, for the documentation. */
import { z } from "@hono/zod-openapi";
import { REFERENCE_TYPES } from "../../../domain/records/trade.ts";
import { placeFieldsSchema, placeInputFields } from "./location-schema.ts";

const told = Object.fromEntries(
  Object.entries(placeFieldsSchema).map(([name, schema]) => [name, schema.optional()]),
) as { [Name in keyof typeof placeFieldsSchema]: z.ZodOptional<(typeof placeFieldsSchema)[Name]> };

/** A place as a record keeps it. */
const placeSchema = z
  .object({ id: z.string().optional(), name: z.string(), kind: z.string().optional(), ...told })
  .openapi("Place", { description: "As it was when the record was written" });

/** A party as a record keeps it. */
const partySchema = z
  .object({
    name: z.string().nullable(),
    account: z.string().nullable().openapi({ description: "Its address; null where the name is the writer's word" }),
    uri: z.string().nullable().openapi({ description: "What it is known by outside; null where it has no account" }),
    confirmed: z.boolean().openapi({ description: "Whether an officer confirms the account's name" }),
    nameNotice: z.string().optional(),
    place: placeSchema.optional(),
  })
  .openapi("TradeParty");

const type = z.enum(REFERENCE_TYPES).openapi({ description: "A business transaction type of CBV 2.0" });

/** What an event says of trade: only what its writer gave. */
export const tradeSchema = {
  place: placeSchema.optional(),
  from: partySchema.optional(),
  to: partySchema.optional(),
  carrier: partySchema.optional(),
  quantity: z.number().optional().openapi({ description: "How much of the batch it is about" }),
  unit: z.string().optional(),
  references: z.array(z.object({ type: z.string(), number: z.string(), issuer: z.string().optional() })).optional(),
  lotSource: z
    .union([placeSchema, z.object({ url: z.url() })])
    .optional()
    .openapi({ description: "Who gave the lot its code, and where" }),
};

/** A batch's origin on the map. */
export const originSchema = placeSchema.optional().openapi({ description: "The farm, as it was then" });

const placeInput = z
  .union([
    z.string(),
    z.object({
      id: z.string().optional(),
      name: z.string().optional(),
      kind: z.string().nullish(),
      ...placeInputFields,
    }),
  ])
  .openapi({ description: "The id of a location of one's own or lent to one; or what is told of a place" });

const partyInput = z
  .union([
    z.string(),
    z.object({
      party: z.string().optional(),
      account: z.string().optional().openapi({ description: "An account, and nothing else" }),
      name: z.string().optional().openapi({ description: "A name, whoever else is called so" }),
      place: placeInput.optional(),
    }),
  ])
  .openapi({
    description: "An account by its id, address or confirmed GLN; any other text is a name, kept as told",
  });

/** What a request may say of trade. */
export const tradeInputSchema = {
  place: placeInput.optional(),
  from: partyInput.optional(),
  to: partyInput.optional(),
  carrier: partyInput.optional(),
  quantity: z.number().positive().optional(),
  unit: z.string().optional().openapi({ description: "The batch's, where it is left out" }),
  references: z.array(z.object({ type, number: z.string(), issuer: z.string().optional() })).optional(),
  lotSource: placeInput.optional().openapi({ description: "A place, or the address of a page that tells it" }),
};
