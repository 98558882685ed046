import { z } from "@hono/zod-openapi";

/** Whom an item of the catalogue is lent to. */
export const loanSchema = z
  .object({
    to: z.string().openapi({ description: "An account's id, or `all`" }),
    name: z.string().nullable(),
    nameNotice: z.string().optional(),
    address: z.string().nullable(),
    since: z.iso.datetime(),
  })
  .openapi("CatalogueLoan");

/** A request to lend an item. */
export const loanInputSchema = z
  .object({ to: z.string().openapi({ description: "An account's id, username or address; or `all`" }) })
  .openapi("CatalogueLoanInput");
