/**
 * Which keys were given to accounts: a file beside the master key, to which a line is added before a key is first used.
 * With it, keystore and chain are enough to find every account's key again, and no key is given to two. It holds no
 * secret, and no name either: a name would prove nothing to whoever has to decide whose a key is.
 */
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Hex } from "../domain/shared/hex.ts";
import { isKeyId } from "./key-identifiers.ts";

/** The register's name in the keystore's folder. */
export const KEY_REGISTER = "account-keys.jsonl";

/** A key that was given to an account. */
export interface RegisteredKey {
  readonly keyId: string;
  readonly address: Hex;
  /** The number of the account that it was given to, in the database of that time. */
  readonly account: number;
  /** When. */
  readonly created: string;
}

/** The register of an installation. */
export interface KeyRegister {
  /** Whether there is one: a keystore from before there were registers has none. */
  exists(): boolean;
  /** Write down keys, none to begin a register. They are on the disk when this returns. */
  add(keys: readonly RegisteredKey[]): void;
  /** What was written down, each key once, and how many lines cannot be read: a crash leaves one unfinished. */
  read(): { readonly keys: readonly RegisteredKey[]; readonly unreadable: number };
}

/** The register in a keystore's folder. Several processes may add to it at once. */
export function keyRegister(folder: string): KeyRegister {
  const file = join(folder, KEY_REGISTER);
  return {
    exists: () => existsSync(file),

    // Without waiting for anything else: an account's row is written in the same transaction, right after.
    add(keys) {
      const isNew = !existsSync(file);
      const { O_APPEND, O_CREAT, O_RDWR } = constants;
      const handle = openSync(file, O_APPEND | O_CREAT | O_RDWR, 0o600);
      try {
        const lines = keys.map(({ keyId, ...rest }) => `${JSON.stringify({ key: keyId, ...rest })}\n`).join("");
        // One write: lines of several processes do not mix. What a crash left unfinished is kept apart from them.
        writeWhole(handle, isFinished(handle) ? lines : `\n${lines}`);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
      if (isNew) syncFolder(dirname(file));
    },

    read() {
      const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
      const keys = new Map<string, RegisteredKey>();
      let unreadable = 0;
      for (const line of lines) {
        const key = parse(line);
        if (!key) unreadable += 1;
        else if (!keys.has(key.keyId)) keys.set(key.keyId, key);
      }
      return { keys: [...keys.values()], unreadable };
    },
  };
}

function writeWhole(handle: number, text: string): void {
  const bytes = Buffer.from(text);
  if (bytes.length > 0 && writeSync(handle, bytes) !== bytes.length) {
    throw new Error("the register of keys could not be written to: is the disk full?");
  }
}

function isFinished(handle: number): boolean {
  const { size } = fstatSync(handle);
  if (size === 0) return true;
  const last = Buffer.alloc(1);
  readSync(handle, last, 0, 1, size - 1);
  return last.toString() === "\n";
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, constants.O_RDONLY);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function parse(line: string): RegisteredKey | undefined {
  let value: Record<string, unknown>;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  const { key, address, account, created } = value ?? {};
  if (typeof key !== "string" || !isKeyId(key)) return undefined;
  if (typeof address !== "string" || !/^0x[0-9a-f]{40}$/.test(address)) return undefined;
  if (!Number.isSafeInteger(account) || typeof created !== "string") return undefined;
  return { keyId: key, address: address as Hex, account: account as number, created };
}
