/** Building blocks for the documentation of this dialect's routes. */
import { type RouteConfig, z } from "@hono/zod-openapi";
import { UID_HEADER } from "./credentials.ts";
import { acceptedSchema, errorSchema } from "./schema.ts";

/** A JSON answer or request body. */
export function jsonOf(schema: z.ZodType, description: string) {
  return { description, content: { "application/json": { schema } } };
}

/** A request body in JSON, or as a form with a picture beside the same fields. */
export function withPicture(schema: z.ZodType, description: string) {
  const form = z.intersection(
    schema,
    z.object({ picture: z.string().optional().openapi({ format: "binary", description: "A file, by any name" }) }),
  );
  const { content } = jsonOf(schema, description);
  return { description, content: { ...content, "multipart/form-data": { schema: form } } };
}

/** The failures that a route may answer with. */
export function failures(...statuses: readonly number[]): RouteConfig["responses"] {
  return Object.fromEntries(statuses.map((status) => [status, jsonOf(errorSchema, "Failure")]));
}

/** The answer to a write that is still on its way. */
export const accepted = {
  202: {
    ...jsonOf(acceptedSchema, "Accepted: the write is on its way to the chain"),
    headers: z.object({ Location: z.string() }),
  },
};

/** The headers that every write takes. */
export const writeHeaders = z.object({
  [UID_HEADER]: z.string().optional(),
  "Idempotency-Key": z.string().max(255).optional(),
  Prefer: z.string().optional().openapi({ description: "`respond-async`: do not wait for the chain" }),
});

/** A write asks for a UID, or for an access token instead. */
export const byUidOrToken = { security: [{}, { bearer: [] }] };
