/** Identifies the caller: by a UID in the header or in the body, or by an access token. */

import { authenticateUid } from "../../../domain/accounts/authenticate-uid.ts";
import { requireUidAccess } from "../../../domain/accounts/uid.ts";
import type { Context } from "../../../domain/services.ts";
import { DomainError } from "../../../domain/shared/errors.ts";
import { readJson } from "../../http/body.ts";
import type { RequestContext } from "../../http/env.ts";
import { RequestFault } from "../../http/failure.ts";
import { isForm, readForm } from "../../http/form.ts";
import { contextOf } from "../../http/request.ts";
import type { RouteOptions } from "../../options.ts";

/** The name of the header that carries a UID. */
export const UID_HEADER = "X-User-UID";

/** A request's body without the UID, and the UID. */
export interface Body {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly uid: string | undefined;
  /** A picture that came along, in a form. */
  readonly picture: Uint8Array | undefined;
}

/**
 * Read a body that is an object, and the UID from it or from the header; a form too, with a picture, where a write may
 * bring one. Throws a fault if the UIDs differ.
 */
export async function readBody(context: RequestContext, pictureLimit?: number): Promise<Body> {
  const form = pictureLimit !== undefined && isForm(context) ? await readForm(context, pictureLimit) : undefined;
  if (form && form.files.length > 1) throw new RequestFault("malformed", "The form must have one picture");
  const json = form ? form.fields : await readJson(context);
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
  return { fields, uid: uids[0], picture: form?.files[0] };
}

/**
 * Read a write's body and identify the caller; a token's account was already found (`bearer`). It counts as one of the
 * account's writes. Throws `unauthenticated` for an unknown caller.
 */
export async function readWrite(
  { services, limiter, attachmentLimit }: RouteOptions,
  context: RequestContext,
  { takesPicture = false } = {},
): Promise<{ readonly asked: Context } & Pick<Body, "fields" | "picture">> {
  const { fields, uid, picture } = await readBody(context, takesPicture ? attachmentLimit : undefined);
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
  return { asked: contextOf(context), fields, picture };
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
