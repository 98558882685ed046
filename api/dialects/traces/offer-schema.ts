/** Offers of batches, for the documentation. */
import { z } from "@hono/zod-openapi";
import { OFFER_STATES } from "../../../domain/records/offers.ts";

/** Whom a batch is offered to. */
export const offerInputSchema = z
  .object({
    to: z.string().openapi({
      description:
        "An account's id (`user-23`), its username, a location number (GLN) that is confirmed to be one firm's, or an address on chain",
    }),
    note: z.string().max(1000).optional().openapi({ description: "Stands in the record, for everybody to read" }),
  })
  .openapi("OfferInput");

/** What may be said with an acceptance. */
export const acceptInputSchema = z.object({ note: z.string().max(1000).optional() }).openapi("AcceptInput");

/** Why an offer is refused. */
export const refuseInputSchema = z.object({ reason: z.string().max(1000) }).openapi("RefuseInput");

const partySchema = z.object({
  address: z.string(),
  userId: z.string().nullable().openapi({ description: "Null for whoever has no account here" }),
  name: z.string().nullable(),
});

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
    offeredAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    chain: z.object({ line: z.int(), seq: z.int(), transactionHash: z.string(), blockNumber: z.int() }),
  })
  .openapi("Offer");
