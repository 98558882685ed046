/** Holds the accounts in SQL and the keystore's register of keys against each other, before the first request. */
import { custodialAddress, type Keys } from "../../chain/keystore.ts";
import { accountKeysRepository } from "../../store/accounts/account-keys.ts";
import type { Database } from "../../store/database.ts";

/** How many accounts a database may have had that was lost before there was a register of keys. */
const NUMBERS_SKIPPED = 1_000_000;

/**
 * Enter into the register every key that an account has and it lacks, and see to it that no account gets a number that
 * one had before, in a database that was lost: records name accounts by their numbers.
 */
export async function settleAccountKeys(database: Database, keys: Keys): Promise<void> {
  const { register } = keys;
  const stored = accountKeysRepository(database);
  const accounts = await stored.all();
  const registered = register.read().keys;
  const known = new Set(registered.map(({ keyId }) => keyId));

  // A keystore without a register is in use already: what used it, where not this database, is not known any more.
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
