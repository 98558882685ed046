import type { Services } from "../services.ts";
import type { Account } from "./account.ts";
import { requireUidAccess, uidHash, unknownUid } from "./uid.ts";

/** The account of a UID. Throws `unauthenticated` if it is unknown or revoked, or if UIDs are switched off. */
export async function authenticateUid(
  services: Pick<Services, "accounts" | "hashOf" | "settings" | "uids">,
  uid: string,
): Promise<Account> {
  requireUidAccess(services);
  const hash = uidHash(services, uid);
  const accountId = hash && (await services.uids.accountOf(hash));
  const account = accountId === undefined ? undefined : await services.accounts.byId(accountId);
  if (account) return account;
  throw unknownUid();
}
