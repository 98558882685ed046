import type { Services } from "../services.ts";
import { requireUidAccess, uidHash, unknownUid } from "./uid.ts";

/**
 * End a UID, which whoever knows it may do. A UID that was ended before is ended: a retry is answered like the first.
 * Throws `unauthenticated` if there never was such a one, or where UIDs are switched off.
 */
export async function revokeUid(services: Pick<Services, "hashOf" | "settings" | "uids">, uid: string): Promise<void> {
  requireUidAccess(services);
  const hash = uidHash(services, uid);
  if (!hash || !(await services.uids.revoke(hash))) throw unknownUid();
}
