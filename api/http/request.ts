import type { Context } from "../../domain/services.ts";
import type { RequestContext } from "./env.ts";
import { RequestFault } from "./failure.ts";

/** A verb's context: who is signed in, the request's idempotency key, and whether it prefers not to wait. */
export function contextOf(context: RequestContext): Context {
  const key = context.req.header("idempotency-key")?.trim();
  if (key !== undefined && !/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new RequestFault("malformed", "Idempotency-Key must be 1 to 255 printable ASCII characters");
  }
  const preferences = (context.req.header("prefer") ?? "")
    .split(",")
    .map((preference) => preference.trim().toLowerCase());
  return {
    account: context.get("account") ?? null,
    sessionId: context.get("sessionId") ?? null,
    idempotencyKey: key ?? null,
    respondAsync: preferences.includes("respond-async"),
  };
}

/** A path parameter, decoded. */
export function pathParameter(context: RequestContext, name: string): string {
  return context.req.param(name) ?? "";
}
