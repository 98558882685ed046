/** Building blocks for the documentation of this dialect's routes. */
import { type RouteConfig, z } from "@hono/zod-openapi";
import { errorSchema } from "./schema.ts";

/** A JSON answer or request body. */
export function jsonOf(schema: z.ZodType, description: string) {
  return { description, content: { "application/json": { schema } } };
}

/** Data in the envelope. */
export function dataOf(data: z.ZodType, description: string) {
  const schema = z.object({ success: z.literal(true), message: z.string(), timestamp: z.int(), data });
  return jsonOf(schema, description);
}

/** The envelope of a failure that still carries data: the system's state when it is unhealthy. */
export function failedDataOf(data: z.ZodType, description: string) {
  const schema = z.object({ success: z.literal(false), message: z.string(), timestamp: z.int(), data });
  return jsonOf(schema, description);
}

/**
 * Data in the envelope, or the envelope without any, for what a business rule refuses. `beside` holds fields next to
 * the data.
 */
export function dataOrRefusal(data: z.ZodType, description: string, beside: z.ZodRawShape = {}) {
  const schema = z.object({ success: z.literal(true), message: z.string(), timestamp: z.int(), ...beside, data });
  return jsonOf(z.union([schema, errorSchema]), `${description}; or \`success: false\` and why not`);
}

/** The failures that a route may answer with. */
export function failures(...statuses: readonly number[]): RouteConfig["responses"] {
  return Object.fromEntries(statuses.map((status) => [status, jsonOf(errorSchema, "Failure")]));
}

/** Documents that a route needs a token. */
export const signedInOnly = { security: [{ bearer: [] }] };

/** The header that writes take. */
export const writeHeaders = z.object({ "Idempotency-Key": z.string().max(255).optional() });
