/** The examples in the documentation do what they say, and are what the documentation shows. */
import { readdir, readFile } from "node:fs/promises";
import { JsonRpcProvider } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { splitByWallet } from "../../docs/examples/split.ts";
import { recordAndCheck } from "../../docs/examples/wallet.ts";
import { VERBS } from "../../domain/operations/act.ts";
import { traceAbi } from "../../proof/abi.ts";
import snapshot from "./gas.snapshot.json" with { type: "json" };
import { digest, startActors } from "./support.ts";

let actors: Awaited<ReturnType<typeof startActors>>;
let provider: JsonRpcProvider;

beforeAll(async () => {
  actors = await startActors();
  provider = new JsonRpcProvider(actors.chain.url, undefined, { cacheTimeout: -1, pollingInterval: 20 });
});
afterAll(async () => {
  provider.destroy();
  await actors.chain.close();
});

const root = new URL("../../docs/", import.meta.url);

test("a wallet user records, and anybody checks", async () => {
  const { chain, grower, carrier } = actors;
  const wallet = grower.wallet.connect(provider);
  // A line of administration that names the batch is none of its own.
  const admission = { custodian: grower.address, account: carrier.address, admitted: true };
  await grower.client.setParty({ code: "APPLES-2026-001", ...admission });
  const { computed, onChain, lines } = await recordAndCheck(chain.contract, traceAbi, wallet, provider);
  expect(computed).toBe(onChain);
  expect(lines).toBe(2);
});

test("a wallet user splits a batch, and somebody else pays", async () => {
  const { chain, grower, bringer } = actors;
  const code = "APPLES-2026-002";
  await grower.client.create({ code, unit: "KGM", quantity: 1_000_000, open: true, digest: digest() });
  const before = await provider.getBalance(grower.address);
  const deployment = { chainId: chain.chainId, address: chain.contract, abi: traceAbi };
  const { left, parts } = await splitByWallet(deployment, grower.wallet, bringer.wallet, code);
  expect(left).toBe(600_000n);
  expect(parts).toEqual([200_000n, 200_000n]);
  expect(await provider.getBalance(grower.address)).toBe(before);
});

test.each(["wallet.ts", "split.ts"])("the documentation shows %s as it is", async (name) => {
  const example = await readFile(new URL(`examples/${name}`, root), "utf8");
  expect((await readFile(new URL("contract.md", root), "utf8")).includes(example.trim())).toBe(true);
});

test("the documentation's table has each verb with its gas", async () => {
  const lines = (await readFile(new URL("contract.md", root), "utf8")).split("\n");
  const figures: Readonly<Record<string, number>> = snapshot;
  const show = (gas = 0) => (gas < 1000 ? `${Math.round(gas)}` : `${(gas / 1000).toFixed(1)}k`);
  for (const verb of VERBS) {
    const row = lines.find((line) => line.startsWith(`| \`${verb}(`)) ?? "";
    const shown = row
      .split("|")
      .slice(4, 6)
      .map((cell) => cell.trim().split(" ")[0]);
    expect(shown, verb).toEqual([show(figures[verb]), show(figures[`${verb}, brought`])]);
  }
});

test("the documentation names each event of a line, each error and each view of ours", async () => {
  const text = await readFile(new URL("contract.md", root), "utf8");
  const folder = new URL("../contracts/interfaces/", root);
  const interfaces = (await readdir(folder)).filter((name) => name.endsWith(".sol"));
  const source = (await Promise.all(interfaces.map((name) => readFile(new URL(name, folder), "utf8")))).join("");
  const names = [...source.matchAll(/^ {4}(?:event|error|function) (\w+)\(/gm)].map(([, name = ""]) => name);
  expect(names.length).toBeGreaterThan(110);
  expect(names.filter((name) => !new RegExp(`\`${name}[\`(]`).test(text))).toEqual([]);
});
