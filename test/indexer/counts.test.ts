/** The contract's count of lines against the mirror's: what a node may get wrong, and what it cannot hide. */
import { hexlify, randomBytes } from "ethers";
import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Rpc, RpcLog } from "../../chain/rpc.ts";
import { recordMany, startTestChain, type TestChain } from "../support/chain.ts";
import { temporaryFolder } from "../support/folder.ts";
import { openTestMirror, type TestMirror } from "../support/mirror.ts";

let chain: TestChain;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let write: (lines?: number) => Promise<void>;

beforeAll(async () => {
  folder = await temporaryFolder();
  chain = await startTestChain();
  const { trace } = await chain.actor(1, "producer");
  const send = async (verb: string, ...parameters: unknown[]) => (await trace.getFunction(verb)(...parameters)).wait();
  const digest = () => hexlify(randomBytes(32));
  await send("create", "COUNTED", "0x4b474d", 1_000n, true, trace.runner, digest());
  write = async (lines = 1) => {
    const digests = Array.from({ length: lines }, digest);
    await recordMany(trace, "COUNTED", "storage", digests);
  };
});
afterAll(async () => {
  await chain.close();
  await folder.close();
});

/** A node whose answers to some methods are changed. */
function nodeThat(change: (method: string, parameters: readonly unknown[]) => Promise<unknown> | undefined): Rpc {
  return {
    ...chain.rpc,
    call: (method, parameters, options) =>
      (change(method, parameters) as never) ?? chain.rpc.call(method, parameters, options),
  };
}

/** A mirror that remembers what it said in its log, and where its cursor was taken back to. */
async function watchedMirror(name: string, rpc: Rpc) {
  const log: string[] = [];
  const mirror = await openTestMirror(chain, folder.path, {
    name,
    rpc,
    logger: pino({ level: "warn" }, { write: (line) => void log.push(line) }),
  });
  mirror.database.raw.exec(`create table taken_back (line integer);
    create trigger taken_back after update of line on cursor when new.line < old.line
    begin insert into taken_back values (old.line); end`);
  const takenBack = () => mirror.database.raw.prepare("select line from taken_back").pluck().all();
  return { mirror, log, takenBack };
}

async function advance(mirror: TestMirror) {
  let result = await mirror.step();
  while (result === "advanced") result = await mirror.step();
  return result;
}

async function expectWhole(mirror: TestMirror, name: string): Promise<void> {
  const fresh = await openTestMirror(chain, folder.path, { name });
  await fresh.sync();
  expect(mirror.dump() === fresh.dump()).toBe(true);
  await fresh.close();
}

test("a node that always answers as of the next block makes no line missing, and none is taken back", async () => {
  let ahead = true;
  // As anvil does now and then, but each time: another block comes, and the count is as of that one.
  const rpc = nodeThat((method, parameters) => {
    if (method !== "eth_call" || !ahead) return undefined;
    return write().then(() => chain.rpc.call(method, [parameters[0], "latest"]));
  });
  const { mirror, log, takenBack } = await watchedMirror("ahead", rpc);
  for (let i = 0; i < 8; i++) expect(await advance(mirror)).toBe("waiting");
  expect([log, takenBack()]).toEqual([[], []]);
  ahead = false;
  await mirror.sync();
  expect([log, takenBack()]).toEqual([[], []]);
  await expectWhole(mirror, "ahead-fresh");
  await mirror.close();
});

test("a node that counts fewer lines than it gave is behind: nothing is taken back", async () => {
  await write(3);
  let behind = true;
  const block = (await chain.rpc.blockNumber()) - 1;
  const rpc = nodeThat((method, parameters) =>
    method === "eth_call" && behind ? chain.rpc.call(method, [parameters[0], `0x${block.toString(16)}`]) : undefined,
  );
  const { mirror, log, takenBack } = await watchedMirror("behind", rpc);
  for (let i = 0; i < 4; i++) expect(await advance(mirror)).toBe("waiting");
  behind = false;
  await mirror.sync();
  expect([log, takenBack()]).toEqual([[], []]);
  await mirror.close();
});

test.each([
  ["the last block's", 1, (logs: RpcLog[]) => logs.slice(0, 0)],
  ["some of the last block's", 4, (logs: RpcLog[]) => logs.slice(0, 2)],
])("%s lines that a node kept back are found out by the count and read again", async (_, lines, keep) => {
  await write(lines);
  const head = await chain.rpc.blockNumber();
  const block = await chain.rpc.block(head);
  let hidden = true;
  const node = nodeThat((method, parameters) => {
    const [filter] = parameters as [{ blockHash?: string; fromBlock?: string }];
    const isOfHead = method === "eth_getLogs" && filter.blockHash === block?.hash;
    return isOfHead && hidden ? chain.rpc.call<RpcLog[]>(method, parameters).then(keep) : undefined;
  });
  // Nor do its headers tell that there are logs, which would be found out before.
  const rpc: Rpc = {
    ...node,
    async block(tag) {
      const header = await node.block(tag);
      return header && { ...header, logsBloom: undefined };
    },
  };
  const { mirror, log, takenBack } = await watchedMirror(`kept-back-${lines}`, rpc);
  expect(await advance(mirror)).toBe("waiting");
  expect([log, takenBack()]).toEqual([[], []]);
  hidden = false;
  await mirror.sync();
  expect(takenBack()).toHaveLength(1);
  expect(log.join()).toContain("the mirror missed lines");
  await expectWhole(mirror, `kept-back-${lines}-fresh`);
  await mirror.close();
});

test("lines that were kept back long ago are found, too, where nothing came after them", async () => {
  await write(2);
  await chain.mine(20);
  let hidden = true;
  const from = (await chain.rpc.blockNumber()) - 20;
  const isHidden = ({ blockNumber }: RpcLog) => hidden && Number(blockNumber) === from;
  const rpc = nodeThat((method, parameters) =>
    method === "eth_getLogs"
      ? chain.rpc.call<RpcLog[]>(method, parameters).then((logs) => logs.filter((log) => !isHidden(log)))
      : undefined,
  );
  const { mirror, takenBack } = await watchedMirror("long-ago", rpc);
  expect(await advance(mirror)).toBe("waiting");
  hidden = false;
  await mirror.sync();
  expect(takenBack()).toHaveLength(1);
  await expectWhole(mirror, "long-ago-fresh");
  await mirror.close();
});

test("a node that counts what it does not give is not asked for it without end", async () => {
  await write();
  let asked = 0;
  const head = await chain.rpc.block("latest");
  const rpc = nodeThat((method, parameters) => {
    if (method !== "eth_getLogs") return undefined;
    asked += 1;
    const logs = chain.rpc.call<RpcLog[]>(method, parameters);
    return logs.then((given) => given.filter(({ blockHash }) => blockHash !== head?.hash));
  });
  const { mirror, takenBack } = await watchedMirror("never", rpc);
  await advance(mirror);
  await mirror.step();
  asked = 0;
  for (let i = 0; i < 30; i++) expect(await mirror.step()).toBe("waiting");
  // Some seconds pass on a busy machine: then it looks again, a few times at most.
  expect(asked).toBeLessThan(60);
  expect(takenBack()).toEqual([]);
  await mirror.close();
});
