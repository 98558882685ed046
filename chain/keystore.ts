/**
 * The custodial keys. One master key, kept encrypted in the Web3 Secret Storage format (any Ethereum wallet opens the
 * file with its passphrase); every account's key is derived from it by BIP-32, by the account's identifier, which stands
 * in the database and in a register beside the master key (`key-register.ts`).
 *
 *     m/44'/60'/4'/a'/b'/c'/d'   account of the identifier a b c d
 *     m/44'/60'/0'/0/n           account n, from before identifiers were random
 *     m/44'/60'/1'/0/0           relayer, pays gas
 *     m/44'/60'/2'/0/0           default admin of a local chain; never of another
 *     m/44'/60'/3'/0/g           seed of the key that signs access tokens, generation g + 1
 *     m/44'/60'/3'/1/0           key of what is stored hashed or sealed
 *     m/44'/60'/5'/0/0           registrar, grants roles
 */
import { randomBytes } from "node:crypto";
import { access, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { decryptKeystoreJson, encryptKeystoreJson, HDNodeWallet, Mnemonic } from "ethers";
import type { CustodialKeys } from "../domain/accounts/ports.ts";
import type { Hex } from "../domain/shared/hex.ts";
import { keyPath, newKeyId } from "./key-identifiers.ts";
import { type KeyRegister, keyRegister } from "./key-register.ts";

/** The keys of one installation. */
export interface Keys {
  /** The key of this identifier, of an account held here. */
  account(keyId: string): HDNodeWallet;
  /** Which keys were given to accounts. */
  readonly register: KeyRegister;
  readonly relayer: HDNodeWallet;
  readonly registrar: HDNodeWallet;
  /** Derived when it is asked for: a process in production has no default admin's key. */
  readonly admin: () => HDNodeWallet;
  /** 32 secret bytes for the signing of access tokens; each generation, from 1, has its own. */
  tokenSeed(generation: number): Uint8Array;
  /** 32 secret bytes under which the database keeps what must not be read from it: codes, refresh tokens, messages. */
  readonly storageSecret: Uint8Array;
}

/** The passphrase is wrong, or missing where one is required. */
export class KeystoreError extends Error {
  override readonly name = "KeystoreError";
}

/** The master key's file in the keystore's folder. */
export const MASTER_KEY_FILE = "master-key.json";

/** How hard the passphrase is to guess: scrypt's N. Tests lower it. */
export const SCRYPT_COST = 131_072;

/**
 * Open the keystore in a folder, making it on first run (all files with mode 0600).
 *
 * @param passphrase From the settings. Without one, a random passphrase is kept beside the keystore, which protects
 *   copies of the keystore alone: fit for development only.
 */
export async function openKeystore(
  folder: string,
  passphrase: string | undefined,
  options: { scryptCost?: number } = {},
): Promise<Keys> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, MASTER_KEY_FILE);
  const register = keyRegister(folder);
  const secret = passphrase ?? (await developmentPassphrase(join(folder, "development-passphrase")));
  if (!(await exists(file))) {
    // First, so that a master key without a register is known to be older than that.
    register.add([]);
    await writeSecret(file, await newMasterKey(secret, options.scryptCost ?? SCRYPT_COST));
  }

  const account = await decryptKeystoreJson(await readFile(file, "utf8"), secret).catch(() => {
    throw new KeystoreError("KEYSTORE_PASSPHRASE does not open the master key");
  });
  if (!account.mnemonic) throw new KeystoreError("The master key's file holds no mnemonic");
  return keysOf(Mnemonic.fromEntropy(account.mnemonic.entropy), register);
}

function keysOf(mnemonic: Mnemonic, register: KeyRegister): Keys {
  const root = HDNodeWallet.fromMnemonic(mnemonic, "m/44'/60'");
  const branches = { "0'/0": root.derivePath("0'/0"), "4'": root.derivePath("4'") };
  const known = new Map<string, HDNodeWallet>();
  return {
    account(keyId) {
      const cached = known.get(keyId);
      if (cached) return cached;
      const { branch, path } = keyPath(keyId);
      const wallet = branches[branch].derivePath(path);
      if (known.size > 10_000) known.clear();
      known.set(keyId, wallet);
      return wallet;
    },
    register,
    relayer: root.derivePath("1'/0/0"),
    registrar: root.derivePath("5'/0/0"),
    admin: () => root.derivePath("2'/0/0"),
    tokenSeed: (generation) => bytesOf(root.derivePath(`3'/0/${generation - 1}`)),
    storageSecret: bytesOf(root.derivePath("3'/1/0")),
  };
}

function bytesOf(wallet: HDNodeWallet): Uint8Array {
  return Buffer.from(wallet.privateKey.slice(2), "hex");
}

/** A key's address, lower-case, without giving out the key. */
export function custodialAddress(keys: Pick<Keys, "account">, keyId: string): Hex {
  return keys.account(keyId).address.toLowerCase() as Hex;
}

/** The keys as the domain knows them: addresses, and new ones for new accounts. */
export function custodialKeys(keys: Pick<Keys, "account" | "register">): CustodialKeys {
  return {
    addressOf: (keyId) => custodialAddress(keys, keyId),
    create() {
      const keyId = newKeyId();
      const address = custodialAddress(keys, keyId);
      return {
        keyId,
        address,
        register: (account) => keys.register.add([{ keyId, address, account, created: new Date().toISOString() }]),
      };
    },
  };
}

async function newMasterKey(passphrase: string, scryptCost: number): Promise<string> {
  const mnemonic = Mnemonic.fromEntropy(randomBytes(32));
  const { address, privateKey, path } = HDNodeWallet.fromMnemonic(mnemonic);
  return encryptKeystoreJson(
    { address, privateKey, mnemonic: { entropy: mnemonic.entropy, path: path as string, locale: "en" } },
    passphrase,
    { scrypt: { N: scryptCost, r: 8, p: 1 } },
  );
}

async function developmentPassphrase(file: string): Promise<string> {
  if (!(await exists(file))) await writeSecret(file, randomBytes(32).toString("base64url"));
  return (await readFile(file, "utf8")).trim();
}

async function writeSecret(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text, { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
