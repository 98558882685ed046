/** A backup of a running instance under load, and the instance that goes on from it. */
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import SQLite from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Proof } from "../../proof/proof.ts";
import { temporaryFolder } from "../support/folder.ts";
import { type Instance, instanceSettings, startInstance } from "../support/instance.ts";
import { until } from "../support/process.ts";
import { backup, restore, sentences, unfinished } from "./support/commands.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let settings: Record<string, string>;
let restored: Record<string, string>;
let instance: Instance;
let token: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  settings = { ...(await instanceSettings(join(folder.path, "data"))), DEMO: "off", SANDBOXES: "off" };
  const { PUBLIC_URL } = settings;
  // Known to the world by the same name: tokens stay good.
  restored = {
    ...(await instanceSettings(join(folder.path, "restored"))),
    DEMO: "off",
    SANDBOXES: "off",
    PUBLIC_URL: String(PUBLIC_URL),
  };
  instance = await startInstance(settings);
  const account = { username: "orchard", password: "Secret123" };
  await post("/api/auth/register", { ...account, email: "orchard@example.com", role: "supplier", name: "Orchard" });
  const login = await post("/api/auth/login", account);
  token = ((await login.json()) as { access_token: string }).access_token;
});
afterAll(async () => {
  await instance.process.stop();
  await folder.close();
});

function post(path: string, body: unknown): Promise<Response> {
  return fetch(instance.address + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
}

async function write(batchCode: string): Promise<number> {
  return (await post("/v1/traces", { name: "Apples", batchCode, quantity: 10, unit: "kg" })).status;
}

async function proofOf(code: string): Promise<Proof> {
  const response = await fetch(`${instance.address}/v1/traces/public/${code}/proof`);
  expect(response.status).toBe(200);
  return ((await response.json()) as { data: Proof }).data;
}

/** Writes, four at a time, until told to stop. Gives the codes of those that were answered with 201. */
function writeOn(): { answered: Set<string>; stop(): Promise<void> } {
  const answered = new Set<string>();
  let stopping = false;
  const writers = [1, 2, 3, 4].map(async (writer) => {
    for (let count = 1; !stopping; count++) {
      const code = `LOAD-${writer}-${count}`;
      if ((await write(code)) === 201) answered.add(code);
    }
  });
  return {
    answered,
    async stop() {
      stopping = true;
      await Promise.all(writers);
    },
  };
}

test("what was answered before a backup under load is in it, once, and its instance goes on", async () => {
  const load = writeOn();
  await until(async () => load.answered.size >= 8);
  const before = [...load.answered];
  const file = join(folder.path, "backup.tar.gz");
  const made = await backup(settings, "--to", file, "--with-passphrase");
  expect(made).toMatchObject({ code: 0, output: expect.stringContaining("Backup written") });
  expect(made.output).toContain("WITH its passphrase");
  const during = load.answered.size;
  await until(async () => load.answered.size >= during + 4);
  await load.stop();

  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await unfinished(folder.path)).toEqual([]);
  const secret = await readFile(join(settings.DATA_DIR as string, "keystore", "development-passphrase"), "utf8");
  expect(made.output).not.toContain(secret);

  // Beside the running instance, on ports of its own.
  const put = await restore(restored, file);
  expect(put).toMatchObject({ code: 0, output: expect.stringContaining("Restored into") });
  const [, proved, batches] = put.output.match(/(\d+) of (\d+) batches have the head that the contract has/) ?? [];
  expect(proved).toBe(batches);
  expect(Number(proved)).toBeGreaterThanOrEqual(before.length);
  expect(put.output).toContain("the passphrase at hand opens the master key");
  expect(await unfinished(folder.path)).toEqual([]);

  await instance.process.stop();
  instance = await startInstance(restored);
  for (const code of before) {
    expect((await proofOf(code)).lines).toHaveLength(1);
    // Its documents are there too.
    expect(Object.values((await proofOf(code)).documents).map(({ status }) => status)).toEqual(["public"]);
  }
  expect(await write("AFTER-1")).toBe(201);
  expect(await write(before[0] as string)).toBe(409);
  await until(async () => count("select count(*) from operations where state in ('waiting', 'sent')") === 0);
  expect(count("select count(*) from operations where state = 'failed'")).toBe(0);
  expect(count("select count(*) from (select digest from facts group by digest having count(*) > 1)")).toBe(
    // Administration events have no digest.
    1,
  );
  expect(count("select count(*) from records where visibility = 'missing'")).toBe(0);
});

function count(sql: string): number {
  const database = new SQLite(join(restored.DATA_DIR as string, "suyuan.sqlite"), { readonly: true });
  try {
    return Number(database.prepare(sql).pluck().get());
  } finally {
    database.close();
  }
}

test("an instance that runs, and a folder that is not empty, are not restored over", async () => {
  const file = join(folder.path, "backup.tar.gz");
  const before = await readdir(restored.DATA_DIR as string);
  const running = await restore(restored, file);
  expect(running.code).toBe(1);
  expect(sentences(running)).toHaveLength(1);
  expect(sentences(running)[0]).toMatch(/is in use by another `npm start`.*Nothing was put in place\.$/);
  // The port tells where the folder does not.
  const port = await restore({ ...restored, DATA_DIR: join(folder.path, "empty") }, file);
  expect(sentences(port)[0]).toMatch(/^Something runs at port \d+: stop the instance/);
  const full = await restore(restored, file, "--into", join(settings.DATA_DIR as string));
  expect(sentences(full)[0]).toMatch(/is not empty: a backup is restored into an empty folder only/);
  expect(await readdir(restored.DATA_DIR as string)).toEqual(before);
});

test("a stopped instance is backed up from its files, without a passphrase, and needs one then", async () => {
  await instance.process.stop();
  const file = join(folder.path, "stopped.tar.zst");
  const made = await backup(restored, "--to", file);
  expect(made.code).toBe(0);
  expect(made.output).toContain("it is of no use without its passphrase");
  const into = join(folder.path, "second");
  const put = await restore(restored, file, "--into", into);
  expect(put.code).toBe(0);
  expect(put.output).toContain("give KEYSTORE_PASSPHRASE");
  expect(await readdir(join(into, "keystore"))).toEqual(["account-keys.jsonl", "master-key.json"]);

  const wrong = await restore({ ...restored, KEYSTORE_PASSPHRASE: "not this passphrase" }, file, "--into", `${into}-2`);
  expect(wrong.output).toContain("DOES NOT OPEN THE MASTER KEY");
});
