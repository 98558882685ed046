/** Parties, for the documentation. */
import { z } from "@hono/zod-openapi";
import { partyUriSchema } from "./profile-schema.ts";

/** Whom to admit. */
export const partyInputSchema = z
  .object({
    account: z.string().openapi({ description: "An account's id (`user-23`), its username, or an address on chain" }),
    note: z.string().max(500).optional().openapi({ description: "For the holder alone" }),
  })
  .openapi("PartyInput");

/** Somebody whom a holder admitted. */
export const partySchema = z
  .object({
    account: z.string().openapi({ description: "Its address on chain" }),
    uri: partyUriSchema,
    userId: z.string().nullable().openapi({ description: "Null for whoever has no account here" }),
    name: z.string().nullable(),
    nameNotice: z.string().optional(),
    holder: z.string().openapi({ description: "The address that admitted it" }),
    scope: z.enum(["batch", "all"]).openapi({ description: "One batch, or all that the holder holds" }),
    note: z.string().nullable(),
    since: z.iso.datetime(),
    chain: z.object({ line: z.int(), transactionHash: z.string(), blockNumber: z.int() }),
  })
  .openapi("Party");
