/**
 * The contents of a backup's archive: these names and no others, so that nothing can be put where it does not belong.
 */

/** The database's file, in the archive and below DATA_DIR. */
export const DATABASE = "suyuan.sqlite";
/** One line per file, as `sha256sum` writes and checks them. */
export const SUMS = "SHA256SUMS";
/** The last entry: an archive without it is truncated. */
export const MANIFEST = "manifest.json";
/** The digests of the objects that the database names, if the objects themselves are elsewhere. */
export const OBJECT_LIST = "objects.txt";
/** The passphrase that a development instance stores next to the master key. */
export const PASSPHRASE = "keystore/development-passphrase";
export const MASTER_KEY = "keystore/master-key.json";
/** The register of account keys. */
export const KEY_REGISTER = "keystore/account-keys.jsonl";
export const CHAIN_STATE = "chain/state.json";
export const GENESIS_TIME = "chain/genesis-time";
/** Marks that the demonstration was loaded into this installation. */
export const DEMO_MARKER = "demo-loaded";

const FIXED = [DATABASE, OBJECT_LIST, PASSPHRASE, MASTER_KEY, KEY_REGISTER, CHAIN_STATE, GENESIS_TIME, DEMO_MARKER];
const DEPLOYMENT = /^deployments\/\d{1,16}\/Trace(-0x[0-9a-f]{40})?(\.input)?\.json$/;
const OBJECT = /^objects\/(public|restricted|erased)\/([0-9a-f]{2})\/(\2[0-9a-f]{62})$/;

/** Whether a backup may contain a file of this name, besides its manifest and sums. */
export function isKnownName(name: string): boolean {
  return FIXED.includes(name) || DEPLOYMENT.test(name) || OBJECT.test(name);
}

/** The SHA-256 in an object's name; undefined if it is not an object, or was erased. */
export function promisedDigest(name: string): string | undefined {
  const [, place, , digest] = OBJECT.exec(name) ?? [];
  return place === "erased" ? undefined : digest;
}

/** A line of the sums, as `sha256sum` writes it. */
export function sumLine(sha256: string, name: string): string {
  return `${sha256}  ${name}\n`;
}
