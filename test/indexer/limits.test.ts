/** A node that does not give everything at once, and a chain that has much to give. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { hexlify, randomBytes } from "ethers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRpc, type Rpc, RpcAnswerTooLong, type RpcLog } from "../../chain/rpc.ts";
import { fetchSize } from "../../indexer/fetch-size.ts";
import { progressLog } from "../../indexer/progress.ts";
import { recordMany, startTestChain, type TestChain } from "../support/chain.ts";
import { temporaryFolder } from "../support/folder.ts";
import { type Refusal, rpcRefusal, startLimitedNode } from "../support/limited-node.ts";
import { openTestMirror, type TestMirror } from "../support/mirror.ts";

const BLOCKS = 60;
/** Lines of the one block that has many. */
const SERIES = 40;

let chain: TestChain;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let whole: TestMirror;
let lines: number;

beforeAll(async () => {
  folder = await temporaryFolder();
  chain = await startTestChain();
  const { trace } = await chain.actor(1, "producer");
  const send = async (verb: string, ...parameters: unknown[]) => (await trace.getFunction(verb)(...parameters)).wait();
  const digest = () => hexlify(randomBytes(32));
  await send("create", "LIMITED", "0x4b474d", 1_000n, true, trace.runner, digest());
  for (let i = 0; i < BLOCKS; i++) {
    const many = i === BLOCKS / 2 ? SERIES : 1 + (i % 3);
    const digests = Array.from({ length: many }, digest);
    await recordMany(trace, "LIMITED", "storage", digests);
    if (i % 10 === 0) await chain.mine(3);
  }
  whole = await openTestMirror(chain, folder.path, { name: "whole" });
  await whole.sync();
  lines = await chain.lineCount();
});
afterAll(async () => {
  await whole.close();
  await chain.close();
  await folder.close();
});

const REFUSALS: readonly (readonly [string, Refusal])[] = [
  [
    "Infura's results",
    rpcRefusal(-32005, "query returned more than 10000 results. Try with this block range [0x1, 0x9]."),
  ],
  ["Infura's range", rpcRefusal(-32602, "range 1000000 exceeds limit of 10000")],
  ["Infura's time", rpcRefusal(-32005, "query timeout exceeded")],
  [
    "Alchemy's",
    rpcRefusal(
      -32602,
      "Log response size exceeded. You can make eth_getLogs requests with up to a 2K block range and no limit on the response size, or you can request any block range with a cap of 10K logs in the response. Based on your parameters and the response size limit, this block range should work: [0x1, 0x9]",
      400,
    ),
  ],
  ["QuickNode's", rpcRefusal(-32614, "eth_getLogs is limited to a 10,000 range", 413)],
  ["geth's", rpcRefusal(-32000, "exceed maximum block range: 5000")],
  ["Erigon's range", rpcRefusal(-32000, "query block range exceeds server limit, narrow your filter: 1000")],
  ["Erigon's results", rpcRefusal(-32000, "query returns too many logs, narrow your filter: 20000")],
  ["Besu's", rpcRefusal(-32005, "Requested range exceeds maximum RPC range limit")],
  ["Ankr's", rpcRefusal(-32600, "block range is too wide")],
  ["a proxy's size", rpcRefusal(-32020, "backend response too large")],
  ["a bare", rpcRefusal(-32005, "limit exceeded")],
  ["a gateway's page", { status: 413, body: () => "<html><h1>413 Request Entity Too Large</h1></html>" }],
  ["a form of its own", { status: 413, body: () => '{"code":-32614,"message":"eth_getLogs is limited to a 5 range"}' }],
  ["no answer at all", { status: 504, body: () => "" }],
];

/** Fails unless the mirror came to hold all, and asked for no more than it had to. */
async function expectMirrored(refusal: Refusal, limits: (blocks: number, logs: number) => boolean): Promise<void> {
  const node = await startLimitedNode(chain.url, refusal, limits);
  const name = `limited-${hexlify(randomBytes(4))}`;
  const mirror = await openTestMirror(chain, folder.path, { name, rpc: createRpc(node.url) });
  try {
    await mirror.sync();
    expect(mirror.dump() === whole.dump()).toBe(true);
    expect(node.refused()).toBeGreaterThan(0);
    expect(node.refused()).toBeLessThan(30);
  } finally {
    await mirror.close();
    await node.close();
  }
}

describe("a node that refuses too many blocks at once is asked for fewer", () => {
  test.each(REFUSALS)("in %s words", (_, refusal) => expectMirrored(refusal, (blocks) => blocks > 7));
  test.each(REFUSALS.slice(0, 4))("in %s words, for its logs", (_, refusal) =>
    expectMirrored(refusal, (_blocks, logs) => logs > 10),
  );
});

test("whoever is told to ask less often asks no more for that", async () => {
  const throttled = rpcRefusal(429, "Your app has exceeded its compute units per second capacity", 429);
  const node = await startLimitedNode(chain.url, throttled, () => true);
  const range = fetchSize();
  const mirror = await openTestMirror(chain, folder.path, { name: "throttled", rpc: createRpc(node.url), range });
  await expect(mirror.step()).rejects.toThrow("compute units");
  expect([node.refused(), range.size]).toEqual([1, fetchSize().size]);
  await mirror.close();
  await node.close();
});

test("an answer longer than its limit is not read on, and of one block goes through all the same", async () => {
  const limit = 20_000;
  const refused: number[] = [];
  const rpc: Rpc = {
    ...chain.rpc,
    async call(method, parameters, options) {
      if (!options?.limit) return chain.rpc.call(method, parameters, options);
      try {
        return await chain.rpc.call(method, parameters, { ...options, limit });
      } catch (error) {
        if (error instanceof RpcAnswerTooLong) refused.push(1);
        throw error;
      }
    },
  };
  const mirror = await openTestMirror(chain, folder.path, { name: "long-answers", rpc });
  await mirror.sync();
  expect(mirror.dump() === whole.dump()).toBe(true);
  expect(refused.length).toBeGreaterThan(0);
  await mirror.close();

  let sent = 0;
  const endless = createServer((_, response) => {
    response.on("error", () => undefined);
    const write = () => {
      if (response.destroyed) return;
      sent += 65_536;
      if (response.write("x".repeat(65_536))) setImmediate(write);
      else response.once("drain", write);
    };
    write();
  });
  await new Promise<void>((resolve) => endless.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(endless.address() as AddressInfo).port}`;
  const call = createRpc(url).call("eth_getLogs", [{}], { once: true, limit: 1_000_000 });
  await expect(call).rejects.toThrow(RpcAnswerTooLong);
  expect(sent).toBeLessThan(100_000_000);
  endless.closeAllConnections();
  await new Promise((resolve) => endless.close(resolve));
});

test("much is committed in parts, each of whole blocks", async () => {
  const commit = 5;
  const mirror = await openTestMirror(chain, folder.path, { name: "in-parts", range: fetchSize({ commit }) });
  const { raw } = mirror.database;
  raw.exec("create table commits (line integer, block integer)");
  raw.exec(`create trigger cursor_moved after update of line on cursor when new.line > old.line
    begin insert into commits values (new.line, new.block_number); end`);
  await mirror.sync();
  expect(mirror.dump() === whole.dump()).toBe(true);

  const commits = raw.prepare("select line, block from commits").all() as { line: number; block: number }[];
  const perBlock = raw
    .prepare("select max(line) as line, count(*) as lines from facts where line is not null group by block_number")
    .all() as { line: number; lines: number }[];
  const ends = new Set(perBlock.map(({ line }) => line));
  const most = Math.max(...perBlock.map(({ lines }) => lines));
  expect(most).toBeGreaterThanOrEqual(SERIES);
  for (const [index, { line }] of commits.entries()) {
    expect(ends).toContain(line);
    expect(line - (commits[index - 1]?.line ?? 0)).toBeLessThan(commit + most);
  }
  // Of a few lines each, not one by one and not all at once.
  expect(commits.length).toBeGreaterThan(lines / (commit * 4));
  expect(commits.length).toBeLessThan(lines / 2);
  await mirror.close();
});

test("an indexer that wrote between two parts makes the other start anew", async () => {
  const mirror = await openTestMirror(chain, folder.path, { name: "raced", range: fetchSize({ commit: 5 }) });
  const { raw } = mirror.database;
  // As another one would: the cursor moves right after the second part.
  raw.exec(`create trigger raced after update of line on cursor when new.generation = 2
    begin update cursor set generation = generation + 1; end`);
  await expect(mirror.step()).rejects.toThrow("another indexer");
  await mirror.sync();
  expect(mirror.dump() === whole.dump()).toBe(true);
  await mirror.close();
});

describe("how many blocks are asked for", () => {
  test("grows while little comes, and shrinks when much does, or slowly", () => {
    const range = fetchSize({ first: 100 });
    range.answered(10, 10);
    expect(range.size).toBe(200);
    range.answered(8_000, 100);
    expect(range.size).toBe(200);
    range.answered(80_000, 100);
    expect(range.size).toBe(25);
    range.answered(8_000, 60_000);
    expect(range.size).toBe(12);
    for (let i = 0; i < 300; i++) range.answered(0, 1);
    expect(range.size).toBe(10_000);
    for (let i = 0; i < 40; i++) range.refused();
    expect(range.size).toBe(1);
  });

  test("settles near a limit, and tries above it seldom", () => {
    const range = fetchSize();
    let refused = 0;
    for (let i = 0; i < 300; i++) {
      if (range.size > 70) {
        range.refused();
        refused += 1;
      } else range.answered(0, 1);
    }
    expect(refused).toBeLessThan(30);
    expect(range.size).toBeGreaterThan(20);
  });
});

test("how far it has come is told every few seconds, and nothing of a chain that is followed", () => {
  const told: object[] = [];
  let time = 0;
  const tell = progressLog({ info: (fields: object) => void told.push(fields) } as never, 1_000, () => time);
  tell({ block: 1_100, head: 2_000, lines: 10 });
  time = 5_000;
  tell({ block: 1_500, head: 2_000, lines: 20 });
  time = 6_000;
  tell({ block: 1_600, head: 2_000, lines: 30 });
  time = 20_000;
  tell({ block: 1_999, head: 2_000, lines: 40 });
  expect(told).toEqual([{ block: 1_500, head: 2_000, lines: 20, percent: 50 }]);
});

test("what a node keeps back in answers without an error is asked for anew, once it shows", async () => {
  let silent = 3;
  const rpc: Rpc = {
    ...chain.rpc,
    async call<T>(method: string, parameters: readonly unknown[], options?: { once?: boolean }) {
      const answer = await chain.rpc.call<T>(method, parameters, options);
      if (method !== "eth_getLogs" || silent === 0) return answer;
      silent -= 1;
      return [] as T;
    },
  };
  const mirror = await openTestMirror(chain, folder.path, { name: "silent", rpc, range: fetchSize({ first: 5 }) });
  await mirror.sync();
  expect(mirror.dump() === whole.dump()).toBe(true);
  await mirror.close();
});

test("logs that are cut off without an error are asked for in smaller parts", async () => {
  const rpc: Rpc = {
    ...chain.rpc,
    async call<T>(method: string, parameters: readonly unknown[], options?: { once?: boolean }) {
      const answer = await chain.rpc.call<T>(method, parameters, options);
      const ranged = method === "eth_getLogs" && "fromBlock" in (parameters[0] as object);
      const single = ranged && new Set((answer as RpcLog[]).map(({ blockNumber }) => blockNumber)).size <= 1;
      return ranged && !single ? ((answer as RpcLog[]).slice(0, 12) as T) : answer;
    },
  };
  const mirror = await openTestMirror(chain, folder.path, { name: "cut-off", rpc });
  await mirror.sync();
  expect(mirror.dump() === whole.dump()).toBe(true);
  await mirror.close();
});
