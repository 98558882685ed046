/** Hand-overs of many batches, for the documentation. */
import { z } from "@hono/zod-openapi";
import { HAND_OVER_STATES, MOST_HANDED_OVER } from "../../../domain/custody/hand-over.ts";
import { handOverInputSchema, partySchema, recipientSchema, toldSchema } from "./offer-schema.ts";

/** Which batches go to whom. */
export const handOversInputSchema = z
  .object({
    traceIds: z.array(z.string()).min(1).max(MOST_HANDED_OVER),
    to: recipientSchema,
    ...handOverInputSchema,
  })
  .openapi("HandOverInput");

const chainSchema = z.object({ seq: z.int(), transactionHash: z.string(), blockNumber: z.int() });

/** A hand-over. */
export const handOverSchema = z
  .object({
    id: z.string(),
    status: z.enum(HAND_OVER_STATES).openapi({
      description:
        "`unsigned`: its giver's wallet has to sign `typedData`. `accepting`: on its way to the chain. `expired`: it was not accepted within 30 days",
    }),
    onChain: z.boolean().openapi({ description: "Nothing of it is on chain before it is accepted" }),
    from: partySchema,
    to: partySchema,
    batches: z.array(
      z.object({
        traceId: z.string(),
        batchCode: z.string(),
        name: z.string().nullable(),
        quantity: z.number(),
        unit: z.string(),
        status: z.enum(["waiting", "taken", "left"]).openapi({
          description:
            "`left`: it was no longer as it was handed over when the others were taken, and stayed where it was",
        }),
        recalled: z.boolean().openapi({
          description: "While it is, only its maker can take it: accepted by anybody else, it is `left`",
        }),
        chain: chainSchema.nullable(),
      }),
    ),
    ...toldSchema,
    reason: z.string().nullable().openapi({ description: "Why it was refused" }),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable().openapi({ description: "When it was refused, or taken back" }),
    typedData: z
      .record(z.string(), z.unknown())
      .nullable()
      .openapi({ description: "What the giver's wallet signs (EIP-712); null for everybody else, and once it has" }),
  })
  .openapi("HandOver");
