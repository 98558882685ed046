import { id, ZeroAddress } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RpcLog } from "../../chain/rpc.ts";
import { topicOf } from "../../proof/codec.ts";
import { startActors } from "../support/acts.ts";
import { startTestChain, type TestChain } from "../support/chain.ts";
import { temporaryFolder } from "../support/folder.ts";
import { openTestMirror, type TestMirror } from "../support/mirror.ts";

let chain: TestChain;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let mirror: TestMirror;

beforeAll(async () => {
  folder = await temporaryFolder();
  chain = await startTestChain();
  mirror = await openTestMirror(chain, folder.path);
});
afterAll(async () => {
  await mirror.close();
  await chain.close();
  await folder.close();
});

/** What the flags of `batchOf` come to, as the API shows it. */
function statusOf(flags: number): string {
  if (flags & 8) return "recalled";
  if (flags & 1) return "withdrawn";
  return flags & 6 ? "recalled" : "active";
}

test("each batch in SQL is what the contract says of it, field by field", async () => {
  const actors = await startActors(chain, 1);
  for (let i = 0; i < 80; i++) {
    await actors.act();
    if (i % 7 === 0) await mirror.sync();
  }
  await mirror.sync();
  const rows = mirror.database.raw.prepare("select * from batches order by code").all() as Record<string, unknown>[];
  expect(rows.map((row) => row.code)).toEqual([...actors.codes].sort());
  for (const row of rows) {
    const onChain = await chain.trace.getFunction("batchOf")(row.id);
    const offered: string = await chain.trace.getFunction("offerOf")(row.id);
    expect({
      custodian: row.custodian,
      offeredTo: row.offered_to,
      quantity: row.quantity,
      seq: row.seq,
      verdict: row.verdict,
      status: row.status,
      head: row.head,
    }).toEqual({
      custodian: onChain.custodian.toLowerCase(),
      offeredTo: offered === ZeroAddress ? null : offered.toLowerCase(),
      quantity: String(onChain.quantity),
      seq: Number(onChain.seq),
      verdict: [null, "pass", "fail"][Number(onChain.verdict)],
      status: statusOf(Number(onChain.flags)),
      head: onChain.head,
    });
  }
});

test("what was split off has its parent's unit, and what was made of it its own", async () => {
  const { trace, wallet } = await chain.actor(70, "producer");
  const digest = id("a document");
  const send = async (verb: string, ...parameters: unknown[]) => (await trace.getFunction(verb)(...parameters)).wait();
  await send("create", "WHOLE", "0x4b474d", 10_000n, true, wallet.address, digest);
  await send("offerCustody", id("WHOLE"), `0x${"0b".repeat(20)}`, digest);
  await send("split", "WHOLE", [{ name: "PART", quantity: 4_000n, digest }], digest);
  await send("split", "WHOLE~PART", [{ name: "PART", quantity: 1_000n, digest }], digest);
  const juice = { code: "JUICE", unit: "0x4c5452", quantity: 2_500n, digest };
  await send("transform", [{ id: id("WHOLE~PART"), quantity: 3_000n }], [juice], true, digest);
  await mirror.sync();
  const rows = mirror.database.raw
    .prepare("select code, unit, quantity, custodian, offered_to, seq from batches where code in (?, ?, ?, ?)")
    .all("WHOLE", "WHOLE~PART", "WHOLE~PART~PART", "JUICE");
  const common = { custodian: wallet.address.toLowerCase(), offered_to: null };
  expect(rows).toEqual(
    expect.arrayContaining([
      { ...common, code: "WHOLE", unit: "KGM", quantity: "6000", seq: 3 },
      { ...common, code: "WHOLE~PART", unit: "KGM", quantity: "0", seq: 3 },
      { ...common, code: "WHOLE~PART~PART", unit: "KGM", quantity: "1000", seq: 1 },
      { ...common, code: "JUICE", unit: "LTR", quantity: "2500", seq: 1 },
    ]),
  );
});

test("the mirror has as many lines as the contract, without a gap", async () => {
  await mirror.sync();
  const lines = mirror.database.raw
    .prepare("select line from facts where line is not null order by line")
    .pluck()
    .all();
  expect(lines).toEqual(
    Array.from({ length: Number((await chain.trace.getFunction("state")()).lineCount) }, (_, i) => i + 1),
  );
  expect(lines.length).toBeGreaterThanOrEqual(60);
});

test("throwing all projections away and mirroring anew gives the same content", async () => {
  await mirror.sync();
  const before = mirror.dump();
  await mirror.rebuild();
  expect(mirror.dump()).toBe(before);
  expect(before).toContain("RolesSet");
});

test("a role that is revoked on chain is revoked in the mirror, and stays among those ever held", async () => {
  const { wallet } = await chain.actor(40, "carrier", "retailer");
  await (await chain.trace.getFunction("revokeRole")(id("CARRIER_ROLE"), wallet.address)).wait();
  await mirror.sync();
  const row = mirror.database.raw
    .prepare("select current, ever from account_roles where address = ?")
    .get(wallet.address.toLowerCase());
  expect(row).toEqual({ current: 16, ever: 20 });
});

test("a node that keeps a log back is not believed", async () => {
  const actors = await startActors(chain, 60);
  await actors.act();
  const holding = { ...chain.rpc };
  let keepBack = true;
  holding.call = async (method, parameters, options) => {
    const answer = await chain.rpc.call(method, parameters, options);
    const isKept = (log: RpcLog) => log.topics[0] === topicOf("Recorded");
    const first = method === "eth_getLogs" && keepBack ? (answer as RpcLog[]).find(isKept) : undefined;
    return (first ? (answer as RpcLog[]).filter((log) => log !== first) : answer) as never;
  };
  const doubting = await openTestMirror(chain, folder.path, { name: "doubting", rpc: holding });
  expect(await doubting.step()).toBe("waiting");
  expect(doubting.database.raw.prepare("select count(*) from facts").pluck().get()).toBe(0);
  keepBack = false;
  await doubting.sync();
  await mirror.sync();
  expect(doubting.dump() === mirror.dump()).toBe(true);
  await doubting.close();
});

test("a node that answers with no logs at all is found out at the head", async () => {
  await mirror.sync();
  const holding = { ...chain.rpc };
  let keepBack = true;
  holding.call = async (method, parameters, options) => {
    const answer = await chain.rpc.call(method, parameters, options);
    return (method === "eth_getLogs" && keepBack ? [] : answer) as never;
  };
  const doubting = await openTestMirror(chain, folder.path, { name: "empty-answers", rpc: holding });
  let result = await doubting.step();
  for (let i = 0; i < 10 && result === "advanced"; i++) result = await doubting.step();
  expect(result).toBe("waiting");
  keepBack = false;
  await doubting.sync();
  expect(doubting.dump() === mirror.dump()).toBe(true);
  await doubting.close();
});

test("of two indexers on one database neither writes what the other wrote", async () => {
  const second = await openTestMirror(chain, folder.path);
  const actors = await startActors(chain, 80);
  for (let i = 0; i < 10; i++) {
    await actors.act();
    const steps = [mirror.step(), second.step()].map((step) => step.catch((error: Error) => error.name));
    for (const result of await Promise.all(steps)) {
      expect(["advanced", "synced", "waiting", "CursorConflict"]).toContain(result);
    }
  }
  await mirror.sync();
  const before = mirror.dump();
  await mirror.rebuild();
  expect(mirror.dump()).toBe(before);
  await second.close();
});

test("a block that comes while the lines are counted makes none missing", async () => {
  const { trace } = await chain.actor(80, "producer");
  let came = false;
  // As anvil does: the state of the block that came meanwhile, for the one that was the latest.
  const rpc = {
    ...chain.rpc,
    async call<T>(method: string, parameters: readonly unknown[]) {
      if (method !== "eth_call" || came) return chain.rpc.call<T>(method, parameters);
      came = true;
      await (
        await trace.getFunction("create")("OVERTAKING", "0x4b474d", 1n, true, trace.runner, id("a document"))
      ).wait();
      return chain.rpc.call<T>(method, [parameters[0], "latest"]);
    },
  };
  const overtaken = await openTestMirror(chain, folder.path, { name: "overtaken", rpc });
  let result = await overtaken.step();
  while (result === "advanced") result = await overtaken.step();
  expect([result, came]).toEqual(["synced", true]);
  await overtaken.close();
});
