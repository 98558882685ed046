import { createHash } from "node:crypto";
import type { RequestContext } from "./env.ts";

/** Whether `If-None-Match` names this tag (RFC 9110 §13.1.2: weak comparison). */
export function isFresh(context: RequestContext, etag: string): boolean {
  const header = context.req.header("if-none-match");
  if (header === undefined) return false;
  return header.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
}

/**
 * Public JSON that caches may keep but must ask about: a strong ETag, the hash of the body, and 304 where the caller
 * has it already.
 */
export function conditionalJson(context: RequestContext, value: unknown): Response {
  const body = JSON.stringify(value);
  const etag = `"${createHash("sha256").update(body).digest("base64url")}"`;
  const headers = { ETag: etag, "Cache-Control": "no-cache" };
  if (isFresh(context, etag)) return context.body(null, 304, headers);
  return context.body(body, 200, { ...headers, "Content-Type": "application/json" });
}
