/** Identifies the caller: by a UID in the header or in the body, or by an access token. */

import { authenticateUid } from "../../../domain/accounts/authenticate-uid.ts";
import { requireUidAccess } from "../../../domain/accounts/uid.ts";
import type { Context } from "../../../domain/services.ts";
import { DomainError } from "../../../domain/shared/errors.ts";
import { readJson } from "../../http/body.ts";
import type { RequestContext } from "../../http/env.ts";
import { RequestFault } from "../../http/failure.ts";
import { contextOf } from "../../http/request.ts";
import type { RouteOptions } from "../../options.ts";

/** The name of the header that carries a UID. */
export const UID_HEADER = "X-User-UID";

/** A request's body without the UID, and the UID. */
export interface Body {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly uid: string | undefined;
}

/** Read a body that is an object, and the UID from it or from the header. Throws a fault if those differ. */
export async function readBody(context: RequestContext): Promise<Body> {
  const json = await readJson(context);
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new RequestFault("malformed", "The body must be a JSON object");
  }
  const { uid: inBody, ...fields } = json as Record<string, unknown>;
  if (inBody !== undefined && inBody !== null && typeof inBody !== "string") {
    throw new RequestFault("malformed", "User UID must be a text");
  }
  const uids = [context.req.header(UID_HEADER), inBody].map((uid) => uid?.trim()).filter((uid) => uid);
  if (uids.length === 2 && uids[0]?.toLowerCase() !== uids[1]?.toLowerCase()) {
    throw new RequestFault("malformed", "The user UIDs in header and body differ");
  }
  return { fields, uid: uids[0] };
}

/**
 * Read a write's body and identify the caller; a token's account was already found (`bearer`). It counts as one of the
 * account's writes. Throws `unauthenticated` for an unknown caller.
 */
export async function readWrite(
  { services, limiter }: RouteOptions,
  context: RequestContext,
): Promise<{ readonly asked: Context; readonly fields: Body["fields"] }> {
  const { fields, uid } = await readBody(context);
  const isTokenAlone = uid === undefined && context.get("account");
  if (!isTokenAlone) requireUidAccess(services);
  if (uid !== undefined) {
    const account = await limited(limiter, context, () => authenticateUid(services, uid));
    const signedIn = context.get("account");
    if (signedIn && signedIn.id !== account.id) {
      throw new RequestFault("malformed", "The user UID and the access token are of different accounts");
    }
    context.set("account", account);
  }
  const account = context.get("account");
  if (!account) throw new DomainError("unauthenticated", "User UID required");
  await limiter.countWrite(context, account.id);
  return { asked: contextOf(context), fields };
}

/** Do something authorised by a UID. A wrong one counts as a log-in from the caller's address. */
export async function limited<T>(
  limiter: RouteOptions["limiter"],
  context: RequestContext,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError && error.code === "unauthenticated") await limiter.countAddress(context, "logIn");
    throw error;
  }
}
