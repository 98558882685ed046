/** When an operation that the contract refuses, or that cannot be placed, has failed; and when it is only put off. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { refusalOf } from "../../chain/contract-errors.ts";
import { hold, nextTry, refuse } from "../../chain/outbox/refusals.ts";
import { RpcUnavailable } from "../../chain/rpc.ts";
import type { TypedData } from "../../domain/operations/outbox.ts";
import { batchId } from "../../proof/hash.ts";
import { type Bench, create, grant, newCode, record, refusal, startBench } from "./support/bench.ts";

let bench: Bench;
let code: string;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());
beforeEach(() => {
  bench.reset();
  vi.useFakeTimers({ toFake: ["Date"], now: 1_800_000_000_000 });
  code = newCode();
});
afterEach(() => void vi.useRealTimers());

/** The contract refuses an operation's call with one of its errors, and, unless told, as of the mirror's block too. */
async function refused(id: string, error: string, atMirror: string | null = error): Promise<string> {
  bench.node.refuses = (_data, blockHash) => (blockHash && atMirror !== null ? refusal(atMirror) : undefined);
  const operation = await bench.operation(id);
  const why = refusalOf(refusal(error));
  if (!why) throw new Error(`${error} is no refusal`);
  const call = { planned: { operation, seq: 2 }, data: "0x12", scope: null };
  await refuse(call, why, await bench.mirror(), bench.options);
  return bench.stateOf(id);
}

/** An act that its actor's own wallet signed. */
async function ofWallet(): Promise<string> {
  const act = record(code);
  const typedData = { message: { seq: "2", deadline: "1800000060" } } as unknown as TypedData;
  const subject = { batchId: batchId(code), digest: act.digest, actor: bench.actor, typedData };
  const id = `wallet-${code}`;
  await bench.log.add(id, 8, act, subject, undefined);
  await bench.log.signed(id, "0x12");
  return id;
}

describe("a refusal", () => {
  test("that stands as of the mirror's block ends an operation, with what it says", async () => {
    const id = await bench.accept(record(code));
    expect(await refused(id, "UnauthorizedActor")).toBe("failed");
    expect(bench.node.askedAt).toEqual([(await bench.mirror()).blockHash]);
    const { errorCode, error } = await bench.operation(id);
    expect([errorCode, error]).toEqual(["forbidden", refusalOf(refusal("UnauthorizedActor"))?.message]);
  });

  test("that does not stand as of the mirror's block is one of a node that lags", async () => {
    const id = await bench.accept(record(code));
    expect(await refused(id, "UnauthorizedActor", null)).toBe("waiting");
    expect(await bench.operation(id)).toMatchObject({ attempts: 1, awaitedBlock: null });
  });

  test("that cannot be looked into now ends nothing", async () => {
    const id = await bench.accept(record(code));
    const relayer = { ...bench.options.relayer, dryRun: () => Promise.reject(new RpcUnavailable("no answer")) };
    const why = refusalOf(refusal("UnauthorizedActor"));
    const call = { planned: { operation: await bench.operation(id), seq: 2 }, data: "0x12", scope: null };
    await expect(
      refuse(call, why as never, await bench.mirror(), { ...bench.options, relayer }),
    ).rejects.toBeInstanceOf(RpcUnavailable);
    expect(bench.stateOf(id)).toBe("waiting");
  });

  test.each(["InvalidSignature", "SignatureExpired", "EnforcedPause"])(
    "that can pass (%s) ends nothing that is signed here",
    async (error) => {
      expect(await refused(await bench.accept(record(code)), error)).toBe("waiting");
    },
  );

  test("of a signature ends what the actor's own wallet signed; that writing is stopped does not", async () => {
    const id = await ofWallet();
    expect(await refused(id, "EnforcedPause")).toBe("waiting");
    expect(await refused(id, "InvalidSignature")).toBe("failed");
  });

  test("ends nothing while something that was accepted before it on its batch is still to come", async () => {
    const earlier = await bench.accept(create(code));
    const id = await bench.accept(record(code));
    expect(await refused(id, "UnauthorizedActor")).toBe("waiting");
    await bench.sign(0, [earlier]);
    expect(await refused(id, "UnauthorizedActor")).toBe("waiting");
    await bench.log.release([earlier]);
    await bench.log.fail(earlier, "conflict", "refused");
    expect(await refused(id, "UnauthorizedActor")).toBe("failed");
  });

  test("ends nothing while a grant to its actor is still to come", async () => {
    await bench.accept(grant(bench.actor));
    expect(await refused(await bench.accept(record(code)), "UnauthorizedActor")).toBe("waiting");
  });

  test("does not wait for other batches, for grants to others, or for what was accepted later", async () => {
    await bench.accept(create(newCode()));
    await bench.accept(grant(`0x${"ab".repeat(20)}`));
    const id = await bench.accept(record(code));
    await bench.accept(record(code));
    expect(await refused(id, "UnauthorizedActor")).toBe("failed");
  });

  test.each(["UnknownBatch", "UnknownLine"])(
    "by what lacks (%s) ends an operation once it stands with that block final",
    async (error) => {
      const id = await bench.accept(record(code));
      expect(await refused(id, error)).toBe("waiting");
      expect((await bench.operation(id)).awaitedBlock).toBe(10);
      bench.setMirror({ block: 14, finalBlock: 9 });
      expect(await refused(id, error)).toBe("waiting");
      bench.setMirror({ block: 15, finalBlock: 10 });
      expect((await bench.operation(id)).awaitedBlock).toBe(10);
      expect(await refused(id, error, null)).toBe("waiting");
      expect(await refused(id, error)).toBe("failed");
    },
  );

  test("of what was sent before ends it only once that is final: its signature may be known to others", async () => {
    const id = await bench.accept(record(code));
    await bench.sign(0, [id]);
    await bench.log.release([id]);
    expect(await refused(id, "UnauthorizedActor")).toBe("waiting");
    bench.setMirror({ block: 15, finalBlock: 10 });
    expect(await refused(id, "UnauthorizedActor")).toBe("failed");
  });
});

describe("what cannot be placed", () => {
  const held = async (id: string, awaitedBlock: number | null, isOver = false) => {
    await hold({ operation: await bench.operation(id), awaitedBlock, isOver }, await bench.mirror(), bench.options);
    return bench.stateOf(id);
  };
  const awaitedOf = async (id: string) => (await bench.operation(id)).awaitedBlock;

  test("waits for the block of the line that is in its way, else from the mirror's block on", async () => {
    const id = await bench.accept(record(code));
    expect(await held(id, null)).toBe("waiting");
    expect(await awaitedOf(id)).toBe(10);
    bench.setMirror({ block: 12 });
    expect(await held(id, null)).toBe("waiting");
    expect(await awaitedOf(id)).toBe(10);
    expect(await held(id, 11)).toBe("waiting");
    expect(await awaitedOf(id)).toBe(11);
  });

  test("does not fail where it can be signed anew", async () => {
    expect(await held(await bench.accept(record(code)), 5)).toBe("waiting");
  });

  test("fails where a wallet signed it and another's line of that number is final", async () => {
    const id = await ofWallet();
    expect(await held(id, 6)).toBe("waiting");
    expect(await held(id, 5)).toBe("failed");
    expect(await bench.operation(id)).toMatchObject({ errorCode: "conflict" });
  });

  test("fails where its wallet's signature is over", async () => {
    expect(await held(await ofWallet(), null, true)).toBe("failed");
  });
});

test("what could not be sent is tried again later and later, and every half minute at the latest", () => {
  const pauses = [0, 1, 5, 9, 1_000].map((attempts) => nextTry({ attempts }).getTime() - Date.now());
  expect(pauses).toEqual([100, 200, 3_200, 30_000, 30_000]);
});
