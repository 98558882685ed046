import type { Services } from "../services.ts";
import { requireUidAccess, uidHash, unknownUid } from "./uid.ts";

/**
 * Revoke a UID, which anybody who knows it may do. Revoking again is answered like the first time. Throws
 * `unauthenticated` if it never existed, or if UIDs are switched off.
 */
export async function revokeUid(services: Pick<Services, "hashOf" | "settings" | "uids">, uid: string): Promise<void> {
  requireUidAccess(services);
  const hash = uidHash(services, uid);
  if (!hash || !(await services.uids.revoke(hash))) throw unknownUid();
}
