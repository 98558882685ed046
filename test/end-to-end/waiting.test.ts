/** Programs that begin while the chain's node is silent wait for it, and look whose it is when it answers. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openKeystore } from "../../chain/keystore.ts";
import { tryPort } from "../../scripts/start/local-chain.ts";
import { startTestChain, type TestChain } from "../support/chain.ts";
import { recordDeployment } from "../support/deployment.ts";
import { temporaryFolder } from "../support/folder.ts";
import { startProcess, until } from "../support/process.ts";
import { startTcpRoad, type TcpRoad } from "../support/road.ts";
import { smallDisk } from "../support/small-disk.ts";

const PASSPHRASE = "a passphrase for tests";
const PATIENCE = 240_000;
const disk = await smallDisk(4);

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let chain: TestChain;
let road: TcpRoad;
let settings: Record<string, string>;
beforeAll(async () => {
  folder = await temporaryFolder();
  await openKeystore(join(folder.path, "keystore"), PASSPHRASE, { scryptCost: 1024 });
  chain = await startTestChain();
  // What lies in the folder is of another chain than the node.
  await recordDeployment(folder.path, { ...chain, chainId: chain.chainId + 1 });
  road = await startTcpRoad();
  road.leadTo(chain.url);
  settings = {
    DATA_DIR: folder.path,
    CHAIN_RPC_URL: road.url,
    KEYSTORE_PASSPHRASE: PASSPHRASE,
    PORT: String(await tryPort(0)),
  };
});
afterAll(async () => {
  await road.close();
  await chain.close();
  await disk?.close();
  await folder.close();
});

/** What a program said to people; its log is for machines. */
const sentences = (output: string) =>
  output
    .trim()
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("{") && !line.startsWith("·"));

test("the API serves what it has while the node is silent, and ends when that is of another chain", async () => {
  await road.stall();
  const api = startProcess("api/main.ts", settings);
  await until(async () => (await fetch(`http://127.0.0.1:${settings.PORT}/readyz`)).status === 200, PATIENCE);
  await until(async () => api.output().includes("waiting for the chain's node"), PATIENCE);
  await road.open();
  expect(await api.exited).toBe(78);
  expect(sentences(api.output())).toEqual([
    `The node in CHAIN_RPC_URL is of chain ${chain.chainId}, and what lies in DATA_DIR is of chain ${chain.chainId + 1}: give that chain's node, or another DATA_DIR`,
  ]);
});

test("the indexer waits, can be stopped while it does, and ends where there is no contract on the node's chain", async () => {
  await road.stall();
  const waiting = startProcess("indexer/main.ts", settings);
  await until(async () => waiting.output().includes("waiting for the chain's node"), PATIENCE);
  expect(await waiting.stop("SIGTERM")).toBe(0);
  const indexer = startProcess("indexer/main.ts", settings);
  await road.open();
  expect(await indexer.exited).toBe(78);
  expect(sentences(indexer.output())).toEqual([
    `There is no deployment of Trace on chain ${chain.chainId}: run \`npm start\` first`,
  ]);
});

test("`npm start` waits for a node that it needs, and says so once", async () => {
  await road.stall();
  const start = startProcess("scripts/start.ts", { ...settings, SANDBOXES: "off", DEMO: "off" });
  await until(async () => start.output().includes("starting without it"), PATIENCE);
  expect(await start.stop("SIGTERM")).toBe(0);

  const fresh = { ...settings, DATA_DIR: join(folder.path, "fresh"), SANDBOXES: "off", DEMO: "off" };
  await openKeystore(join(fresh.DATA_DIR, "keystore"), PASSPHRASE, { scryptCost: 1024 });
  await road.close();
  const first = startProcess("scripts/start.ts", fresh);
  await until(async () => first.output().includes("Waiting for the chain's node"), PATIENCE);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(first.output().match(/Waiting for/g)).toHaveLength(1);
  expect(await first.stop("SIGTERM")).toBe(0);
});

test("a folder that cannot be written to is told at once", async () => {
  const file = join(folder.path, "a-file");
  await writeFile(file, "");
  const start = startProcess("scripts/start.ts", { ...settings, DATA_DIR: join(file, "data") });
  expect(await start.exited).toBe(1);
  expect(sentences(start.output())).toEqual([
    `DATA_DIR cannot be written to (ENOTDIR): ${join(file, "data")}: let this user write there, or give another folder`,
  ]);
});

if (disk) {
  test("a disk that is full at the start is waited for", async () => {
    const data = join(disk.path, "data");
    await mkdir(data);
    disk.fill();
    const start = startProcess("scripts/start.ts", { ...settings, DATA_DIR: data, SANDBOXES: "off", DEMO: "off" });
    await until(async () => start.output().includes("the disk is full"), PATIENCE);
    expect(sentences(start.output())).toEqual([]);
    disk.free();
    await until(async () => start.output().includes("Waiting for the chain's node"), PATIENCE);
    expect(await start.stop("SIGTERM")).toBe(0);
  });
}
