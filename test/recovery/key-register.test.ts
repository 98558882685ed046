/** Identifiers of keys, and the register that outlives the database. */
import { fork } from "node:child_process";
import { appendFile, mkdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { HDNodeWallet } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isKeyId, keyPath, newKeyId } from "../../chain/key-identifiers.ts";
import { KEY_REGISTER, keyRegister, type RegisteredKey } from "../../chain/key-register.ts";
import { custodialKeys, openKeystore } from "../../chain/keystore.ts";
import { temporaryFolder } from "../support/folder.ts";

const PASSPHRASE = "a passphrase for tests";
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let count = 0;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.close());

async function emptyFolder(): Promise<string> {
  const path = join(folder.path, String(++count));
  await mkdir(path);
  return path;
}

const key = (account: number): RegisteredKey => ({
  keyId: newKeyId(),
  address: `0x${String(account).padStart(40, "0")}`,
  account,
  created: "2025-05-15T08:00:00.000Z",
});

test("identifiers are random, name one key each, and numbers name the keys that they always named", async () => {
  const ids = Array.from({ length: 2_000 }, newKeyId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every(isKeyId)).toBe(true);
  expect(new Set(ids.map((id) => keyPath(id).path)).size).toBe(ids.length);
  expect(keyPath("0000000a7fffffff0000000000000010")).toEqual({ branch: "4'", path: "10'/2147483647'/0'/16'" });
  for (const wrong of ["", "0", "-1", "1.5", "2147483648", "f".repeat(32), "7".repeat(31), "A".repeat(32), "../1"]) {
    expect([wrong, isKeyId(wrong)]).toEqual([wrong, false]);
    expect(() => keyPath(wrong)).toThrow("identifies no account's key");
  }

  const keys = await openKeystore(await emptyFolder(), PASSPHRASE, { scryptCost: 1024 });
  const parent = HDNodeWallet.fromPhrase(keys.relayer.mnemonic?.phrase ?? "", "", "m/44'/60'/0'/0");
  expect(keys.account("17").address).toBe(parent.deriveChild(17).address);
  const [one, other] = [custodialKeys(keys).create(), custodialKeys(keys).create()];
  expect(one.address).not.toBe(other.address);
  expect(keys.account(one.keyId).address.toLowerCase()).toBe(one.address);
});

test("a new keystore begins a register that its owner alone reads, and that tells keys but no names", async () => {
  const path = await emptyFolder();
  const keys = await openKeystore(path, PASSPHRASE, { scryptCost: 1024 });
  expect(keys.register.exists()).toBe(true);
  const created = custodialKeys(keys).create();
  expect(keys.register.read().keys).toEqual([]);
  created.register(7);
  const { keyId, address } = created;
  const kept = { keyId, address, account: 7, created: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) };
  expect(keys.register.read()).toEqual({ keys: [kept], unreadable: 0 });
  expect((await stat(join(path, KEY_REGISTER))).mode & 0o777).toBe(0o600);
  // Opened again, and by who has no passphrase.
  expect((await openKeystore(path, PASSPHRASE)).register.read().keys).toEqual([kept]);
  expect(keyRegister(path).read().keys).toEqual([kept]);

  // A master key from before there were registers is told from a new one.
  await rm(join(path, KEY_REGISTER));
  expect((await openKeystore(path, PASSPHRASE)).register.exists()).toBe(false);
});

test("a line that a crash left unfinished spoils no other, wherever it ended", async () => {
  const path = await emptyFolder();
  const file = join(path, KEY_REGISTER);
  const [first, torn, last] = [key(1), key(2), key(3)];
  keyRegister(path).add([first, torn]);
  const whole = await readFile(file, "utf8");
  const begin = whole.indexOf("\n") + 1;
  for (let end = begin; end < whole.length; end += 9) {
    await writeFile(file, whole);
    await truncate(file, end);
    const register = keyRegister(path);
    expect(register.read()).toEqual({ keys: [first], unreadable: end === begin ? 0 : 1 });
    register.add([last]);
    expect(register.read().keys).toEqual([first, last]);
  }
  // What is no key of ours is passed over; what comes twice is one.
  await appendFile(file, '{"key":"../1"}\n[]\nnull\n"x"\n\n');
  keyRegister(path).add([first]);
  expect(keyRegister(path).read()).toMatchObject({ keys: [first, last], unreadable: 5 });
});

test("processes that write at once lose nothing of one another's", async () => {
  const path = await emptyFolder();
  const writers = Array.from({ length: 4 }, (_, writer) =>
    fork(new URL("./support/register-keys.ts", import.meta.url), [path, String(writer * 100), "100"], { execArgv: [] }),
  );
  const codes = writers.map((writer) => new Promise((resolve) => writer.once("exit", resolve)));
  expect(await Promise.all(codes)).toEqual([0, 0, 0, 0]);
  const { keys, unreadable } = keyRegister(path).read();
  expect(unreadable).toBe(0);
  expect(keys.map(({ account }) => account).sort((a, b) => a - b)).toEqual(Array.from({ length: 400 }, (_, i) => i));
});
