/** Building blocks for the documentation of this dialect's routes. */
import { type RouteConfig, z } from "@hono/zod-openapi";
import { errorSchema, operationSchema } from "./schema.ts";

const content = (schema: z.ZodType) => ({ "application/json": { schema } });

/** A JSON answer or request body. */
export function jsonOf(schema: z.ZodType, description: string) {
  return { description, content: content(schema) };
}

/** One thing in the envelope. */
export function dataOf(schema: z.ZodType, description: string) {
  return jsonOf(z.object({ status: z.literal("success"), data: schema }), description);
}

/** What pages validate too, by the smaller form of the library, which describes itself as JSON Schema alone. */
export function described(schema: z.core.$ZodType): z.ZodType {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { unrepresentable: "any" });
  return z.unknown().openapi(json as never);
}

/** A page of things in the envelope. */
export function pageOf(schema: z.ZodType, description: string) {
  return jsonOf(z.object({ status: z.literal("success"), data: z.array(schema), meta: pageMeta }), description);
}

/** Which page it is, and of how many. */
export const pageMeta = z.object({
  page: z.int(),
  limit: z.int(),
  totalItems: z.int(),
  totalPages: z.int(),
  nextCursor: z.string().nullable().openapi({ description: "Where the next page begins; null on the last" }),
});

/** The failures that a route may answer with. */
export function failures(...statuses: readonly number[]): RouteConfig["responses"] {
  return Object.fromEntries(statuses.map((status) => [status, jsonOf(errorSchema, "Failure")]));
}

/** The answer to a write that is still on its way. */
export const accepted = {
  202: {
    ...dataOf(operationSchema, "Accepted: the write is on its way to the chain"),
    headers: z.object({ Location: z.string() }),
  },
};

/** The headers that every write takes. */
export const writeHeaders = z.object({
  "Idempotency-Key": z.string().max(255).optional(),
  Prefer: z.string().optional().openapi({ description: "`respond-async`: do not wait for the chain" }),
});

/** The headers of a change that may be conditional. */
export const changeHeaders = writeHeaders.extend({
  "If-Match": z
    .string()
    .optional()
    .openapi({ description: "Change it only while it is as the ETag of a GET says: else 412" }),
});

/** Documents that a route needs a token. */
export const signedInOnly = { security: [{ bearer: [] }] };

/** The parameters of a page. */
export const pageQuery = z.object({
  page: z.coerce.number().int().min(1).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(10),
  search: z.string().optional(),
  cursor: z.string().optional().openapi({
    description:
      "The `nextCursor` of a page, in place of `page`: what is added meanwhile moves nothing to another page",
  }),
});
