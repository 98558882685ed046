/** What the mirror takes from a node and from storage, and what it does not: each guard by itself. */
import { createHash, randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { encodeBytes32String, hexlify, id } from "ethers";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Rpc, RpcLog } from "../../chain/rpc.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { syncOptions } from "../../indexer/run.ts";
import { announcedObjects } from "../../integrations/objects/announced.ts";
import { diskObjects } from "../../integrations/objects/disk.ts";
import { arrivalsRepository } from "../../store/batches/arrivals.ts";
import { startTestChain, type TestChain } from "../support/chain.ts";
import { temporaryFolder } from "../support/folder.ts";
import { openTestMirror, type TestMirror } from "../support/mirror.ts";

let chain: TestChain;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let honest: TestMirror;
let create: (digest?: string) => Promise<string>;
/** Three lines in one transaction. */
let series: (code: string) => Promise<void>;
let count = 0;
beforeAll(async () => {
  folder = await temporaryFolder();
  chain = await startTestChain();
  honest = await openTestMirror(chain, folder.path);
  const { trace } = await chain.actor(1, "producer");
  series = async (code) => {
    const digests = Array.from({ length: 3 }, () => hexlify(randomBytes(32)));
    await (await trace.getFunction("recordSeries")(id(code), encodeBytes32String("storage"), digests)).wait();
  };
  create = async (digest = hexlify(randomBytes(32))) => {
    const code = `BATCH-${count++}`;
    await (await trace.getFunction("create")(code, "0x4b474d", 1n, true, trace.runner, digest)).wait();
    return code;
  };
});
beforeEach(async () => {
  await create();
  await chain.mine(4);
  await create();
});
afterAll(async () => {
  await honest.close();
  await chain.close();
  await folder.close();
});

type Overrides = Parameters<typeof openTestMirror>[2];
/** A mirror of its own; what it comes to is the same as the honest node's. */
async function expectSame(overrides: Overrides): Promise<void> {
  await honest.sync();
  const mirror = await openTestMirror(chain, folder.path, { name: `mirror-${count++}`, ...overrides });
  await mirror.sync();
  expect(mirror.dump() === honest.dump()).toBe(true);
  await mirror.close();
}

/** A node that answers other logs than there are. */
function answering(change: (logs: RpcLog[]) => RpcLog[]): Rpc {
  return {
    ...chain.rpc,
    async call<T>(method: string, parameters: readonly unknown[]) {
      const answer = await chain.rpc.call<T>(method, parameters);
      return (method === "eth_getLogs" ? change(answer as RpcLog[]) : answer) as T;
    },
  };
}
const firstOf = (mirror: TestMirror, sql: string, ...values: unknown[]) =>
  mirror.database.raw
    .prepare(sql)
    .pluck()
    .get(...values);

describe("of what a node answers", () => {
  test("logs of other contracts count for nothing", async () => {
    const address = `0x${"99".repeat(20)}` as const;
    await expectSame({ rpc: answering((logs) => logs.flatMap((log) => [{ ...log, address }, log])) });
  });

  test("logs that a reorganisation took back count for nothing", async () => {
    await expectSame({ rpc: answering((logs) => logs.flatMap((log) => [{ ...log, removed: true }, log])) });
  });

  test("logs count in the order of the chain, however they come", async () => {
    // Several of one block, which cannot be asked for in parts.
    await series(await create());
    await chain.mine(4);
    await series(await create());
    await expectSame({ rpc: answering((logs) => [...logs].reverse()) });
  });

  test("the contract's address may be written in capitals", async () => {
    const capitals = (log: RpcLog) => ({ ...log, address: `0x${log.address.slice(2).toUpperCase()}` as Hex });
    await expectSame({ rpc: answering((logs) => logs.map(capitals)) });
  });

  test("an event that the contract does not have ends the mirror, and nothing is written", async () => {
    const strange = (log: RpcLog): RpcLog => ({ ...log, topics: [id("Strange()") as Hex] });
    const rpc = answering((logs) => [...logs, ...logs.slice(0, 1).map(strange)]);
    const mirror = await openTestMirror(chain, folder.path, { name: `mirror-${count++}`, rpc });
    await expect(mirror.sync()).rejects.toThrow("the contract emitted an event that is not in its ABI");
    expect(firstOf(mirror, "select count(*) from facts")).toBe(0);
    await mirror.close();
  });

  test("no block that is not there yet is final", async () => {
    const finalBlock = async () => (await chain.rpc.blockNumber()) + 100;
    const mirror = await openTestMirror(chain, folder.path, { name: `mirror-${count++}`, finalBlock });
    await mirror.sync();
    expect(firstOf(mirror, "select final_block from cursor")).toBe(await chain.rpc.blockNumber());
    await mirror.close();
  });

  test("what became final since is told, though no line came", async () => {
    let final = 0;
    const finalBlock = async () => final;
    const mirror = await openTestMirror(chain, folder.path, { name: `mirror-${count++}`, finalBlock });
    await mirror.sync();
    final = await chain.rpc.blockNumber();
    await mirror.sync();
    expect(firstOf(mirror, "select final_block from cursor")).toBe(final);
    await mirror.close();
  });
});

test("a reorganisation of what was said to be final takes that back too, with its documents", async () => {
  const name = `mirror-${count++}`;
  const mirror = await openTestMirror(chain, folder.path, { name, finalBlock: () => chain.rpc.blockNumber() });
  await mirror.sync();
  const before = await chain.snapshot();
  const digest = hexlify(randomBytes(32));
  await create(digest);
  await mirror.sync();
  const records = () => firstOf(mirror, "select count(*) from records where digest = ?", digest);
  expect(records()).toBe(1);
  await chain.revert(before);
  await create();
  await chain.mine(2);
  expect(await mirror.step()).toBe("advanced");
  const cursor = mirror.database.raw.prepare("select block_number, final_block from cursor").get() as object;
  const { block_number: stands, final_block: final } = cursor as { block_number: number; final_block: number };
  expect(final).toBeLessThanOrEqual(stands);
  expect(records()).toBe(0);
  await mirror.close();
});

describe("a database is refused that mirrors", () => {
  test.each([
    ["another contract of the same chain", { contract: `0x${"12".repeat(20)}` }, ""],
    ["a chain of another number", { chainId: 1 }, ""],
    ["a chain with another genesis", {}, "update cursor set genesis_hash = '0x12'"],
  ])("%s", async (_what, change, statement) => {
    const mirror = await openTestMirror(chain, folder.path, { name: `mirror-${count++}` });
    await mirror.sync();
    if (statement) mirror.database.raw.prepare(statement).run();
    const { chainId, contract } = chain;
    const deployment = { chainId, contract, ...change } as { chainId: number; contract: Hex };
    await expect(syncOptions({ ...mirror.options, deployment })).rejects.toMatchObject({ name: "ChainMismatch" });
    await mirror.close();
  });
});

describe("a document", () => {
  const digestOf = (bytes: Uint8Array) => `0x${createHash("sha256").update(bytes).digest("hex")}`;
  const recordOf = (digest: string) =>
    honest.database.raw.prepare("select length(text) as length, visibility from records where digest = ?").get(digest);
  const put = (bytes: Uint8Array) => honest.options.objects.put(bytes, { restricted: false });

  test("of a mebibyte is shown, and a longer one is only proved", async () => {
    for (const [size, length] of [
      [1_048_576, 1_048_576],
      [1_048_577, null],
    ] as const) {
      const bytes = new Uint8Array(size).fill(65);
      await put(bytes);
      await create(digestOf(bytes));
      await honest.sync();
      expect(recordOf(digestOf(bytes))).toEqual({ length, visibility: "public" });
    }
  });

  test("that is damaged is as good as missing, and the mirror goes on", async () => {
    const bytes = randomBytes(50);
    const digest = digestOf(bytes);
    await put(bytes);
    writeFileSync(join(folder.path, "objects", "public", digest.slice(2, 4), digest.slice(2)), "damaged");
    await create(digest);
    await honest.sync();
    expect(recordOf(digest)).toEqual({ length: null, visibility: "missing" });
  });

  test("that comes after its line is taken up", async () => {
    const bytes = Buffer.from(`{"late":"${count++}"}`);
    const digest = digestOf(bytes);
    await create(digest);
    await honest.sync();
    expect(recordOf(digest)).toEqual({ length: null, visibility: "missing" });
    const arrivals = arrivalsRepository(honest.database);
    const stored = await diskObjects(join(folder.path, "objects"));
    await announcedObjects(stored, arrivals.add).put(bytes, { restricted: false });
    await arrivals.flush();
    await honest.sync();
    expect(recordOf(digest)).toEqual({ length: bytes.length, visibility: "public" });
  });
});
