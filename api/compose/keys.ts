/** Reconciles the accounts in SQL with the keystore's register of keys, before the first request. */
import { custodialAddress, type Keys } from "../../chain/keystore.ts";
import { accountKeysRepository } from "../../store/accounts/account-keys.ts";
import type { Database } from "../../store/database.ts";

/** How many accounts a database may have had that was lost before the register of keys existed. */
const NUMBERS_SKIPPED = 1_000_000;

/**
 * Add to the register every account key it lacks, and make sure that no account gets a number that was used in a lost
 * database: records name accounts by their numbers.
 */
export async function settleAccountKeys(database: Database, keys: Keys): Promise<void> {
  const { register } = keys;
  const stored = accountKeysRepository(database);
  const accounts = await stored.all();
  const registered = register.read().keys;
  const known = new Set(registered.map(({ keyId }) => keyId));

  // A keystore without a register has been in use: if not by this database, by what is no longer known.
  const isForgotten = !register.exists() && accounts.length === 0;
  const last = registered.reduce((highest, { account }) => Math.max(highest, account), 0);
  if (isForgotten || last > 0) await stored.skipNumbers(isForgotten ? NUMBERS_SKIPPED : last);

  const missing = accounts.filter(({ keyId }) => !known.has(keyId));
  if (missing.length === 0 && register.exists()) return;
  register.add(
    missing.map(({ account, keyId, address, createdAt }) => ({
      keyId,
      address: address ?? custodialAddress(keys, keyId),
      account,
      created: createdAt.toISOString(),
    })),
  );
}
