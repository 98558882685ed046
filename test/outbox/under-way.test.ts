/** What becomes of transactions that were sent and do not land. */
import { Transaction } from "ethers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type Attention, lookAfter } from "../../chain/outbox/under-way.ts";
import { RpcError, RpcUnavailable } from "../../chain/rpc.ts";
import type { LineAct } from "../../domain/operations/outbox.ts";
import { type Bench, create, newCode, refusal, startBench } from "./support/bench.ts";

const NONCE = 3;
let bench: Bench;
let attention: Attention;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());
beforeEach(() => {
  bench.reset();
  vi.useFakeTimers({ toFake: ["Date"], now: 1_800_000_000_000 });
  attention = { id: -1, sentAt: 0, refusals: 0 };
});
afterEach(() => void vi.useRealTimers());

/** One look, so many milliseconds later, by a node whose next nonce is this. */
async function look(after = 1_000, nextNonce = NONCE): Promise<void> {
  vi.setSystemTime(Date.now() + after);
  const open = await bench.log.open(bench.options.relayer.address);
  await lookAfter(open, nextNonce, await bench.mirror(), attention, bench.options);
}
/** What the node was sent since this was last asked. */
const sent = () => bench.node.sent.splice(0);
const latest = async (nonce = NONCE) => {
  const open = (await bench.log.open(bench.options.relayer.address)).find((one) => one.nonce === nonce);
  return { ...(await bench.log.signedTransaction(Number(open?.id))), attempt: open?.attempt, pending: open?.pending };
};
const refuseAll = () => {
  bench.node.refuses = () => refusal("InvalidSignature");
};

test("what the node may have lost is sent again each second, the very same, with all that comes after it", async () => {
  const hashes = [];
  for (const nonce of [NONCE, NONCE + 1]) {
    hashes.push(await bench.sign(nonce, [await bench.accept(create(newCode()))]));
  }
  await look(999);
  expect(sent()).toEqual([]);
  await look(1);
  expect(sent().map(({ hash }) => hash)).toEqual(hashes);
  await look(999);
  expect(sent()).toEqual([]);
  await look(1);
  expect(sent().map(({ hash }) => hash)).toEqual(hashes);
});

test("nothing under way is nothing to look after", async () => {
  await look();
  expect(sent()).toEqual([]);
});

describe("what the contract would refuse now", () => {
  let acts: LineAct[];
  let ids: string[];
  beforeEach(async () => {
    acts = [create(newCode()), create(newCode())];
    ids = [];
    for (const act of acts) ids.push(await bench.accept(act));
    await bench.sign(NONCE, ids);
  });

  test("is not sent, nor anything after it, and the first time it is waited", async () => {
    await bench.sign(NONCE + 1, [await bench.accept(create(newCode()))]);
    refuseAll();
    const { hash } = await latest();
    await look();
    expect(sent()).toEqual([]);
    expect((await latest()).hash).toBe(hash);
  });

  test("is made anew the second time, under the same nonce, at a higher price, of what is taken now", async () => {
    const before = Transaction.from((await latest()).raw);
    refuseAll();
    await look();
    // Now only the first act is refused, by itself.
    const [first] = acts as [LineAct];
    const old = before.data;
    bench.node.refuses = (data) =>
      data === old || data.includes(first.digest.slice(2)) ? refusal("EnforcedPause") : undefined;
    await look();
    const made = await latest();
    expect(made.attempt).toBe(2);
    const [only] = sent();
    expect(only).toMatchObject({ nonce: NONCE, hash: made.hash });
    expect(only?.maxFeePerGas).toBeGreaterThan(before.maxFeePerGas as bigint);
    expect(only?.maxPriorityFeePerGas).toBeGreaterThan(before.maxPriorityFeePerGas as bigint);
    expect(ids.map(bench.stateOf)).toEqual(["waiting", "sent"]);
    expect(only?.data).not.toContain(first.digest.slice(2));
    expect(only?.data).toContain((acts[1] as LineAct).digest.slice(2));
  });

  test("is made anew with its operations signed again, and they are in the newer one alone", async () => {
    const { data } = Transaction.from((await latest()).raw);
    bench.node.refuses = (asked) => (asked === data ? refusal("InvalidSignature") : undefined);
    await look();
    await look();
    const made = await latest();
    expect(made).toMatchObject({ attempt: 2, pending: ids });
    const [only] = sent();
    expect(only).toMatchObject({ nonce: NONCE, hash: made.hash });
    for (const act of acts) expect(only?.data).toContain(act.digest.slice(2));
    expect(ids.map(bench.stateOf)).toEqual(["sent", "sent"]);
  });

  test("is sent as it is when it is not refused the second time: the node lagged", async () => {
    const { hash } = await latest();
    for (const isRefused of [true, false, true, false]) {
      bench.node.refuses = () => (isRefused ? refusal("InvalidSignature") : undefined);
      await look();
      expect(sent().map((one) => one.hash)).toEqual(isRefused ? [] : [hash]);
    }
  });

  test("is not what a node cannot tell, or refuses in other words", async () => {
    bench.node.refuses = () => new RpcError(-32000, "header not found");
    const { hash } = await latest();
    await look();
    await look();
    expect(sent().map((one) => one.hash)).toEqual([hash, hash]);
    const away = new RpcUnavailable("no answer");
    const relayer = { ...bench.options.relayer, simulate: () => Promise.reject(away) };
    vi.setSystemTime(Date.now() + 1_000);
    const open = await bench.log.open(relayer.address);
    const options = { ...bench.options, relayer };
    await expect(lookAfter(open, NONCE, await bench.mirror(), attention, options)).rejects.toBe(away);
    expect(attention.refusals).toBe(0);
  });
});

test("a nonce that was left out is taken by a transaction that does nothing", async () => {
  await bench.sign(NONCE, [await bench.accept(create(newCode()))]);
  await look(1_000, NONCE - 1);
  const [empty, ...others] = sent();
  expect(others).toEqual([]);
  expect(empty).toMatchObject({ nonce: NONCE - 1, data: "0x", to: bench.keys.relayer.address });
  expect((await latest(NONCE - 1)).hash).toBe(empty?.hash);
  expect((await latest()).pending).toHaveLength(1);
});

describe("a price that is too low", () => {
  test("is raised where the node wants a higher one, and the call stays the same", async () => {
    const id = await bench.accept(create(newCode()));
    const scope = { nonce: 4, deadline: 1_800_000_900 };
    await bench.sign(NONCE, [id], scope);
    const before = Transaction.from((await latest()).raw);
    let times = 0;
    bench.node.rejects = () =>
      times++ === 0 ? new RpcError(-32000, "replacement transaction underpriced") : undefined;
    await look();
    const [raised] = sent();
    expect(raised).toMatchObject({ nonce: NONCE, data: before.data, gasLimit: before.gasLimit });
    // A tenth more is the least that nodes ask for.
    expect(Number(raised?.maxFeePerGas) / Number(before.maxFeePerGas)).toBeGreaterThan(1.1);
    expect(await latest()).toMatchObject({ attempt: 2, hash: raised?.hash, pending: [id] });
    expect((await bench.operation(id)).scope).toEqual(scope);
  });

  test("is raised after a while, each time further", async () => {
    await bench.sign(NONCE, [await bench.accept(create(newCode()))]);
    await look(59_999);
    expect((await latest()).attempt).toBe(1);
    const prices = [sent()[0]?.maxFeePerGas];
    await look(1_000);
    prices.push(sent()[0]?.maxFeePerGas);
    await look(60_000);
    prices.push(sent()[0]?.maxFeePerGas);
    expect((await latest()).attempt).toBe(3);
    const [first, second, third] = prices.map(Number) as [number, number, number];
    expect(second / first).toBeGreaterThan(1.1);
    expect(third / second).toBeGreaterThan(1.1);
  });

  test("of a transaction that does nothing is raised too", async () => {
    await bench.log.sign(await bench.options.relayer.signEmpty(NONCE), []);
    await look(60_000);
    const [raised] = sent();
    expect(raised).toMatchObject({ nonce: NONCE, data: "0x" });
    expect((await latest()).attempt).toBe(2);
  });

  test("is not what else a node says of a transaction: that is told", async () => {
    await bench.sign(NONCE, [await bench.accept(create(newCode()))]);
    bench.node.rejects = () => new RpcError(-32000, "insufficient funds");
    await expect(look()).rejects.toThrow("insufficient funds");
    expect((await latest()).attempt).toBe(1);
  });

  test.each(["already known", "nonce too low"])("a node that says %j took it before", async (message) => {
    const hash = await bench.sign(NONCE, [await bench.accept(create(newCode()))]);
    bench.node.rejects = () => new RpcError(-32000, message);
    await look();
    expect((await latest()).hash).toBe(hash);
  });
});
