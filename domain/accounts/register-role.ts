import type { Context, Services } from "../services.ts";
import { newId } from "../shared/new-id.ts";
import type { Role } from "../shared/roles.ts";
import type { Account } from "./account.ts";
import { granted } from "./register-account.ts";
import { newUid, requireUidAccess, uidHash } from "./uid.ts";

/**
 * A new account and the secret that gives access to it. The secret is shown only this once: only its hash is stored.
 */
export interface RegisteredRole {
  readonly uid: string;
  readonly account: Account;
}

/**
 * Create an account that is used by a UID. It is like any other, except that nobody knows its password. Its role is
 * granted as at any registration. Throws `unauthenticated` where UIDs are switched off.
 */
export async function registerRole(
  services: Pick<
    Services,
    "accounts" | "applications" | "hashOf" | "keys" | "outbox" | "passwords" | "settings" | "uids"
  >,
  context: Context,
  role: Role | null,
): Promise<RegisteredRole> {
  requireUidAccess(services);
  const username = newId(role ?? "consumer");
  const account = await services.accounts.create(
    {
      username,
      email: null,
      phone: null,
      name: username,
      role,
      passwordHash: await services.passwords.hash(newUid() + newUid()),
      grantDue: role !== null && services.settings.registration === "open",
    },
    services.keys.create(),
  );
  const uid = newUid();
  await services.uids.add(uidHash(services, uid) as `0x${string}`, account.id, role);
  return { uid, account: await granted(services, context, account) };
}
