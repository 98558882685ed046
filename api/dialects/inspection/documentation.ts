/** Building blocks for the documentation of this dialect's routes. */
import { type RouteConfig, z } from "@hono/zod-openapi";
import { operationSchema, problemSchema } from "./schema.ts";

/** A JSON answer. */
export function jsonOf(schema: z.ZodType, description: string) {
  return { description, content: { "application/json": { schema } } };
}

/** A JSON request body. */
export function bodyOf(schema: z.ZodType): NonNullable<RouteConfig["request"]> {
  return { body: { required: true, content: { "application/json": { schema } } } };
}

/** The failures that a route may answer with. */
export function failures(...statuses: readonly number[]): RouteConfig["responses"] {
  const failure = { description: "Failure", content: { "application/problem+json": { schema: problemSchema } } };
  return Object.fromEntries(statuses.map((status) => [status, failure]));
}

/** The answer to a write that is still on its way. */
export const accepted = acceptedOf(operationSchema);

/** The same, where the answer tells more. */
export function acceptedOf(schema: z.ZodType) {
  return {
    202: {
      ...jsonOf(schema, "Accepted: on its way to the chain, or to be signed by the account's own wallet"),
      headers: z.object({ Location: z.string() }),
    },
  };
}

/** The header that every write takes. */
export const keyHeader = z.object({ "Idempotency-Key": z.string().max(255).optional() });

/** The headers that a write to the chain takes. */
export const writeHeaders = keyHeader.extend({
  Prefer: z.string().optional().openapi({ description: "`respond-async`: do not wait for the chain" }),
});

/** Documents that a route needs a token. */
export const signedInOnly = { security: [{ bearer: [] }] };
