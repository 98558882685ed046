import { createHash } from "node:crypto";
import type { RequestContext } from "./env.ts";

/** Whether `If-None-Match` names this tag (RFC 9110 §13.1.2: weak comparison). */
export function isFresh(context: RequestContext, etag: string): boolean {
  const header = context.req.header("if-none-match");
  if (header === undefined) return false;
  return header.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
}

/**
 * JSON that caches may keep but must ask about: a strong ETag, the hash of the body, and 304 where the caller has it
 * already.
 *
 * @param state What the caller can make a condition of (`mayChange`): it begins the tag.
 */
export function conditionalJson(context: RequestContext, value: unknown, state?: string): Response {
  return conditionalText(context, JSON.stringify(value), "application/json", state);
}

/** The same of any text. */
export function conditionalText(context: RequestContext, body: string, contentType: string, state?: string): Response {
  const etag = etagOf(body, state);
  const headers = { ETag: etag, "Cache-Control": "no-cache" };
  if (isFresh(context, etag)) return context.body(null, 304, headers);
  return context.body(body, 200, { ...headers, "Content-Type": contentType });
}

/** A strong tag: of the body, after the state that it shows. */
export function etagOf(body: string, state?: string): string {
  const hash = createHash("sha256").update(body).digest("base64url");
  return state === undefined ? `"${hash}"` : `"${state}.${hash}"`;
}

/**
 * Whether `If-Match` lets a thing in this state be changed. How far its lines are settled is part of the body and not of the
 * state: that changes by itself.
 */
export function mayChange(context: RequestContext, state: string): boolean {
  const header = context.req.header("if-match");
  if (header === undefined) return true;
  return header.split(",").some((tag) => tag.trim() === "*" || tag.trim().startsWith(`"${state}.`));
}
