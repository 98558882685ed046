/**
 * UIDs, the bearer secrets of the tomato document: UUIDs of version 4, 122 random bits. Whoever knows one acts as its
 * account, so only its hash is kept; that many bits need no slow hash.
 */

import type { Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";

const UID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A new UID. */
export function newUid(): string {
  return crypto.randomUUID();
}

/** The stored hash of a UID; undefined for a malformed one. Its digits may be of either case (RFC 9562). */
export function uidHash(services: Pick<Services, "hashOf">, text: string): Hex | undefined {
  const uid = text.toLowerCase();
  return UID.test(uid) ? services.hashOf({ uid }) : undefined;
}

/** Throws `unauthenticated` where UIDs are switched off. */
export function requireUidAccess(services: Pick<Services, "settings">): void {
  if (services.settings.uidAccess) return;
  throw new DomainError("unauthenticated", "UIDs are switched off on this server: send an access token instead");
}

/** The error for an invalid UID: the same whether it never existed or was revoked. */
export function unknownUid(): DomainError {
  return new DomainError("unauthenticated", "The user UID is unknown or was revoked");
}
