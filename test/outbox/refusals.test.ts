/** When an operation that the contract refuses has failed, when its nonce is voided first, and when it is only put off. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { SignedCall } from "../../chain/calls.ts";
import { refusalOf } from "../../chain/contract-errors.ts";
import { hold, nextTry, refuse } from "../../chain/outbox/refusals.ts";
import { subjectOf } from "../../chain/outbox/subjects.ts";
import { RpcUnavailable } from "../../chain/rpc.ts";
import type { SignedScope } from "../../domain/operations/operation-log.ts";
import type { TypedData } from "../../domain/operations/outbox.ts";
import { type Bench, create, grant, newCode, record, refusal, startBench } from "./support/bench.ts";

/** Until when all is signed, in seconds: a minute. */
const DEADLINE = 1_800_000_060;
/** Seconds after its deadline from which a signature can land no more in any block that is not final. */
const LONG_OVER = 3_600;
const NONCE = 4;
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

const callFor = async (id: string) => ({
  operation: await bench.operation(id),
  signed: { act: "0x12345678", actor: bench.actor, nonce: NONCE, deadline: DEADLINE, signature: "0x12" } as SignedCall,
  data: "",
  scope: null,
});

/** The contract refuses an operation's call with one of its errors, and, unless told, as of the mirror's block too. */
async function refused(id: string, error: string, atMirror: string | null = error): Promise<string> {
  bench.node.refuses = (_data, blockHash) => (blockHash && atMirror !== null ? refusal(atMirror) : undefined);
  const why = refusalOf(refusal(error));
  if (!why) throw new Error(`${error} is no refusal`);
  await refuse(await callFor(id), why, await bench.mirror(), bench.options);
  return bench.stateOf(id);
}

const scope: SignedScope = { nonce: NONCE, deadline: DEADLINE };
/** Written down in a transaction that did not bring it. */
async function skipped(id: string): Promise<string> {
  await bench.sign(0, [id], scope);
  await bench.log.release([id]);
  return id;
}
const acceptSkipped = async () => skipped(await bench.accept(record(code)));

/** An act that its actor's own wallet signed. */
async function ofWallet(): Promise<string> {
  const act = record(code);
  const typedData = { message: { nonce: String(NONCE), deadline: String(DEADLINE) } } as unknown as TypedData;
  const subject = subjectOf(act, bench.actor, typedData);
  const id = `wallet-${code}`;
  await bench.log.add(id, 8, act, subject, undefined);
  await bench.log.signed(id, "0x12");
  return id;
}
const passTo = (seconds: number) => vi.setSystemTime((DEADLINE + seconds) * 1_000);

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
    const relayer = { ...bench.options.relayer, perform: () => Promise.reject(new RpcUnavailable("no answer")) };
    const why = refusalOf(refusal("UnauthorizedActor"));
    await expect(
      refuse(await callFor(id), why as never, await bench.mirror(), { ...bench.options, relayer }),
    ).rejects.toBeInstanceOf(RpcUnavailable);
    expect(bench.stateOf(id)).toBe("waiting");
  });

  test.each(["InvalidSignature", "SignatureExpired", "EnforcedPause"])(
    "that can pass (%s) ends nothing that is signed here",
    async (error) => {
      expect(await refused(await bench.accept(record(code)), error)).toBe("waiting");
    },
  );

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

  test("of what was sent has its nonce voided once it is final: till then, and till that is done, nothing failed", async () => {
    const id = await acceptSkipped();
    expect(await refused(id, "UnauthorizedActor")).toBe("waiting");
    expect((await bench.operation(id)).error).toBeNull();
    bench.setMirror({ block: 15, finalBlock: 10 });
    expect(await refused(id, "UnauthorizedActor")).toBe("waiting");
    expect(await bench.operation(id)).toMatchObject({ errorCode: "forbidden", scope });
    // Now it is the voiding that is refused, and says nothing more.
    expect(await refused(id, "NothingDone")).toBe("waiting");
    expect(await bench.operation(id)).toMatchObject({ errorCode: "forbidden", scope });
  });

  test("of a grant ends it, sent or not: it has no signature", async () => {
    const id = await bench.accept(grant(bench.actor));
    await bench.sign(0, [id]);
    await bench.log.release([id]);
    await refused(id, "InvalidAccount");
    bench.setMirror({ block: 15, finalBlock: 10 });
    expect(await refused(id, "InvalidAccount")).toBe("failed");
  });
});

describe("what its actor's own wallet signed", () => {
  test("fails at once where nobody else can have seen the signature", async () => {
    expect(await refused(await ofWallet(), "UnauthorizedActor")).toBe("failed");
  });

  test("does not fail while a contract wallet may find its signature good again", async () => {
    expect(await refused(await ofWallet(), "InvalidSignature")).toBe("waiting");
  });

  test("and was sent fails when its deadline has long been past, not a second before: nobody here can void it", async () => {
    const id = await skipped(await ofWallet());
    await refused(id, "UnauthorizedActor");
    expect((await bench.operation(id)).error).toBeNull();
    bench.setMirror({ block: 15, finalBlock: 10 });
    for (const seconds of [0, LONG_OVER]) {
      passTo(seconds);
      expect(await refused(id, "UnauthorizedActor")).toBe("waiting");
      // Its owner is told at once, and nothing on the batch waits for it.
      expect(await bench.operation(id)).toMatchObject({ errorCode: "forbidden", scope });
    }
    passTo(LONG_OVER + 1);
    expect(await refused(id, "UnauthorizedActor")).toBe("failed");
    expect(await bench.operation(id)).toMatchObject({ errorCode: "forbidden" });
  });

  test("is long over before it is ever refused: then that ends it", async () => {
    const id = await skipped(await ofWallet());
    await refused(id, "UnauthorizedActor");
    bench.setMirror({ block: 15, finalBlock: 10 });
    passTo(LONG_OVER + 1);
    expect(await refused(id, "UnauthorizedActor")).toBe("failed");
  });

  test("is over with its deadline, if it was never sent; if it was, when that has long been past", async () => {
    const sent = await skipped(await ofWallet());
    code = newCode();
    const fresh = await ofWallet();
    expect(await refused(fresh, "SignatureExpired")).toBe("failed");
    expect((await bench.operation(fresh)).error).toContain("sign that");
    passTo(LONG_OVER);
    expect(await refused(sent, "SignatureExpired")).toBe("waiting");
    passTo(LONG_OVER + 1);
    expect(await refused(sent, "SignatureExpired")).toBe("failed");
  });
});

describe("a nonce that was used already", () => {
  /** Seen as of block 10, which is final afterwards. */
  async function seenAndFinal(id: string): Promise<void> {
    expect(await refused(id, "InvalidNonce")).toBe("waiting");
    expect(await bench.operation(id)).toMatchObject({ awaitedBlock: 10, scope });
    bench.setMirror({ block: 15, finalBlock: 10 });
  }

  test("by another act, as of a final block, is given up: the act is signed under another", async () => {
    const id = await acceptSkipped();
    await seenAndFinal(id);
    bench.node.nextNonce = NONCE + 1;
    expect(await refused(id, "InvalidNonce")).toBe("waiting");
    expect((await bench.operation(id)).scope).toBeNull();
  });

  test("is kept until that is final: a reorganisation may free it", async () => {
    const id = await acceptSkipped();
    bench.node.nextNonce = NONCE + 1;
    await refused(id, "InvalidNonce");
    bench.setMirror({ block: 15, finalBlock: 9 });
    await refused(id, "InvalidNonce");
    expect(await bench.operation(id)).toMatchObject({ awaitedBlock: 10, scope });
  });

  test("is kept where the contract says as of the final block that it is free", async () => {
    const id = await acceptSkipped();
    await seenAndFinal(id);
    Object.assign(bench.node, { nextNonce: NONCE + 3, freeNonces: [NONCE] });
    await refused(id, "InvalidNonce");
    expect((await bench.operation(id)).scope).toEqual(scope);
  });

  test("is kept where the mirror was emptied meanwhile, or has the act's own line by now", async () => {
    const act = record(code);
    const id = await skipped(await bench.accept(act));
    await seenAndFinal(id);
    bench.node.nextNonce = NONCE + 1;
    const [call, before] = [await callFor(id), await bench.mirror()];
    const used = refusalOf(refusal("InvalidNonce")) as never;
    bench.setMirror({ isComplete: false });
    await refuse(call, used, before, bench.options);
    expect((await bench.operation(id)).scope).toEqual(scope);
    bench.setMirror({ block: 15, finalBlock: 10 });
    bench.line(act, { block: 9 });
    await refuse(call, used, before, bench.options);
    expect((await bench.operation(id)).scope).toEqual(scope);
  });

  test("ends what was refused already, with what was said then: there is nothing left to void", async () => {
    const id = await acceptSkipped();
    await bench.log.refuse(id, "forbidden", "refused");
    await seenAndFinal(id);
    bench.node.nextNonce = NONCE + 1;
    expect(await refused(id, "InvalidNonce")).toBe("failed");
    expect(await bench.operation(id)).toMatchObject({ errorCode: "forbidden", error: "refused" });
  });

  test("ends what a wallet signed, which is asked for it again", async () => {
    const id = await skipped(await ofWallet());
    await seenAndFinal(id);
    bench.node.nextNonce = NONCE + 1;
    expect(await refused(id, "InvalidNonce")).toBe("failed");
    expect(await bench.operation(id)).toMatchObject({ errorCode: "conflict" });
    expect((await bench.operation(id)).error).toContain("sign that");
  });
});

test("what waits for another on its batch is looked at again soon, and does not fail", async () => {
  const id = await bench.accept(record(code));
  await hold(await bench.operation(id), bench.options);
  expect(await bench.log.due(1)).toEqual([]);
  vi.setSystemTime(Date.now() + 250);
  expect(await bench.log.due(1)).toMatchObject([{ id, state: "waiting", awaitedBlock: null }]);
});

test("what could not be sent is tried again later and later, and every half minute at the latest", () => {
  const pauses = [0, 1, 5, 9, 1_000].map((attempts) => nextTry({ attempts }).getTime() - Date.now());
  expect(pauses).toEqual([100, 200, 3_200, 30_000, 30_000]);
});
