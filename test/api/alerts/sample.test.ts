/** Heads in SQL held against a contract whose node is not at its best. */
import { encodeBytes32String, id, ZeroHash } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createObserver } from "../../../api/alerts/observe.ts";
import { headSampler } from "../../../api/alerts/sample.ts";
import type { Rpc } from "../../../chain/rpc.ts";
import { chainWatch } from "../../../chain/watch.ts";
import { createGuards } from "../../../integrations/outgoing/guards.ts";
import { mirrorHeads } from "../../../store/batches/mirror-heads.ts";
import { figuresOf } from "../../../store/monitoring/figures.ts";
import { startTestChain, type TestChain } from "../../support/chain.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { openTestMirror, type TestMirror } from "../../support/mirror.ts";

let chain: TestChain;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let mirror: TestMirror;
let record: () => Promise<void>;
beforeAll(async () => {
  folder = await temporaryFolder();
  chain = await startTestChain();
  mirror = await openTestMirror(chain, folder.path);
  const { trace } = await chain.actor(0, "producer");
  const digest = id("a document");
  await (await trace.getFunction("create")("SAMPLED", "0x4b474d", 10n, true, trace.runner, digest)).wait();
  record = async () => {
    await (await trace.getFunction("record")(id("SAMPLED"), encodeBytes32String("storage"), digest)).wait();
  };
  await mirror.sync();
});
afterAll(async () => {
  await mirror.close();
  await chain.close();
  await folder.close();
});

/** The chain's node, but that it does something else before it says what a head is. */
function node(before: () => Promise<unknown>): Rpc {
  const { rpc } = chain;
  return {
    ...rpc,
    async call<T>(method: string, parameters: readonly unknown[]) {
      const other = method === "eth_call" ? await before() : undefined;
      return rpc.call<T>(method, other === undefined ? parameters : [parameters[0], other]);
    },
  };
}
const sampler = (rpc: Rpc) => headSampler(mirrorHeads(mirror.database), rpc, chain.contract, 10);

test("a block that comes while its node is asked makes no head wrong", async () => {
  let came = false;
  // As anvil does: the state of the block that came meanwhile, for the one that was the latest.
  const overtaken = node(async () => {
    if (came) return undefined;
    came = true;
    await record();
    return "latest";
  });
  expect((await sampler(overtaken)("", []))?.wrong).toEqual([]);
  expect(came).toBe(true);
});

test("one that is wrong is found", async () => {
  const { raw } = mirror.database;
  const { head } = raw.prepare("select head from batches").get() as { head: string };
  raw.prepare("update batches set head = ?").run(ZeroHash);
  const sample = await sampler(chain.rpc)("", []);
  raw.prepare("update batches set head = ?").run(head);
  expect(sample?.wrong).toEqual([{ id: id("SAMPLED"), code: "SAMPLED", mirror: ZeroHash, chain: head }]);
});

test("a node that never says what a head is holds up nothing else", async () => {
  const silent = node(() => new Promise(() => undefined));
  const observe = createObserver({
    chain: chainWatch(chain.rpc, `0x${"11".repeat(20)}`),
    figures: figuresOf(mirror.database),
    guards: createGuards(),
    takeSample: sampler(silent),
    compareAll: async () => undefined,
    sampleEvery: 0,
    patience: 100,
    now: () => new Date(),
  });
  const { facts, position, check } = await observe([], "");
  expect([facts.heads, position, check]).toEqual([undefined, undefined, undefined]);
  expect(facts.head).toBe(await chain.rpc.blockNumber());
});
