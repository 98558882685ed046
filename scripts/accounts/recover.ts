/** Gives accounts back the keys that they had in a lost database. The operator decides which is whose. */
import { access } from "node:fs/promises";
import { join } from "node:path";
import { type Keys, MASTER_KEY_FILE, openKeystore } from "../../chain/keystore.ts";
import type { Settings } from "../../config/settings.ts";
import type { Account } from "../../domain/accounts/account.ts";
import { accountKeysRepository, type RecoveryRefusal } from "../../store/accounts/account-keys.ts";
import type { Database } from "../../store/database.ts";
import { CommandError } from "../deploy/command-error.ts";
import { type Evidence, type LostKey, lostKeys } from "./lost-keys.ts";
import { accountNamed } from "./open.ts";

const REFUSALS: Readonly<Record<RecoveryRefusal, string>> = {
  acted: "recorded something already, or holds a batch: a key goes to a newly registered account only",
  wallet: "bound a wallet: a key goes to an account that did not yet, which may bind it afterwards",
  taken: "cannot have it: this key is another account's",
};

/** How many batches are listed per key. */
const NAMED = 5;

/** The keystore of an installation. Throws a CommandError where there is none: opening would create a new one. */
export async function existingKeystore({
  dataFolder,
  keystorePassphrase,
}: Pick<Settings, "dataFolder" | "keystorePassphrase">): Promise<Keys> {
  const folder = join(dataFolder, "keystore");
  await access(join(folder, MASTER_KEY_FILE)).catch(() => {
    throw new CommandError(`There is no keystore in ${folder}`);
  });
  return openKeystore(folder, keystorePassphrase);
}

/** Assign the key, named by its identifier or its address, to the account with this username. */
export async function recoverKey(
  database: Database,
  keys: Keys,
  wanted: string,
  username: string,
  firstNumber?: number,
): Promise<{ readonly account: Account; readonly key: LostKey }> {
  const account = await accountNamed(database, username);
  const lost = await lostKeys(database, keys, firstNumber);
  const key = lost.find(({ keyId, address }) => keyId === wanted || address === wanted.toLowerCase());
  if (!key) {
    throw new CommandError(
      `${wanted} is no key that an account is missing: \`npm run accounts -- recover\` lists those`,
    );
  }
  if (key.isForeign) {
    throw new CommandError(`The key ${key.keyId} was made by another master key than the one in this keystore`);
  }
  // Before its first use, like any other.
  if (!key.given) {
    keys.register.add([
      { keyId: key.keyId, address: key.address, account: account.id, created: new Date().toISOString() },
    ]);
  }
  const { keyId, address } = key;
  const recovery = { accountId: account.id, keyId, address, at: new Date() };
  const refusal = await accountKeysRepository(database).recover(recovery);
  if (refusal) throw new CommandError(`${account.username} ${REFUSALS[refusal]}`);
  return { account, key };
}

/** A readable list of the keys without an account. */
export function lostKeysReport(
  lost: readonly LostKey[],
  unreadable: number,
  mirroredBlock: number | undefined,
): string {
  const used = lost.filter(({ evidence }) => isUsed(evidence));
  const parts = [
    mirroredBlock === undefined
      ? "The mirror has not begun, so nothing is known of what the keys did: start the instance, or run `npm run rebuild`."
      : `By the mirror of the chain up to block ${mirroredBlock}:`,
    ...used.map(keyLines),
    `${used.length === 1 ? "1 key that no account has was" : `${used.length} keys that no account has were`} used on the chain; ${lost.length - used.length} more were not.`,
  ];
  if (unreadable > 0)
    parts.push(`${unreadable} of the register's lines cannot be read: a crash leaves one unfinished.`);
  if (used.length > 0) {
    parts.push(
      "To give one back: npm run accounts -- recover KEY NAME, where NAME is the username of an account that was newly\n" +
        "registered for it. Make sure first who is behind that account: by a way that you knew before, not by its name.",
    );
  }
  return parts.join("\n\n");
}

function isUsed({ roles, lines, holds }: Evidence): boolean {
  return roles.length > 0 || lines > 0 || holds.length > 0;
}

function keyLines({ keyId, address, given, isForeign, evidence }: LostKey): string {
  return [
    `${keyId}${isForeign ? " (of another master key)" : ""}`,
    `  address  ${address}`,
    `  given    ${given ? `to account ${given.account} on ${given.created.slice(0, 10)}` : "before there was a register"}`,
    `  on chain ${evidenceLine(evidence)}`,
  ].join("\n");
}

/** An address's activity, in a line. */
export function evidenceLine({ roles, lines, lastAt, holds }: Evidence): string {
  const last = lastAt === null ? "" : `, the last on ${new Date(lastAt * 1000).toISOString().slice(0, 10)}`;
  const named = `${holds.slice(0, NAMED).join(", ")}${holds.length > NAMED ? ", …" : ""}`;
  return [
    roles.length > 0 ? roles.join(", ") : "no role",
    `${lines} lines${last}`,
    holds.length > 0 ? `holds ${holds.length} batches: ${named}` : "holds no batch",
  ].join("; ");
}
