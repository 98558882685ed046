/** Offers of batches, for the documentation. */
import { z } from "@hono/zod-openapi";
import { OFFER_STATES } from "../../../domain/records/offers.ts";
import { tradeInputSchema, tradeSchema } from "./trade-schema.ts";

const { place, carrier, references } = tradeInputSchema;

/** What may be said with what is handed over. */
export const handOverInputSchema = {
  place,
  carrier,
  references,
  note: z.string().max(1000).optional().openapi({ description: "Stands in the record, for everybody to read" }),
};

/** Whom something is handed to. */
export const recipientSchema = z.string().openapi({
  description:
    "An account's id (`user-23`), its username, a location number (GLN) that is confirmed to be one firm's, or an address on chain",
});

/** Whom a batch is offered to. */
export const offerInputSchema = z
  .object({
    to: recipientSchema,
    ...handOverInputSchema,
  })
  .openapi("OfferInput");

/** What may be said with an acceptance. */
export const acceptInputSchema = z.object({ note: z.string().max(1000).optional() }).openapi("AcceptInput");

/** Why an offer is refused. */
export const refuseInputSchema = z.object({ reason: z.string().max(1000) }).openapi("RefuseInput");

/** Who gives, or is to take. */
export const partySchema = z.object({
  address: z.string(),
  userId: z.string().nullable().openapi({ description: "Null for whoever has no account here" }),
  name: z.string().nullable(),
});

/** What was said with what is handed over, to whoever may read its record. */
export const toldSchema = {
  place: tradeSchema.place,
  carrier: tradeSchema.carrier,
  references: tradeSchema.references,
  note: z.string().nullable(),
};

/** An offer of a batch. */
export const offerSchema = z
  .object({
    traceId: z.string(),
    batchCode: z.string(),
    name: z.string().nullable(),
    quantity: z.number(),
    unit: z.string(),
    holder: z.string().openapi({ description: "The address that holds the batch now" }),
    from: partySchema,
    to: partySchema,
    status: z.enum(OFFER_STATES).openapi({
      description: "`void`: the batch changed, or was offered or given to somebody else since",
    }),
    ...toldSchema,
    offeredAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    chain: z.object({ line: z.int(), seq: z.int(), transactionHash: z.string(), blockNumber: z.int() }),
  })
  .openapi("Offer");
