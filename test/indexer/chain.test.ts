/** The mirror against the contract's chain: content and order of every line, administration included. */
import { hexlify, id, randomBytes } from "ethers";
import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Rpc, RpcLog } from "../../chain/rpc.ts";
import { topicOf } from "../../proof/codec.ts";
import { verifyMirror } from "../../scripts/verify/verify-mirror.ts";
import { recordMany, startTestChain, type TestChain } from "../support/chain.ts";
import { temporaryFolder } from "../support/folder.ts";
import { openTestMirror, type TestMirror } from "../support/mirror.ts";

let chain: TestChain;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let count = 0;

beforeAll(async () => {
  folder = await temporaryFolder();
  chain = await startTestChain();
  const { trace, wallet } = await chain.actor(1, "producer", "processor");
  const digest = () => hexlify(randomBytes(32));
  await (await trace.getFunction("create")("CHAINED", "0x4b474d", 1_000n, true, wallet.address, digest())).wait();
  await recordMany(trace, "CHAINED", "storage", Array.from({ length: 6 }, digest));
  await (await chain.trace.getFunction("revokeRole")(id("PROCESSOR_ROLE"), wallet.address)).wait();
});
afterAll(async () => {
  await chain.close();
  await folder.close();
});

/** A mirror of a node that gives logs as `lie` makes them, until it is told to be honest. */
async function mirrorOf(lie: (logs: RpcLog[]) => RpcLog[]) {
  const said: string[] = [];
  let honest = false;
  const becomeHonest = () => {
    honest = true;
  };
  const rpc: Rpc = {
    ...chain.rpc,
    call: async (method, parameters, options) => {
      const answer = await chain.rpc.call(method, parameters, options);
      return (method === "eth_getLogs" && !honest ? lie(answer as RpcLog[]) : answer) as never;
    },
  };
  const logger = pino({ level: "warn" }, { write: (line) => void said.push(line) });
  const mirror = await openTestMirror(chain, folder.path, { name: `chain-${count++}`, rpc, logger });
  return { mirror, said, becomeHonest };
}

async function rounds(mirror: TestMirror, times: number) {
  const results: string[] = [];
  for (let i = 0; i < times; i++) results.push(await mirror.step());
  return results;
}

/** Two steps with their documents exchanged: numbers, blocks and all else as they were. */
function exchanged(logs: RpcLog[]): RpcLog[] {
  const steps = logs.filter((log) => log.topics[0] === topicOf("Recorded"));
  const [first, second] = steps;
  if (!first || !second) return logs;
  const dataOf = (log: RpcLog, other: RpcLog) => `${other.data.slice(0, 66)}${log.data.slice(66)}` as RpcLog["data"];
  return logs.map((log) => {
    if (log === first) return { ...log, data: dataOf(first, second) };
    return log === second ? { ...log, data: dataOf(second, first) } : log;
  });
}

/** A revocation told as if it left the role: a line of administration, with its number. */
function withRoleLeft(logs: RpcLog[]): RpcLog[] {
  return logs.map((log) => {
    if (log.topics[0] !== topicOf("RolesSet") || !log.data.endsWith("01".padStart(64, "0") + "0".repeat(64)))
      return log;
    return { ...log, data: log.data.slice(0, -128) + "03".padStart(64, "0") + "0".repeat(64) } as RpcLog;
  });
}

test.each([
  ["that exchanges two lines", exchanged],
  ["that changes what a line of administration says", withRoleLeft],
] as const)("a node %s never gets a mirror that counts as whole, and is named", async (_, lie) => {
  const { mirror, said, becomeHonest } = await mirrorOf(lie);
  expect(await rounds(mirror, 8)).not.toContain("synced");
  expect(said.join()).toContain("the node's logs do not fold into the contract's chain");

  becomeHonest();
  await mirror.sync();
  expect(said.join()).toContain("the mirror has lines that the chain has otherwise");
  const { chain: onChain, lineCount } = await chain.trace.getFunction("state")();
  const cursor = mirror.database.raw.prepare("select line, chain from cursor").get();
  expect(cursor).toEqual({ line: Number(lineCount), chain: onChain });
  await mirror.close();
});

test("a node that hides one role's grant is not believed", async () => {
  const isGrant = ({ topics }: RpcLog) => topics[0] === topicOf("RolesSet");
  const { mirror, becomeHonest } = await mirrorOf((logs) => {
    const hidden = logs.filter(isGrant)[2];
    return logs.filter((log) => log !== hidden);
  });
  expect(await rounds(mirror, 6)).not.toContain("synced");
  becomeHonest();
  await mirror.sync();
  await mirror.close();
});

test("a whole mirror is verified by any node's logs, and what differs is named by its line", async () => {
  const { mirror, becomeHonest } = await mirrorOf((logs) => logs);
  becomeHonest();
  await mirror.sync();
  const check = (rpc: Rpc) =>
    verifyMirror({
      rpc,
      contract: chain.contract,
      startBlock: chain.startBlock,
      database: mirror.database.raw,
      logger: pino({ level: "silent" }),
    });
  const lines = await chain.lineCount();
  expect(await check(chain.rpc)).toMatchObject({ lines, nodeIsWhole: true, difference: undefined, behind: 0 });

  const lying: Rpc = {
    ...chain.rpc,
    call: async (method, parameters, options) => {
      const answer = await chain.rpc.call(method, parameters, options);
      return (method === "eth_getLogs" ? exchanged(answer as RpcLog[]) : answer) as never;
    },
  };
  const first = mirror.database.raw.prepare("select min(line) from facts where event = 'Recorded'").pluck().get();
  expect(await check(lying)).toMatchObject({
    nodeIsWhole: false,
    difference: { line: first, onChain: "Recorded", mirrored: "Recorded" },
  });

  mirror.database.raw.exec("update facts set chain = 'changed' where event = 'RolesSet' and line = 4");
  expect(await check(chain.rpc)).toMatchObject({ nodeIsWhole: true, difference: { line: 4, onChain: "RolesSet" } });
  await mirror.close();
});
