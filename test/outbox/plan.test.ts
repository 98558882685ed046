/** What may be brought now, and signed under which number: so that it lands once, whatever still may land beside it. */
import { HDNodeWallet } from "ethers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { planOf } from "../../chain/outbox/plan.ts";
import { proposal } from "../../chain/outbox/proposals.ts";
import type { LineAct } from "../../domain/operations/outbox.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { batchId } from "../../proof/hash.ts";
import { type Bench, create, grant, newCode, record, startBench } from "./support/bench.ts";

const NONCE = 4;
/** Seconds after its deadline from which a signature can land no more in any block that is not final. */
const LONG_OVER = 3_600;
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
  bench.line(create(code), { block: 3 });
});
afterEach(() => void vi.useRealTimers());

const now = () => Date.now() / 1000;
/** Ids with line numbers of what is planned, and of what is held the block that has to be final and whether it is over. */
async function plan(ids: readonly string[], nonce = NONCE, finalBlock = 5) {
  const { planned, held } = await planOf(await bench.log.byIds(ids), nonce, finalBlock, bench.log);
  return {
    planned: planned.map(({ operation, seq }) => [operation.id, seq]),
    held: held.map(({ operation, awaitedBlock, isOver }) => [operation.id, awaitedBlock, isOver]),
  };
}

/** An operation that was signed as line 2, which somebody else has written meanwhile in block 8. */
async function overtaken(nonces: readonly number[], deadline = now() + 60): Promise<string> {
  const id = await bench.accept(record(code));
  for (const nonce of nonces) await bench.sign(nonce, [id], { seq: 2, deadline });
  await bench.log.release([id]);
  bench.line(code, { block: 8 });
  return id;
}

describe("what was signed as a line that another has now", () => {
  test("is signed anew if every transaction that may still land has the nonce at hand", async () => {
    const id = await overtaken([NONCE]);
    expect(await plan([id])).toEqual({ planned: [[id, 3]], held: [] });
  });

  test.each([[[NONCE + 1]], [[NONCE, NONCE + 1]]])(
    "waits if it is in transactions of the nonces %j",
    async (nonces) => {
      const id = await overtaken(nonces);
      expect(await plan([id])).toEqual({ planned: [], held: [[id, 8, false]] });
    },
  );

  test("is signed anew once that line is final, and not a block before", async () => {
    const id = await overtaken([NONCE + 1]);
    expect((await plan([id], NONCE, 7)).planned).toEqual([]);
    expect((await plan([id], NONCE, 8)).planned).toEqual([[id, 3]]);
  });

  test("is signed anew when its nonces are closed", async () => {
    const id = await overtaken([NONCE + 1]);
    await bench.log.close(bench.options.relayer.address, NONCE + 2, 5);
    expect((await plan([id])).planned).toEqual([[id, 3]]);
  });
});

describe("what was signed as a line that is not there any more", () => {
  /** Signed as line 3, where the mirror has only one line now. */
  async function ahead(deadline: number) {
    const id = await bench.accept(record(code));
    await bench.sign(NONCE + 1, [id], { seq: 3, deadline });
    await bench.log.release([id]);
    return id;
  }

  test("is signed anew when its time has long been over, and not a moment before", async () => {
    const id = await ahead(now() - LONG_OVER);
    expect(await plan([id])).toEqual({ planned: [], held: [[id, null, false]] });
    vi.setSystemTime(Date.now() + 1_000);
    expect((await plan([id])).planned).toEqual([[id, 2]]);
  });

  test("is brought again as it is when its turn comes", async () => {
    const id = await ahead(now() + 60);
    bench.line(code, { block: 9 });
    expect((await plan([id])).planned).toEqual([[id, 3]]);
  });
});

test("grants go first, then a batch's creation, then what was done to it, in the order of acceptance", async () => {
  const other = newCode();
  const ids = [
    await bench.accept(record(other)),
    await bench.accept(create(other)),
    await bench.accept(record(code)),
    await bench.accept(grant(bench.actor)),
    await bench.accept(record(code)),
  ];
  const [recorded, created, first, granted, second] = ids;
  expect((await plan(ids)).planned).toEqual([
    [granted, null],
    [created, null],
    [recorded, 2],
    [first, 2],
    [second, 3],
  ]);
});

test("what was signed as the next line is brought before what was never signed", async () => {
  const signed = await overtaken([NONCE + 1]);
  const fresh = await bench.accept(record(code));
  await bench.sign(NONCE + 1, [signed], { seq: 3, deadline: now() + 60 });
  await bench.log.release([signed]);
  expect((await plan([fresh, signed])).planned).toEqual([
    [signed, 3],
    [fresh, 4],
  ]);
});

describe("what an actor's own wallet signed as a line", () => {
  const wallet = HDNodeWallet.createRandom();
  /** Signed as line 2 of a batch with one line, good for another day. */
  async function signedByWallet(): Promise<string> {
    const act: LineAct = record(code);
    const typedData = await proposal(act, bench.options);
    const subject = {
      batchId: batchId(code),
      digest: act.digest,
      actor: wallet.address.toLowerCase() as Hex,
      typedData,
    };
    const id = `wallet-${newCode()}`;
    await bench.log.add(id, 8, act, subject, undefined);
    await bench.log.signed(id, "0x12");
    expect(typedData.message.seq).toBe("2");
    return id;
  }

  test("is brought as the next line, and under no other number", async () => {
    const id = await signedByWallet();
    expect((await plan([id])).planned).toEqual([[id, 2]]);
    bench.line(code, { block: 8 });
    expect((await plan([id])).planned).toEqual([]);
  });

  test("is over as soon as another has that line, if nobody else can have seen it", async () => {
    const id = await signedByWallet();
    bench.line(code, { block: 8 });
    expect((await plan([id])).held).toEqual([[id, 8, true]]);
  });

  test("is not over before its time has long been, if it was ever sent", async () => {
    const id = await signedByWallet();
    await bench.sign(NONCE + 1, [id]);
    await bench.log.release([id]);
    bench.line(code, { block: 8 });
    expect((await plan([id])).held).toEqual([[id, 8, false]]);
    vi.setSystemTime(Date.now() + (86_400 + LONG_OVER) * 1_000);
    expect((await plan([id])).held).toEqual([[id, 8, false]]);
    vi.setSystemTime(Date.now() + 1_000);
    expect((await plan([id])).held).toEqual([[id, 8, true]]);
  });

  test("waits for the lines before it, and is over with its time", async () => {
    const id = await signedByWallet();
    bench.takeBack(0);
    expect((await plan([id])).held).toEqual([[id, null, false]]);
    vi.setSystemTime(Date.now() + 86_401_000);
    expect((await plan([id])).held).toEqual([[id, null, true]]);
  });
});

describe("on one batch", () => {
  const withdraw = (): LineAct => ({ verb: "withdraw", code, digest: create(code).digest });

  test("what ends it is not brought before what was accepted earlier and is put off", async () => {
    const earlier = await bench.accept(record(code));
    const last = await bench.accept(withdraw());
    await bench.log.postpone(earlier, new Date(Date.now() + 60_000));
    expect(await plan([last])).toEqual({ planned: [], held: [[last, null, false]] });
    expect(await plan([earlier, last])).toEqual({
      planned: [
        [earlier, 2],
        [last, 3],
      ],
      held: [],
    });
  });

  test("a step may be brought before another that is put off, not before what may change what it needs", async () => {
    const earlier = await bench.accept(record(code));
    const step = await bench.accept(record(code));
    const last = await bench.accept(withdraw());
    const afterwards = await bench.accept(record(code));
    await bench.log.postpone(earlier, new Date(Date.now() + 60_000));
    expect((await plan([step])).planned).toEqual([[step, 2]]);
    expect((await plan([afterwards])).planned).toEqual([]);
    expect((await plan([step, last, afterwards])).planned).toEqual([[step, 2]]);
  });
});
