/** Many acts, and others who bring them, on a real chain: whatever comes between, each lands once or is told to have failed. */
import { describe, expect, test } from "vitest";
import { signedCall, traceInterface } from "../../chain/calls.ts";
import type { LoggedOperation } from "../../domain/operations/operation-log.ts";
import { create, digest, FIRST, newCode, record, setStage } from "./support/stage.ts";

const { stage, accept, propose, turn, until, untilFinal, untilLine, finalBatch, linesOf, ...on } = setStage();
const { inOneBlock, overtaken, reorganise, sentCall } = on;
const operationOf = async (id: string) => (await stage.log.byId(id)) as LoggedOperation;
const nonceOf = async (id: string) => (await operationOf(id)).scope?.nonce as number;
const isFree = (nonce: number) => stage.chain.trace.getFunction("isNonceFree")(stage.producer.address, nonce);

describe("acts that are skipped", () => {
  test("hold up no others of the same account, in the same transaction and after it", async () => {
    const codes = Array.from({ length: 20 }, newCode);
    const acts = codes.map(create);
    const ids: string[] = [];
    for (const act of acts) ids.push(await accept(act));
    const taken = [3, 11, 19];
    await overtaken(String(ids[0]), async (price) => {
      const { address, trace } = stage.wallet;
      const calls = taken.map((index) =>
        traceInterface.encodeFunctionData("create", [codes[index], "0x4b474d", 5n, true, address, digest()]),
      );
      await trace.getFunction("multicall")(calls, price);
    });
    const later = await accept(record(codes[0] as string));
    for (const [index, operation] of ids.entries()) {
      if (!taken.includes(index)) await until(operation, "mined", "final");
    }
    await until(later, "mined", "final");
    const landed = await Promise.all(ids.map(async (id) => (await operationOf(id)).chain?.transactionHash));
    expect(new Set(landed.filter(Boolean)).size).toBe(1);
    for (const index of taken) await untilFinal(String(ids[index]), "failed");
    const lines = await Promise.all(acts.map(linesOf));
    expect(lines).toEqual(acts.map((_, index) => (taken.includes(index) ? 0 : 1)));
  });
});

describe("somebody else who brings our acts", () => {
  test("with too little gas lands nothing, and nothing is skipped, voided or lost by it", async () => {
    const code = await finalBatch();
    const acts = [record(code), record(code), record(code)];
    const ids: string[] = [];
    for (const act of acts) ids.push(await accept(act));
    const hashes: string[] = [];
    await inOneBlock(async () => {
      await until(String(ids[2]), "sent");
      const { acts: signed } = sentCall(String(ids[0]));
      // Enough for one, and to begin the second; and each with too little to do anything.
      for (const [gasEach, gasLimit] of [
        [300_000, 380_000],
        [20_000, 900_000],
      ]) {
        const { hash } = await stage.wallet.trace.getFunction("bring")(signed, gasEach, { ...FIRST, gasLimit });
        hashes.push(hash);
      }
    });
    const receipts = await Promise.all(
      hashes.map((hash) =>
        stage.chain.rpc.call<{ status: string; logs: { topics: string[] }[] }>("eth_getTransactionReceipt", [hash]),
      ),
    );
    const skipped = traceInterface.getEvent("ActSkipped")?.topicHash;
    expect(receipts.map(({ status, logs }) => [status, logs.map(({ topics }) => topics[0])])).toEqual([
      ["0x0", []],
      ["0x1", [skipped, skipped, skipped]],
    ]);
    for (const operation of ids) await until(operation, "mined");
    const relayed = await Promise.all(ids.map(async (id) => (await operationOf(id)).chain?.transactionHash));
    const { from } = await stage.chain.rpc.call<{ from: string }>("eth_getTransactionByHash", [relayed[0]]);
    expect([new Set(relayed).size, from]).toEqual([1, stage.options.relayer.address]);
    expect(await Promise.all(acts.map(linesOf))).toEqual([1, 1, 1]);
  });

  test("first, or again afterwards, has them land once", async () => {
    const code = await finalBatch();
    const acts = [record(code), record(code)];
    const ids = [await accept(acts[0] as never), await accept(acts[1] as never)];
    const bring = stage.wallet.trace.getFunction("bring");
    await overtaken(String(ids[1]), (price) => bring(sentCall(String(ids[0])).acts.slice(0, 1), 300_000, price));
    for (const operation of ids) await until(operation, "mined");
    await (await bring(sentCall(String(ids[0])).acts, 300_000)).wait();
    for (const operation of ids) await untilFinal(operation, "final");
    expect(await Promise.all(acts.map(linesOf))).toEqual([1, 1]);
  });

  test("after a reorganisation that took them has them land once, under the nonces that they had", async () => {
    const code = await finalBatch();
    const act = record(code);
    const fork = await stage.chain.snapshot();
    const operation = await accept(act);
    await until(operation, "mined");
    const [nonce, { acts }] = [await nonceOf(operation), sentCall(operation)];
    await reorganise(fork);
    expect(await isFree(nonce)).toBe(true);
    await inOneBlock(async () => {
      for (let turns = 0; turns < 4; turns++) await turn();
      await stage.wallet.trace.getFunction("bring")(acts, 300_000, FIRST);
    });
    await untilLine(operation);
    await untilFinal(operation, "final");
    expect([await linesOf(act), await nonceOf(operation)]).toEqual([1, nonce]);
  });
});

describe("a nonce that another device uses", () => {
  test("for a line of its own: that stands, and ours lands under another", async () => {
    const { options, producer, wallet } = stage;
    const code = await finalBatch();
    const [ours, theirs] = [record(code), record(code)];
    const operation = await accept(ours);
    await overtaken(operation, async (price) => {
      const { nonce, deadline } = (await operationOf(operation)).scope as { nonce: number; deadline: number };
      const scope = { actor: producer.address, nonce, deadline };
      const other = await signedCall(theirs, scope, options.deployment, options.keys.account("7"));
      await wallet.trace.getFunction("bring")([other], 300_000, price);
    });
    const before = await nonceOf(operation);
    await untilFinal(operation, "mined");
    await untilFinal(operation, "final");
    expect([await linesOf(ours), await linesOf(theirs)]).toEqual([1, 1]);
    expect(await nonceOf(operation)).not.toBe(before);
  });

  test("in a block that is taken back is ours again: nothing is signed under a second one before that is final", async () => {
    const { producer } = stage;
    const act = record(await finalBatch());
    const operation = await accept(act);
    await stage.chain.rpc.call("evm_setAutomine", [false]);
    await until(operation, "sent");
    const fork = await stage.chain.snapshot();
    const nonce = await nonceOf(operation);
    await producer.trace.getFunction("voidNonce")(nonce, FIRST);
    await stage.chain.rpc.call("evm_setAutomine", [true]);
    await stage.chain.mine();
    for (let turns = 0; turns < 6; turns++) await turn();
    expect(await isFree(nonce)).toBe(false);
    expect(await operationOf(operation)).toMatchObject({ state: "waiting", scope: { nonce } });
    await reorganise(fork);
    await untilFinal(operation, "final");
    expect([await linesOf(act), await nonceOf(operation)]).toEqual([1, nonce]);
  });
});

test("a signature that is over before it lands is made anew under the same nonce", async () => {
  const { rpc } = stage.chain;
  const act = record(await finalBatch());
  const operation = await accept(act);
  await rpc.call("evm_setAutomine", [false]);
  await until(operation, "sent");
  const { scope } = await operationOf(operation);
  // The node loses it, and two hours pass.
  await rpc.call("hardhat_dropTransaction", [await hashOf(operation)]);
  await rpc.call("evm_increaseTime", [7_200]);
  await rpc.call("evm_setAutomine", [true]);
  await stage.chain.mine();
  await until(operation, "mined");
  const now = await operationOf(operation);
  expect(now.scope?.nonce).toBe(scope?.nonce);
  expect(now.scope?.deadline).toBeGreaterThan(Number(scope?.deadline) + 3_600);
  expect(await linesOf(act)).toBe(1);
});

test("a wallet signs a hundred proposals and more, in any order, and one that is refused or never signed stops none", async () => {
  const code = await finalBatch();
  const acts = Array.from({ length: 110 }, (_, index) => (index === 40 ? create(code) : record(code)));
  const ids: string[] = [];
  for (const act of acts) ids.push(await propose(act));
  const nonces = await Promise.all(ids.map(nonceOf));
  expect(new Set(nonces).size).toBe(110);
  const neverSigned = 70;
  for (const [index, operation] of [...ids.entries()].reverse()) {
    if (index !== neverSigned) await stage.log.signed(operation, await stage.wallet.sign(operation));
  }
  for (const [index, operation] of ids.entries()) {
    if (index !== neverSigned) await untilFinal(operation, index === 40 ? "failed" : "final");
  }
  expect((await operationOf(String(ids[neverSigned]))).state).toBe("unsigned");
  const lines = await Promise.all(acts.map(linesOf));
  expect(lines).toEqual(acts.map((_, index) => (index === 40 || index === neverSigned ? 0 : 1)));
  // It is good still.
  const last = String(ids[neverSigned]);
  await stage.log.signed(last, await stage.wallet.sign(last));
  await until(last, "mined");
  expect((await operationOf(last)).chain?.actor).toBe(stage.wallet.address);
});

async function hashOf(operation: string): Promise<string> {
  const open = await stage.log.open(stage.options.relayer.address);
  const transaction = open.find(({ pending }) => pending.includes(operation));
  return (await stage.log.signedTransaction(Number(transaction?.id))).hash;
}
