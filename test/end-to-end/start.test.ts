/** What whoever types the commands sees: start, look, verify, stop, start again. */

import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEMO_ACCOUNTS, DEMO_CODES, DEMO_JOURNEYS, type DemoJourney, linesOf } from "../../demo/journeys.ts";
import { FAILED_CODE, RECALLED_CODE, WASHED } from "../../demo/sauce.ts";
import type { Proof } from "../../proof/proof.ts";
import { giveCompiled } from "../support/build.ts";
import { temporaryFolder } from "../support/folder.ts";
import { type Instance, instanceSettings, startInstance } from "../support/instance.ts";
import { descendantsOf, isRunning, startProcess, until } from "../support/process.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let settings: Record<string, string>;
let instance: Instance;

beforeAll(async () => {
  folder = await temporaryFolder();
  settings = await instanceSettings(join(folder.path, "data"));
  instance = await startInstance(settings, { compiles: true });
});
afterAll(async () => {
  await instance.process.stop();
  await folder.close();
});

async function proofOf(code: string): Promise<Proof> {
  const response = await fetch(`${instance.address}/v1/traces/public/${code}/proof`);
  expect(response.status).toBe(200);
  return ((await response.json()) as { data: Proof }).data;
}

/** Runs `npm run verify` in its own process. */
async function verify(...parameters: string[]): Promise<{ code: number | string; output: string }> {
  const run = startProcess("scripts/verify-batch.ts", settings, parameters);
  return { code: await run.exited, output: run.output() };
}

/** How many lines the contract has, by its own chain. */
async function lineCount(): Promise<number> {
  return Number(/^VERIFIED: (\d+) lines/m.exec((await verify("--all")).output)?.[1]);
}
const writersOf = ({ by, events, commitment }: DemoJourney) => [
  by,
  ...events.map((event) => event.by),
  ...(commitment ? [by] : []),
];
const accountOf = (username: string) => DEMO_ACCOUNTS.find((account) => account.username === username)?.name;

test("the block at the start names the shopper's page, the reference, the accounts and the data", () => {
  const output = instance.process.output();
  for (const code of DEMO_CODES) expect(output).toContain(`${instance.address}/t/${code}`);
  expect(output).toContain(`${instance.address}/docs`);
  for (const code of [RECALLED_CODE, FAILED_CODE]) {
    expect(output).toContain(`${instance.address}/t/${encodeURIComponent(code)}`);
  }
  expect(output).toContain("green-valley");
  expect(output).toContain(settings.DATA_DIR);
  expect(output).not.toMatch(/privateKey|mnemonic|passphrase/i);
});

test.each(DEMO_JOURNEYS.map((journey) => [journey.batch.batchCode, journey] as const))(
  "the journey of %s is on chain, each line by the address of whoever did it",
  async (code, journey) => {
    const proof = await proofOf(code);
    expect(proof.lines).toHaveLength(linesOf(journey));
    const names = proof.lines.map((line) => proof.actors[String(line.args.actor)]?.name);
    expect(names).toEqual(writersOf(journey).map(accountOf));
    expect(new Set(Object.keys(proof.actors)).size).toBe(new Set(writersOf(journey)).size);
  },
);

test("a cold chain is too warm for an hour, and its journey and its readings say so", async () => {
  const of = (path: string) => `${instance.address}/v1/traces/public/${WASHED}${path}`;
  const { data } = (await (await fetch(of(""))).json()) as { data: { journey: { readings?: object }[] } };
  const told = data.journey.flatMap(({ readings }) => (readings ? [readings] : []));
  const excursion = { sensor: "lorry-7/door", beyond: "max", limit: "8", ended: true };
  expect(told).toMatchObject([{ limits: [{ type: "temperature", min: "2", max: "8" }], excursions: [excursion] }]);
  expect((await fetch(of("/readings"))).status).toBe(200);
  const { code, output } = await verify(WASHED);
  expect(output).toMatch(/✓ Line \d+: 98 readings have the root on the chain, and 1 times outside .*: computed here/);
  expect(code).toBe(0);
});

test("secrets are readable by their owner alone", async () => {
  for (const file of ["master-key.json", "account-keys.jsonl", "development-passphrase"]) {
    expect((await stat(join(settings.DATA_DIR as string, "keystore", file))).mode & 0o777).toBe(0o600);
  }
});

describe("npm run verify", () => {
  test.each([...DEMO_CODES])("passes %s", async (code) => {
    const { code: exit, output } = await verify(code);
    expect(output).toMatch(/\d+ passed, 0 failed/);
    // A journey of which a record is withheld is genuine, and not complete.
    expect(exit).toBe(code === "SG20240115T001" ? 2 : 0);
  });

  test("passes a recalled jar with all that it was made of, and says what speaks against it", async () => {
    const { code: exit, output } = await verify(RECALLED_CODE, "--lineage");
    expect(output).toContain("All 5 batches that it was made of were checked: none is left out.");
    expect(output).toContain("is recalled");
    expect(exit).toBe(0);
  });

  test("tells a withheld record from a changed one", async () => {
    const { output } = await verify("SG20240115T001");
    expect(output).toMatch(/· Line 6: the content is withheld/);
  });

  test("--all passes the whole mirror, administration included", async () => {
    const { code: exit, output } = await verify("--all");
    expect(output).toMatch(/^VERIFIED: \d+ lines up to block \d+, those of administration included/m);
    expect(exit).toBe(0);
  });

  test("names the document when one byte of a proof file is changed", async () => {
    const proof = await proofOf("AP20230515A123");
    const file = join(folder.path, "changed.json");
    const text = JSON.stringify({ status: "success", data: proof });
    expect(text).toContain("No residues detected");
    await writeFile(file, text.replace("No residues detected", "No residues detectad"));
    const { code, output } = await verify("AP20230515A123", "--proof", file);
    expect(code).toBe(1);
    expect(output).toMatch(/✗ Line 4: the document has been tampered with/);
  });

  test("names the missing line when one is removed from a proof file", async () => {
    const proof = await proofOf("AP20230515A123");
    proof.lines.splice(3, 1);
    const file = join(folder.path, "removed.json");
    await writeFile(file, JSON.stringify(proof));
    const { code, output } = await verify("AP20230515A123", "--proof", file);
    expect(code).toBe(1);
    expect(output).toMatch(/✗ Line 4: a line is missing/);
  });

  test("takes a file that would fill memory or stack for no proof, and lets none speak to the terminal", async () => {
    const file = join(folder.path, "hostile.json");
    for (const text of [`{"data":${"[".repeat(100_000)}${"]".repeat(100_000)}}`, '{"data":1e400}']) {
      await writeFile(file, text);
      const { code, output } = await verify("AP20230515A123", "--proof", file);
      expect([code, output]).toEqual([1, expect.stringContaining("is no proof")]);
    }
    const proof = await proofOf("AP20230515A123");
    await writeFile(file, JSON.stringify({ ...proof, attachments: { "\u001b[2J": { status: "missing" } } }));
    const { code, output } = await verify("AP20230515A123", "--proof", file);
    expect([code, output.includes("\u001b")]).toEqual([1, false]);
  });

  test("believes no address in the proof when it is given its own", async () => {
    const proof = await proofOf("AP20230515A123");
    const { contract } = proof.chain;
    proof.chain = { ...proof.chain, rpcUrl: "http://127.0.0.1:1/", contract: `0x${"12".repeat(20)}` };
    const file = join(folder.path, "elsewhere.json");
    await writeFile(file, JSON.stringify(proof));
    const given = ["--rpc", `http://127.0.0.1:${settings.CHAIN_PORT}`, "--contract", contract];
    expect((await verify("AP20230515A123", "--proof", file, ...given)).code).toBe(0);
    expect((await verify("AP20230515A123", "--proof", file)).code).toBe(1);
    const foreign = ["--contract", `0x${"34".repeat(20)}`];
    expect((await verify("AP20230515A123", ...foreign)).code).toBe(1);
  });

  test.each([
    [[], "Usage: npm run verify"],
    [["NO-SUCH-BATCH"], "has no proof of NO-SUCH-BATCH"],
    [["AP20230515A123", "--proof", "/no/such/file"], "cannot be read"],
    [["AP20230515A123", "--api", "http://127.0.0.1:1"], "No instance answers"],
    [["AP20230515A123", "--contract", "12"], "takes an address"],
    [["AP20230515A123", "--colour", "red"], "Unknown option '--colour'"],
  ])("says what is wrong with %j", async (parameters, sentence) => {
    const { code, output } = await verify(...parameters);
    expect(code).toBe(1);
    expect(output).toContain(sentence);
    expect(output).not.toMatch(/\n\s+at /);
  });
});

test("the demo can be told again without doubling anything", async () => {
  const before = await proofOf("AP20230515A123");
  const lines = await lineCount();
  const run = startProcess("scripts/demo.ts", settings, ["--api", instance.address]);
  expect(await run.exited).toBe(0);
  expect(await lineCount()).toBe(lines);
  expect((await proofOf("AP20230515A123")).lines).toEqual(before.lines.map((line) => ({ ...line, status: "final" })));
});

test("the mirror made anew by `npm run rebuild`, beside a running indexer, is the same", async () => {
  const before = await proofOf("SG20240115T001");
  const lines = await lineCount();
  const run = startProcess("scripts/rebuild.ts", {
    ...settings,
    CHAIN_RPC_URL: `http://127.0.0.1:${settings.CHAIN_PORT}`,
  });
  expect(await run.exited).toBe(0);
  expect(run.output()).toMatch(new RegExp(`rebuilt from the chain: ${lines} lines`));
  await until(async () => (await fetch(`${instance.address}/healthz`)).ok);
  expect((await proofOf("SG20240115T001")).batch).toEqual(before.batch);
});

describe("what cannot start says so in one sentence", () => {
  const refusal = async (changed: Record<string, string>) => {
    const run = startProcess("scripts/start.ts", { ...settings, ...changed });
    const code = await run.exited;
    const sentences = run
      .output()
      .trim()
      .split("\n")
      .filter((line) => !line.startsWith("·"));
    expect(code).toBe(1);
    expect(sentences).toHaveLength(1);
    return sentences[0] as string;
  };

  test("a taken port", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await until(async () => server.listening);
    const { port } = server.address() as { port: number };
    const DATA_DIR = join(folder.path, "port");
    expect(await refusal({ DATA_DIR, PORT: String(port) })).toMatch(`Port ${port} is taken`);
    server.close();
  });

  test("a data folder in use", async () => {
    expect(await refusal({})).toMatch("is in use by another `npm start`");
  });

  test.each([
    [{ PORT: "eighty" }, /^A setting is wrong: PORT /],
    [{ CHAIN_RPC_URL: "not a url" }, /^A setting is wrong: CHAIN_RPC_URL /],
    [{ REGISTRATION: "closed", DEMO: "maybe" }, /REGISTRATION .*DEMO /],
    [{ NODE_ENV: "production" }, /^Production cannot start: .*KEYSTORE_PASSPHRASE is missing/],
  ])("the settings %j", async (changed, sentence) => {
    expect(await refusal(changed as Record<string, string>)).toMatch(sentence);
  });

  test("a wrong passphrase", async () => {
    const other = join(folder.path, "passphrase");
    const DEMO = "off";
    const fresh = { ...(await instanceSettings(other)), DEMO, KEYSTORE_PASSPHRASE: "the right passphrase" };
    const running = await startInstance(fresh);
    expect(await running.process.stop()).toBe(0);
    expect(await refusal({ ...fresh, KEYSTORE_PASSPHRASE: "a wrong passphrase" })).toBe(
      "KEYSTORE_PASSPHRASE does not open the master key",
    );
  });

  test("a chain that is not the database's", async () => {
    const other = join(folder.path, "other-chain");
    const fresh = { ...(await instanceSettings(other)), DEMO: "off" };
    const running = await startInstance(fresh);
    expect(await running.process.stop()).toBe(0);
    await rm(join(other, "chain"), { recursive: true });
    expect(await refusal(fresh)).toMatch(/has no Trace contract at 0x[0-9a-f]{40}, which .* belongs to/);
    // Nor does a new contract make it the database's.
    await rm(join(other, "deployments"), { recursive: true });
    await rm(join(other, "build"), { recursive: true });
    await giveCompiled(join(other, "build"));
    expect(await refusal(fresh)).toMatch(/^The database mirrors another chain than the one given/);
  });
});

describe("stopping", () => {
  const chainPid = async () => Number(await readFile(join(settings.DATA_DIR as string, "chain", "anvil.pid"), "utf8"));

  test("SIGTERM stops everything, and the next start goes on with all data", async () => {
    const before = await Promise.all(DEMO_CODES.map(proofOf));
    const pid = await chainPid();
    expect(isRunning(pid)).toBe(true);
    expect(await instance.process.stop("SIGTERM")).toBe(0);
    expect(isRunning(pid)).toBe(false);
    await expect(fetch(`${instance.address}/healthz`)).rejects.toThrow();

    instance = await startInstance(settings);
    expect(instance.process.output()).not.toContain("Recording the journey");
    const after = await Promise.all(DEMO_CODES.map(proofOf));
    expect(after.map((proof) => proof.batch)).toEqual(before.map((proof) => proof.batch));
    expect((await verify("AP20230515A123")).code).toBe(0);
  });

  test("SIGINT does too", async () => {
    const pid = await chainPid();
    expect(await instance.process.stop("SIGINT")).toBe(0);
    expect(isRunning(pid)).toBe(false);
    instance = await startInstance(settings);
  });

  test("after kill -9 of the supervisor all that it started ends by itself, and nothing is lost", async () => {
    const before = await Promise.all(DEMO_CODES.map(proofOf));
    const started = descendantsOf(instance.process.pid);
    const commands = [...started.values()].join("\n");
    for (const part of ["api/main.ts", "indexer/main.ts", "bin/anvil", "sandbox/wechat/main.ts"]) {
      expect(commands).toContain(part);
    }
    expect(await instance.process.stop("SIGKILL")).toBe("SIGKILL");
    await until(async () => [...started.keys()].every((pid) => !isRunning(pid)));
    instance = await startInstance(settings);
    const after = await Promise.all(DEMO_CODES.map(proofOf));
    expect(after.map((proof) => proof.batch)).toEqual(before.map((proof) => proof.batch));
  });

  test("a chain that is killed is started again, and writing goes on", async () => {
    const pid = await chainPid();
    process.kill(pid, "SIGKILL");
    await until(async () => (await chainPid()) !== pid);
    await until(async () => (await fetch(`${instance.address}/healthz`)).ok);
    expect((await verify("AP20230515A123")).code).toBe(0);
  });
});
