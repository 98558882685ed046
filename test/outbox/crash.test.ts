/** `kill -9` of the API process at named places of a write: exactly one line on chain and in SQL, whichever it is. */

import { join } from "node:path";
import { id } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openKeystore } from "../../chain/keystore.ts";
import { tryPort } from "../../scripts/start/local-chain.ts";
import { startTestChain, type TestChain } from "../support/chain.ts";
import { recordDeployment } from "../support/deployment.ts";
import { temporaryFolder } from "../support/folder.ts";
import { openTestMirror } from "../support/mirror.ts";
import { startProcess, type TestProcess, until } from "../support/process.ts";

const PASSPHRASE = "a passphrase for tests";
let chain: TestChain;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let indexer: TestProcess;
let address: string;
let settings: Record<string, string>;
let token: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  const keys = await openKeystore(join(folder.path, "keystore"), PASSPHRASE, { scryptCost: 1024 });
  chain = await startTestChain({ admin: keys.admin().address, registrar: keys.relayer });
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
  indexer = startProcess("indexer/main.ts", settings);

  const api = await startApi();
  const account = { username: "grower", password: "Secret123" };
  await post("/api/auth/register", { ...account, email: "grower@example.com", role: "supplier" });
  token = ((await (await post("/api/auth/login", account)).json()) as { access_token: string }).access_token;
  expect(token).toBeTruthy();
  await api.stop();
});
afterAll(async () => {
  await indexer.stop();
  await chain.close();
  await folder.close();
});

async function startApi(failpoint?: string): Promise<TestProcess> {
  const api = startProcess("api/main.ts", { ...settings, ...(failpoint && { FAILPOINT: failpoint }) });
  const ended = api.exited.then(() => true);
  await until(async () => (await Promise.race([ended, false])) || (await fetch(`${address}/healthz`)).ok);
  return api;
}

function post(path: string, body: unknown, key?: string): Promise<Response> {
  return fetch(address + path, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token && { authorization: `Bearer ${token}` }),
      ...(key && { "idempotency-key": key }),
    },
    body: JSON.stringify(body),
  });
}

const batch = (code: string) => ({ name: "Apples", batchCode: code, quantity: 10, unit: "kg" });

test.each([
  ["outbox:after-accept", true],
  ["outbox:before-sign", true],
  ["outbox:before-broadcast", true],
  ["outbox:after-broadcast", true],
  // Not accepted yet, so there is nothing that could be lost: the client never had an answer, and tries again.
  ["outbox:before-accept", false],
])("an API killed at %s leaves exactly one line", async (failpoint, isAccepted) => {
  const code = failpoint.replace(":", "-");
  const killed = await startApi(failpoint);
  await expect(post("/v1/traces", batch(code), code)).rejects.toThrow();
  expect(await killed.exited).toBe("SIGKILL");

  const api = await startApi();
  if (isAccepted) await until(async () => Number((await chain.trace.getFunction("batchOf")(id(code))).seq) === 1);
  // The client tries again with the same key, and is told of the same batch.
  const retried = await post("/v1/traces", batch(code), code);
  expect(retried.status).toBe(201);
  const { data } = (await retried.json()) as { data: { batchCode: string; chain: { seq: number } } };
  expect(data).toMatchObject({ batchCode: code, chain: { seq: 1 } });

  expect(Number((await chain.trace.getFunction("batchOf")(id(code))).seq)).toBe(1);
  const mirror = await openTestMirror(chain, folder.path);
  const count = (sql: string) => mirror.database.raw.prepare(sql).pluck().get(id(code));
  expect(count("select count(*) from facts where batch_id = ?")).toBe(1);
  expect(count("select count(*) from operations where batch_id = ?")).toBe(1);
  await mirror.close();
  await api.stop();
});

test.each(["outbox:before-settle", "outbox:after-settle"])(
  "an API killed at %s, where the client may have its answer, leaves exactly one line",
  async (failpoint) => {
    const code = failpoint.replace(":", "-");
    const killed = await startApi(failpoint);
    // Noting what is done comes after the answer, and at a start before anybody can ask: either may come first here.
    const answer = await post("/v1/traces", batch(code), code).catch(() => undefined);
    expect(answer?.status ?? 201).toBe(201);
    expect(await killed.exited).toBe("SIGKILL");
    const api = await startApi();
    expect((await post("/v1/traces", batch(code), code)).status).toBe(201);
    expect(Number((await chain.trace.getFunction("batchOf")(id(code))).seq)).toBe(1);
    await api.stop();
  },
);

test("a key is good for one request only, before and after a restart", async () => {
  const api = await startApi();
  const refused = await post("/v1/traces", batch("another-code"), "outbox-after-broadcast");
  expect(refused.status).toBe(409);
  await api.stop();
});
