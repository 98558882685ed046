/** Many operations to one call: one that is in trouble is in trouble alone. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type SignedCall, traceInterface } from "../../chain/calls.ts";
import { compose } from "../../chain/outbox/compose.ts";
import type { SenderOptions } from "../../chain/outbox/sender.ts";
import { RpcError, RpcUnavailable, rpcOf } from "../../chain/rpc.ts";
import type { LineAct, WritingAct } from "../../domain/operations/outbox.ts";
import { ACCOUNT, type Bench, create, digest, grant, newCode, record, refusal, startBench } from "./support/bench.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.reset());

const WALLET = `0x${"ab".repeat(20)}` as const;

async function composed(ids: readonly string[], options: Partial<SenderOptions> = {}) {
  const operations = await bench.log.byIds(ids);
  return compose(operations, await bench.mirror(), { ...bench.options, ...options });
}
const idsOf = (call: Awaited<ReturnType<typeof composed>>) => call?.operations.map(({ id }) => id);
/** The node refuses every call in which one of these acts is. */
const refuse = (error: RpcError, ...acts: LineAct[]) => {
  bench.node.refuses = (data) => (acts.some((act) => data.includes(act.digest.slice(2))) ? error : undefined);
};

const parsed = (data: unknown) => traceInterface.parseTransaction({ data: String(data) });
const actsIn = (data: unknown) => (parsed(data)?.args[0] ?? []) as readonly SignedCall[];
/** The acts that a call brings, each with its nonce. */
const broughtBy = (call: Awaited<ReturnType<typeof composed>>) =>
  actsIn(call?.data).map(({ act, nonce }) => [parsed(act)?.name ?? "", Number(nonce)]);

test("operations go together into one call, each under a nonce of its own", async () => {
  const ids = [await bench.accept(create(newCode())), await bench.accept(create(newCode()))];
  const both = await composed(ids);
  expect(idsOf(both)).toEqual(ids);
  expect(broughtBy(both)).toEqual([
    ["create", 0],
    ["create", 1],
  ]);
  expect(both?.operations.map(({ scope }) => scope?.nonce)).toEqual([0, 1]);
  expect(idsOf(await composed(ids.slice(0, 1)))).toEqual(ids.slice(0, 1));
  expect(await composed([])).toBeUndefined();
});

test("what the relayer does in its own name comes before what it brings", async () => {
  const act = create(newCode());
  const ids = [await bench.accept(act), await bench.accept(grant(bench.actor))];
  const call = await composed(ids);
  expect(idsOf(call)).toEqual(ids.reverse());
  const calls = parsed(call?.data)?.args[0] as readonly string[];
  expect(calls.map((data) => parsed(data)?.name)).toEqual(["grantRole", "bring"]);
  // And one that would be skipped then is left out.
  refuse(refusal("BatchExists"), act);
  const alone = await composed(ids);
  expect([idsOf(alone), parsed(alone?.data)?.name]).toEqual([ids.slice(0, 1), "grantRole"]);
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

test("what would be skipped is left out and fails by itself; all others go in one call", async () => {
  const acts = Array.from({ length: 5 }, () => create(newCode()));
  const ids = [];
  for (const act of acts) ids.push(await bench.accept(act));
  refuse(refusal("BatchExists"), acts[3] as LineAct);
  expect(idsOf(await composed(ids))).toEqual(ids.filter((_, index) => index !== 3));
  expect(ids.map(bench.stateOf)).toEqual(["waiting", "waiting", "waiting", "failed", "waiting"]);
});

test("what waits for another act on its batch is not counted as put off, after which others would go before it", async () => {
  const code = newCode();
  bench.line(create(code), { block: 3 });
  const [first, second] = [digest(), digest()].map((one): LineAct => ({ verb: "withdraw", code, digest: one }));
  await bench.accept(first as LineAct);
  const waiting = await bench.accept(second as LineAct);
  expect(await composed([waiting])).toBeUndefined();
  expect(await bench.operation(waiting)).toMatchObject({ state: "waiting", attempts: 0 });
  expect((await bench.log.due(9)).map(({ id }) => id)).not.toContain(waiting);
});

test("an act with a giver's consent may use what a contract wallet takes to check it", async () => {
  const gasOf = async (act: WritingAct) => parsed((await composed([await bench.accept(act)]))?.data)?.args[1];
  const consent = { actor: WALLET, nonce: 0, deadline: 4_102_444_800, signature: "0x12" } as const;
  const batches = [{ code: newCode(), quantity: 1n }];
  const plain = await gasOf(create(newCode()));
  expect((await gasOf({ verb: "takeMany", batches, digest: digest(), consent })) - plain).toBeGreaterThanOrEqual(
    400_000n,
  );
});

test("fewer go where all are too much for a node", async () => {
  const ids = [];
  for (let i = 0; i < 5; i++) ids.push(await bench.accept(create(newCode())));
  bench.node.refuses = (data) =>
    parsed(data)?.name === "bring" && actsIn(data).length > 2
      ? new RpcError(-32000, "gas required exceeds allowance")
      : undefined;
  expect(idsOf(await composed(ids))).toEqual(ids.slice(0, 2));
  expect((await bench.log.byIds(ids)).map(({ attempts }) => attempts)).toEqual([0, 0, 0, 0, 0]);
});

test("one of which a node cannot say why it would be skipped is put off alone", async () => {
  const strange = create(newCode());
  const ids = [];
  for (const act of [create(newCode()), strange, create(newCode()), create(newCode())])
    ids.push(await bench.accept(act));
  bench.node.refuses = (data, blockHash) => {
    if (!data.includes(strange.digest.slice(2)) || parsed(data)?.name === "bring") return undefined;
    return blockHash ? new RpcError(-32000, "header not found") : refusal("BatchExists");
  };
  const [first, put, ...others] = ids;
  expect(idsOf(await composed(ids))).toEqual([first, ...others]);
  expect(await bench.operation(String(put))).toMatchObject({ state: "waiting", attempts: 1 });
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
  const relayer = { ...bench.options.relayer, simulate: () => Promise.reject(new RpcUnavailable("no answer")) };
  await expect(composed([id], { relayer })).rejects.toBeInstanceOf(RpcUnavailable);
  // Nor if it is away before that, when it is asked for a nonce; or shows another contract, or none.
  for (const [answer, why] of [
    [() => Promise.reject(new RpcUnavailable("no answer")), "no answer"],
    [async () => "0x" as never, "no Trace contract"],
  ] as const) {
    const rpc = rpcOf((method, parameters, how) =>
      method === "eth_call" ? answer() : bench.options.rpc.call(method, parameters, how),
    );
    await expect(composed([id], { rpc })).rejects.toThrow(why);
  }
  expect(await bench.operation(id)).toMatchObject({ state: "waiting", attempts: 0 });
});

test("the same is signed as before while that is good for ten minutes; after that anew, for an hour, under the same nonce", async () => {
  const code = newCode();
  bench.line(create(code), { block: 3 });
  const id = await bench.accept(record(code));
  const now = Math.floor(Date.now() / 1000);
  const signedAfter = async (seconds: number) => {
    await bench.sign(0, [id], { nonce: 3, deadline: now + seconds });
    await bench.log.release([id]);
    return (await composed([id]))?.operations[0]?.scope;
  };
  expect(await signedAfter(660)).toEqual({ nonce: 3, deadline: now + 660 });
  for (const seconds of [540, -10_000]) {
    const { nonce, deadline } = (await signedAfter(seconds)) ?? {};
    expect([nonce, Number(deadline) - now >= 3_600]).toEqual([3, true]);
  }
});

test("what was refused after it had been sent is not brought any more: its nonce is voided", async () => {
  const id = await bench.accept(create(newCode()));
  await bench.sign(0, [id], { nonce: 3, deadline: Math.floor(Date.now() / 1000) + 3_600 });
  await bench.log.release([id]);
  expect(broughtBy(await composed([id]))).toEqual([["create", 3]]);
  await bench.log.refuse(id, "conflict", "refused");
  const call = await composed([id]);
  expect(broughtBy(call)).toEqual([["voidNonce", 3]]);
  expect(call?.operations).toMatchObject([{ id, scope: { nonce: 3 } }]);
});

test("who has too much under way waits, and holds up no others", async () => {
  const deadline = Math.floor(Date.now() / 1000) + 3_600;
  for (let nonce = 0; nonce < 120; nonce++) {
    await bench.sign(0, [await bench.accept(create(newCode()))], { nonce, deadline });
  }
  const more = await bench.accept(create(newCode()));
  const granted = await bench.accept(grant(bench.actor));
  expect(idsOf(await composed([more, granted]))).toEqual([granted]);
  expect(await bench.operation(more)).toMatchObject({ state: "waiting", attempts: 1, scope: null });
});

test("a grant needs no account's key", async () => {
  const id = await bench.accept(grant(bench.actor));
  const keyIdOf = () => Promise.reject(new Error("the register cannot be read"));
  expect(idsOf(await composed([id], { keyIdOf }))).toEqual([id]);
});
