/** The keys of this keystore without an account: those of accounts whose database was lost. */
import { isNumbered } from "../../chain/key-identifiers.ts";
import { custodialAddress, type Keys } from "../../chain/keystore.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { type Role, rolesIn } from "../../domain/shared/roles.ts";
import { accountKeysRepository } from "../../store/accounts/account-keys.ts";
import type { Database } from "../../store/database.ts";

/** An address's activity, according to the mirror. */
export interface Evidence {
  readonly roles: readonly Role[];
  /** Number of its lines, and the time of the last in seconds. */
  readonly lines: number;
  readonly lastAt: number | null;
  /** The codes of the batches that it holds. */
  readonly holds: readonly string[];
}

/** A key without an account. */
export interface LostKey {
  readonly keyId: string;
  readonly address: Hex;
  /** When it was assigned, and to which account; undefined if it is older than the register. */
  readonly given: { readonly account: number; readonly created: string } | undefined;
  /** Whether the register has a different address for it than this master key derives. */
  readonly isForeign: boolean;
  readonly evidence: Evidence;
}

/** The scan stops after this many unused numbers in a row (as wallets do, BIP-44). */
const GAP = 1_000;
const NOTHING: Evidence = { roles: [], lines: 0, lastAt: null, holds: [] };

/**
 * Find the keys without an account: those in the register, and those from before identifiers were random, by scanning
 * account numbers.
 *
 * @param firstNumber Where the scan starts: after a restored backup numbers continued a million further.
 */
export async function lostKeys(database: Database, keys: Keys, firstNumber = 1): Promise<LostKey[]> {
  const attached = new Set((await accountKeysRepository(database).all()).map(({ keyId }) => keyId));
  const evidence = await evidenceIn(database);
  const found = new Map<string, LostKey>();
  for (const { keyId, address: registered, account, created } of keys.register.read().keys) {
    if (attached.has(keyId)) continue;
    const address = custodialAddress(keys, keyId);
    found.set(keyId, {
      keyId,
      address,
      given: { account, created },
      isForeign: address !== registered,
      evidence: evidence.get(address) ?? NOTHING,
    });
  }
  for (let number = firstNumber, unused = 0; unused < GAP && isNumbered(String(number)); number++) {
    const keyId = String(number);
    const address = custodialAddress(keys, keyId);
    const seen = evidence.get(address);
    unused = seen ? 0 : unused + 1;
    if (!seen || attached.has(keyId) || found.has(keyId)) continue;
    found.set(keyId, { keyId, address, given: undefined, isForeign: false, evidence: seen });
  }
  return [...found.values()].sort((a, b) => b.evidence.lines - a.evidence.lines);
}

async function evidenceIn({ read }: Database): Promise<Map<string, Evidence>> {
  const found = new Map<string, Evidence>();
  const add = (address: string, more: Partial<Evidence>) =>
    found.set(address, { ...(found.get(address) ?? NOTHING), ...more });

  const actors = await read
    .selectFrom("facts")
    .select(({ fn }) => ["actor", fn.countAll<number>().as("lines"), fn.max("timestamp").as("last")])
    .where("actor", "is not", null)
    .groupBy("actor")
    .execute();
  for (const { actor, lines, last } of actors) add(actor as string, { lines: Number(lines), lastAt: last });
  const batches = await read
    .selectFrom("batches")
    .select(["custodian", "code"])
    .orderBy("created_at", "desc")
    .execute();
  for (const { custodian, code } of batches) add(custodian, { holds: [...(found.get(custodian)?.holds ?? []), code] });
  const roles = await read.selectFrom("account_roles").selectAll().where("ever", "!=", 0).execute();
  for (const { address, current } of roles) add(address, { roles: rolesIn(current) });
  return found;
}
