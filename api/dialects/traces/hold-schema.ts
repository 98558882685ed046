/** Holds, for the documentation. */
import { z } from "@hono/zod-openapi";
import { chainSchema, standingHoldSchema } from "./schema.ts";

/** Why a batch is put on hold. */
export const holdInputSchema = z
  .object({
    reason: z.string().max(1000),
    until: z
      .string()
      .optional()
      .openapi({ description: "From when on it stands no more; a day alone is its last moment" }),
  })
  .openapi("HoldInput");

/** Why a hold is over. */
export const releaseInputSchema = z.object({ reason: z.string().max(1000).optional() }).openapi("HoldReleaseInput");

/** What a line about a hold left. */
export const holdSchema = z
  .object({ traceId: z.string(), batchCode: z.string(), hold: standingHoldSchema, chain: chainSchema })
  .openapi("Hold");
