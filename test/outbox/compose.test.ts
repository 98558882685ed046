/** Many operations to one call: one that is in trouble is in trouble alone. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { traceInterface } from "../../chain/calls.ts";
import { compose } from "../../chain/outbox/compose.ts";
import type { SenderOptions } from "../../chain/outbox/sender.ts";
import { RpcError, RpcUnavailable } from "../../chain/rpc.ts";
import type { LineAct } from "../../domain/operations/outbox.ts";
import { ACCOUNT, type Bench, create, grant, newCode, record, refusal, startBench } from "./support/bench.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.reset());

async function composed(ids: readonly string[], options: Partial<SenderOptions> = {}) {
  const operations = await bench.log.byIds(ids);
  return compose(operations, 0, await bench.mirror(), { ...bench.options, ...options });
}
const idsOf = (call: Awaited<ReturnType<typeof composed>>) => call?.operations.map(({ id }) => id);
/** The node refuses every call in which one of these acts is. */
const refuse = (error: RpcError, ...acts: LineAct[]) => {
  bench.node.refuses = (data) => (acts.some((act) => data.includes(act.digest.slice(2))) ? error : undefined);
};

test("operations go together into one call, and each alone into its own", async () => {
  const ids = [await bench.accept(create(newCode())), await bench.accept(create(newCode()))];
  const both = await composed(ids);
  expect(idsOf(both)).toEqual(ids);
  expect(traceInterface.parseTransaction({ data: String(both?.data) })?.name).toBe("multicall");
  const one = await composed(ids.slice(0, 1));
  expect(traceInterface.parseTransaction({ data: String(one?.data) })?.name).toBe("createBySig");
  expect(await composed([])).toBeUndefined();
});

test("an act that no call can tell fails alone, and stops no other", async () => {
  const other = create(newCode());
  const strange = await bench.accept({ ...create(newCode()), unit: "BUSHEL" } as LineAct);
  const nobody = await bench.accept(record(newCode()), null);
  const id = await bench.accept(other);
  expect(idsOf(await composed([strange, nobody, id]))).toEqual([id]);
  expect([strange, nobody, id].map(bench.stateOf)).toEqual(["failed", "failed", "waiting"]);
  expect(await bench.operation(strange)).toMatchObject({ errorCode: "chain-rejected" });
});

test("one whose account's key cannot be had now is tried again, and stops no other", async () => {
  const away = await bench.accept(create(newCode()), ACCOUNT + 1);
  const id = await bench.accept(create(newCode()));
  const keyIdOf = async (accountId: number) => {
    if (accountId !== ACCOUNT) throw new Error("the register cannot be read");
    return String(ACCOUNT);
  };
  expect(idsOf(await composed([away, id], { keyIdOf }))).toEqual([id]);
  expect(bench.stateOf(away)).toBe("waiting");
  expect(await bench.operation(away)).toMatchObject({ attempts: 1 });
  expect(idsOf(await composed([away, id]))).toEqual([away, id]);
});

test("fewer are brought where the contract does not take them all, and what is refused fails by itself", async () => {
  const acts = Array.from({ length: 5 }, () => create(newCode()));
  const ids = [];
  for (const act of acts) ids.push(await bench.accept(act));
  refuse(refusal("BatchExists"), acts[3] as LineAct);
  expect(idsOf(await composed(ids))).toEqual(ids.slice(0, 3));
  expect(idsOf(await composed(ids.slice(3)))).toEqual(ids.slice(4));
  expect(ids.map(bench.stateOf)).toEqual(["waiting", "waiting", "waiting", "failed", "waiting"]);
});

test("after those in trouble the others go on together, but for what was planned behind them on their batches", async () => {
  const code = newCode();
  bench.line(create(code), { block: 3 });
  const [first, second] = [record(code), record(code)];
  const ids = [await bench.accept(first), await bench.accept(second)];
  const others = [await bench.accept(create(newCode())), await bench.accept(create(newCode()))];
  refuse(refusal("UnauthorizedActor"), first);
  expect(idsOf(await composed([...ids, ...others]))).toEqual(others);
  expect(ids.map(bench.stateOf)).toEqual(["failed", "waiting"]);
  expect(await bench.operation(String(ids[1]))).toMatchObject({ attempts: 0 });
});

test("one that the node takes alone in no way now is put off, and does not fail", async () => {
  const act = create(newCode());
  const id = await bench.accept(act);
  refuse(new RpcError(-32000, "insufficient funds for gas * price + value"), act);
  expect(await composed([id])).toBeUndefined();
  expect(bench.stateOf(id)).toBe("waiting");
  expect(await bench.operation(id)).toMatchObject({ attempts: 1 });
});

test("a node that does not answer says nothing of any operation", async () => {
  const id = await bench.accept(create(newCode()));
  const relayer = { ...bench.options.relayer, estimate: () => Promise.reject(new RpcUnavailable("no answer")) };
  await expect(composed([id], { relayer })).rejects.toBeInstanceOf(RpcUnavailable);
  expect(await bench.operation(id)).toMatchObject({ state: "waiting", attempts: 0 });
});

test("the same is signed as before while that is good for ten minutes; after that anew, for an hour", async () => {
  const code = newCode();
  bench.line(create(code), { block: 3 });
  const id = await bench.accept(record(code));
  const now = Math.floor(Date.now() / 1000);
  const deadlineAfter = async (seconds: number, seq = 2) => {
    await bench.sign(0, [id], { seq, deadline: now + seconds });
    await bench.log.release([id]);
    return Number((await composed([id]))?.operations[0]?.scope?.deadline) - now;
  };
  expect(await deadlineAfter(660)).toBe(660);
  expect(await deadlineAfter(540)).toBeGreaterThanOrEqual(3_600);
  expect(await deadlineAfter(660, 1)).toBeGreaterThanOrEqual(3_600);
});

test("a grant needs no account's key", async () => {
  const id = await bench.accept(grant(bench.actor));
  const keyIdOf = () => Promise.reject(new Error("the register cannot be read"));
  expect(idsOf(await composed([id], { keyIdOf }))).toEqual([id]);
});
