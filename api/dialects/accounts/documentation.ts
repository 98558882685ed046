/** Building blocks for the documentation of this dialect's routes. */
import { type RouteConfig, z } from "@hono/zod-openapi";
import { errorSchema } from "./schema.ts";

/** The paths of this dialect begin with this. */
export const ACCOUNTS_PREFIX = "/api/auth";

/** A JSON answer or request body. */
export function jsonOf(schema: z.ZodType, description: string) {
  return { description, content: { "application/json": { schema } } };
}

/** A JSON request body. */
export function requestOf(schema: z.ZodType, description: string) {
  return { body: jsonOf(schema, description) as never };
}

/** Documents that a route takes an idempotency key. */
export const idempotent = { headers: z.object({ "Idempotency-Key": z.string().max(255).optional() }) };

/** A JSON request body of such a route. */
export function writeOf(schema: z.ZodType, description: string) {
  return { ...requestOf(schema, description), ...idempotent };
}

/** The failures that a route may answer with. */
export function failures(...statuses: readonly number[]): RouteConfig["responses"] {
  return Object.fromEntries(statuses.map((status) => [status, jsonOf(errorSchema, "Failure")]));
}

/** Documents that a route needs a token. */
export const signedInOnly = { security: [{ bearer: [] }] };

/** Answers that must not be cached. */
export const NO_STORE = { "Cache-Control": "no-store" };
