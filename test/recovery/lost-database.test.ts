/**
 * The database is lost, keystore and chain are kept: nobody gets what was another's by coming first, and the firms are
 * recovered by a command on the machine, from what keystore and chain tell.
 */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { id as roleId } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { KEY_REGISTER, keyRegister } from "../../chain/key-register.ts";
import { type Keys, openKeystore } from "../../chain/keystore.ts";
import { tryPort } from "../../scripts/start/local-chain.ts";
import { openDatabase } from "../../store/database.ts";
import { startTestChain, type TestChain } from "../support/chain.ts";
import { recordDeployment } from "../support/deployment.ts";
import { temporaryFolder } from "../support/folder.ts";
import { startProcess, type TestProcess, until } from "../support/process.ts";

const PASSPHRASE = "a passphrase for tests";
const PASSWORD = "Secret123";
let chain: TestChain;
let keys: Keys;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let address: string;
let settings: Record<string, string>;
let running: TestProcess[] = [];

beforeAll(async () => {
  folder = await temporaryFolder();
  keys = await openKeystore(join(folder.path, "keystore"), PASSPHRASE, { scryptCost: 1024 });
  chain = await startTestChain({ admin: keys.relayer.address, registrar: keys.relayer });
  await recordDeployment(folder.path, chain);
  const port = await tryPort(0);
  address = `http://127.0.0.1:${port}`;
  settings = {
    DATA_DIR: folder.path,
    CHAIN_RPC_URL: chain.url,
    CHAIN_POLL_INTERVAL: "20",
    KEYSTORE_PASSPHRASE: PASSPHRASE,
    PORT: String(port),
  };
  await start();
});
afterAll(async () => {
  await stop();
  await chain.close();
  await folder.close();
});

async function start(): Promise<void> {
  running = ["indexer/main.ts", "api/main.ts"].map((module) => startProcess(module, settings));
  await until(async () => (await fetch(`${address}/healthz`)).ok);
}

async function stop(): Promise<void> {
  await Promise.all(running.map((process) => process.stop()));
}

async function loseDatabase(): Promise<void> {
  for (const end of ["", "-wal", "-shm", "-migration"]) {
    await rm(join(folder.path, `suyuan.sqlite${end}`), { force: true });
  }
}

async function call(method: string, path: string, token: string | undefined, body?: unknown) {
  const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
  const response = await fetch(address + path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: JSON of any shape
  return { status: response.status, body: (await response.json()) as any };
}

async function register(username: string, role: string) {
  const body = { username, email: `${username}@example.com`, password: PASSWORD, role };
  expect((await call("POST", "/api/auth/register", undefined, body)).status).toBe(201);
  return signIn(username);
}

async function signIn(username: string) {
  const { body } = await call("POST", "/api/auth/login", undefined, { username, password: PASSWORD });
  return { token: body.access_token as string, user: body.user as { id: number; address: string } };
}

async function command(script: string, ...parameters: string[]) {
  const process = startProcess(`scripts/${script}.ts`, settings, parameters);
  return { code: await process.exited, output: process.output() };
}

const batch = (batchCode: string) => ({ name: "Apples", batchCode, quantity: 10, unit: "kg" });
const create = async (code: string, token: string) => {
  const { status, body } = await call("POST", "/v1/traces", token, batch(code));
  expect(status).toBe(201);
  return body.data.id as string;
};
const patch = async (id: string, token: string) =>
  (await call("PATCH", `/v1/traces/${id}`, token, { description: "Changed" })).status;

test("whoever registers first is nobody else; who an account was is recovered by a command, and by nothing else", async () => {
  const firm = await register("green-valley", "supplier");
  const id = await create("VALLEY-1", firm.token);
  expect(await patch(id, firm.token)).toBe(200);

  await stop();
  await loseDatabase();
  await start();

  // A stranger comes first, and takes the very name.
  const stranger = await register("green-valley", "supplier");
  expect(stranger.user.address).not.toBe(firm.user.address);
  // Records name accounts by their numbers.
  expect(stranger.user.id).toBeGreaterThan(firm.user.id);
  await until(async () => (await call("GET", `/v1/traces/public/VALLEY-1`, undefined)).status === 200);
  expect(await patch(id, stranger.token)).toBe(403);
  // The firm's own token does not make it the stranger.
  expect((await call("GET", "/api/auth/me", firm.token)).status).toBe(401);

  const returned = await register("green-valley-2", "supplier");
  const listed = await command("accounts", "recover");
  expect(listed).toMatchObject({
    code: 0,
    output: expect.stringContaining(`  address  ${firm.user.address.toLowerCase()}`),
  });
  expect(listed.output).toMatch(/ {2}on chain producer; 2 lines, the last on [\d-]+; holds 1 batches: VALLEY-1/);
  const [, key = ""] = /^([0-9a-f]{32})\n {2}address/m.exec(listed.output) ?? [];
  expect(await patch(id, returned.token)).toBe(403);
  expect(await command("accounts", "recover", key, "green-valley-2")).toMatchObject({
    code: 0,
    output: expect.stringContaining(`acts as ${firm.user.address.toLowerCase()} now: producer; 2 lines`),
  });
  // While the instance runs, without logging in anew.
  expect(await patch(id, returned.token)).toBe(200);
  expect(await patch(id, stranger.token)).toBe(403);
  expect((await call("GET", "/api/auth/me", returned.token)).body.user.address).toBe(firm.user.address);

  // It is nobody else's from now on.
  const another = await register("another", "supplier");
  for (const named of [key, firm.user.address]) {
    const refused = await command("accounts", "recover", named, "another");
    expect(refused).toMatchObject({ code: 1, output: expect.stringContaining("no key that an account is missing") });
  }
  expect(await patch(id, another.token)).toBe(403);
});

test("an account from before there were identifiers and a register is found by what its number's key did", async () => {
  const before = await register("old-farm", "supplier");
  await stop();
  const key = keys.account("41").address;
  const database = openDatabase(join(folder.path, "suyuan.sqlite"));
  const changed = { key_id: "41", address: key.toLowerCase() };
  await database.write.updateTable("accounts").set(changed).where("id", "=", before.user.id).execute();
  await database.close();
  await (await chain.trace.getFunction("grantRole")(roleId("PRODUCER_ROLE"), key)).wait();
  await start();
  const id = await until(async () => {
    const { status, body } = await call("POST", "/v1/traces", before.token, batch("OLD-1"));
    return status === 201 && (body.data.id as string);
  });

  await stop();
  await loseDatabase();
  await rm(join(folder.path, "keystore", KEY_REGISTER));
  await start();
  const returned = await register("old-farm-2", "supplier");
  expect(returned.user.id).toBe(1_000_001);
  await until(async () => (await call("GET", "/v1/traces/public/OLD-1", undefined)).status === 200);
  const listed = await command("accounts", "recover");
  expect(listed.output).toContain(
    `41\n  address  ${key.toLowerCase()}\n  given    before there was a register\n  on chain producer; 1 lines`,
  );
  expect(await patch(id, returned.token)).toBe(403);
  expect((await command("accounts", "recover", key, "old-farm-2")).code).toBe(0);
  expect(await patch(id, returned.token)).toBe(200);
  // It is registered by now, for the next time.
  expect(
    keyRegister(join(folder.path, "keystore"))
      .read()
      .keys.map(({ keyId }) => keyId),
  ).toContain("41");
});

test.each([
  [["recover", "KEY"], /^\s*Usage: npm run accounts/],
  [["find"], /Usage: npm run accounts/],
  [["recover", "--from", "0"], /--from takes an account's number/],
  [["recover", "41", "nobody-here"], /^There is no account with the username nobody-here/],
])("%j is answered in words", async (parameters, message) => {
  const { code, output } = await command("accounts", ...parameters);
  expect([code, output]).toEqual([1, expect.stringMatching(message)]);
});
