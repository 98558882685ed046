/** What the outbox has written down of transactions, and which operations go into the next one. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Hex } from "../../domain/shared/hex.ts";
import { type Bench, create, digest, newCode, record, startBench } from "./support/bench.ts";

let bench: Bench;
let signer: Hex;
beforeAll(async () => {
  bench = await startBench();
  signer = bench.options.relayer.address;
});
afterAll(() => bench.close());
beforeEach(() => bench.reset());

const accept = () => bench.accept(create(newCode()));
const dueIds = async (limit = 10) => (await bench.log.due(limit)).map(({ id }) => id);
const pending = async () =>
  (await bench.log.open(signer)).map(({ nonce, attempt, pending: ids }) => ({ nonce, attempt, ids: [...ids] }));

describe("what is due", () => {
  test("is what waits, in the order of acceptance, and not before its time", async () => {
    const ids = [await accept(), await accept(), await accept()];
    expect(await dueIds()).toEqual(ids);
    expect(await dueIds(2)).toEqual(ids.slice(0, 2));
    await bench.log.postpone(String(ids[0]), new Date(Date.now() + 60_000));
    await bench.log.postpone(String(ids[1]), new Date(Date.now() - 1));
    expect(await dueIds()).toEqual(ids.slice(1));
    await bench.sign(0, ids.slice(1, 2));
    expect(await dueIds()).toEqual(ids.slice(2));
  });

  test("is not what has its line in the mirror, before that was noted", async () => {
    const act = create(newCode());
    const id = await bench.accept(act);
    bench.line(act, { block: 6 });
    expect([bench.stateOf(id), await dueIds()]).toEqual(["waiting", []]);
  });

  test("keeps the block that it waits for unless it is told another, and forgets it when it is sent", async () => {
    const id = await accept();
    await bench.log.postpone(id, new Date(), 8);
    await bench.log.postpone(id, new Date());
    expect(await bench.operation(id)).toMatchObject({ awaitedBlock: 8, attempts: 2 });
    await bench.log.postpone(id, new Date(), 9);
    expect(await bench.log.waiting()).toEqual({ any: true, forFinality: true });
    bench.setMirror({ finalBlock: 9 });
    expect(await bench.log.waiting()).toEqual({ any: true, forFinality: false });
    await bench.sign(0, [id]);
    expect(await bench.operation(id)).toMatchObject({ awaitedBlock: null, attempts: 0 });
    expect(await bench.log.waiting()).toEqual({ any: false, forFinality: false });
  });
});

describe("a transaction that is written down", () => {
  test("has what it brings sent; what an earlier one of its nonce brought and it does not waits again", async () => {
    const [kept, dropped, other] = [await accept(), await accept(), await accept()];
    await bench.sign(0, [kept, dropped]);
    await bench.sign(1, [other]);
    await bench.sign(0, [kept], null, 125n);
    expect([kept, dropped, other].map(bench.stateOf)).toEqual(["sent", "waiting", "sent"]);
    expect(await pending()).toEqual([
      { nonce: 0, attempt: 2, ids: [kept] },
      { nonce: 1, attempt: 1, ids: [other] },
    ]);
  });

  test("is the newest of those that hold an operation: that one brings it", async () => {
    const id = await accept();
    await bench.sign(0, [id]);
    await bench.log.release([id]);
    await bench.sign(1, [id]);
    expect(await pending()).toEqual([
      { nonce: 0, attempt: 1, ids: [] },
      { nonce: 1, attempt: 1, ids: [id] },
    ]);
  });

  test("is looked after with its twins of the same nonce: whichever lands, what only another holds is not lost", async () => {
    const act = create(newCode());
    const [first, second] = [await bench.accept(act), await accept()];
    bench.line(act, { block: 7, transaction: await bench.sign(0, [first]) });
    await bench.log.settle();
    await bench.sign(0, [second], null, 125n);
    expect(await pending()).toEqual([{ nonce: 0, attempt: 2, ids: [second] }]);
    bench.takeBack(6);
    await bench.log.settle();
    expect(await pending()).toEqual([{ nonce: 0, attempt: 2, ids: [first, second] }]);
  });

  test("counts as signed now if the very same bytes were signed before, and holds what they held", async () => {
    const [first, second] = [await accept(), await accept()];
    const same = await bench.options.relayer.sign(digest(), 0, 100_000n);
    await bench.log.sign(same, [{ id: first, scope: null }]);
    const [before] = await bench.log.open(signer);
    await bench.sign(0, [second], null, 125n);
    await bench.log.sign(same, [{ id: second, scope: null }]);
    expect(await pending()).toEqual([{ nonce: 0, attempt: 2, ids: [second] }]);
    const [now] = await bench.log.open(signer);
    expect(now?.id).toBeGreaterThan(Number(before?.id));
    expect(await bench.log.signedTransaction(Number(now?.id))).toEqual(same);
    expect(await bench.log.wasSent(first)).toBe(true);
  });

  test("sends nothing that is done, has failed, or is another's of its nonce by now", async () => {
    const act = create(newCode());
    const ids = [await bench.accept(act), await accept()];
    bench.line(act, { block: 6 });
    await bench.log.settle();
    await bench.log.fail(String(ids[1]), "conflict", "refused");
    await bench.sign(0, ids);
    await bench.log.release(ids);
    expect(ids.map(bench.stateOf)).toEqual(["mined", "failed"]);
    await bench.log.fail(String(ids[0]), "conflict", "refused");
    expect(bench.stateOf(String(ids[0]))).toBe("mined");
  });
});

describe("what was signed for an operation", () => {
  const scope = { nonce: 4, deadline: 1_800_000_000 };

  test("is kept, whatever becomes of the transaction, until another act has used its nonce", async () => {
    const id = await accept();
    await bench.sign(0, [id], scope);
    await bench.log.release([id]);
    await bench.log.postpone(id, new Date(), 8);
    expect((await bench.operation(id)).scope).toEqual(scope);
    await bench.log.dropNonce(id);
    expect(await bench.operation(id)).toMatchObject({ scope: null, awaitedBlock: null, state: "waiting" });
  });

  test("is not taken from what is done", async () => {
    const act = create(newCode());
    const id = await bench.accept(act);
    await bench.sign(0, [id], scope);
    bench.line(act, { block: 6 });
    await bench.log.settle();
    await bench.log.dropNonce(id);
    expect((await bench.operation(id)).scope).toEqual(scope);
  });

  test("has to be voided where the operation is refused: it is due at once, and has not failed", async () => {
    const id = await accept();
    await bench.sign(0, [id], scope);
    await bench.log.release([id]);
    await bench.log.postpone(id, new Date(Date.now() + 60_000));
    await bench.log.refuse(id, "conflict", "refused");
    expect(await dueIds()).toEqual([id]);
    expect(await bench.operation(id)).toMatchObject({
      state: "waiting",
      error: "refused",
      errorCode: "conflict",
      scope,
    });
  });
});

describe("a nonce that is closed", () => {
  test("releases what is in no open transaction, and nothing else", async () => {
    const [over, open] = [await accept(), await accept()];
    await bench.sign(0, [over, open]);
    await bench.log.release([open]);
    await bench.sign(1, [open]);
    await bench.log.close(signer, 1, 5);
    await bench.log.releaseClosed();
    expect([over, open].map(bench.stateOf)).toEqual(["waiting", "sent"]);
    expect(await pending()).toEqual([{ nonce: 1, attempt: 1, ids: [open] }]);
    expect(await bench.log.wasSent(over)).toBe(true);
  });

  test("is below those that are free, as is one whose line is in the mirror; for others' nonces that says nothing", async () => {
    const floors = async () => [
      await bench.log.nonceFloor(signer, "mirrored"),
      await bench.log.nonceFloor(signer, "final"),
    ];
    expect(await floors()).toEqual([0, 0]);
    const acts = [create(newCode()), create(newCode()), create(newCode())] as const;
    const hashes = [];
    for (const [nonce, act] of acts.entries()) hashes.push(await bench.sign(nonce + 2, [await bench.accept(act)]));
    expect(await floors()).toEqual([0, 0]);
    await bench.log.close(signer, 3, 5);
    expect(await floors()).toEqual([3, 3]);
    bench.line(acts[1], { block: 6, transaction: hashes[1] as Hex });
    // Somebody else's transaction brought it.
    bench.line(acts[2], { block: 6, transaction: digest() });
    await bench.log.settle();
    expect(await floors()).toEqual([4, 3]);
    bench.setMirror({ finalBlock: 6 });
    await bench.log.settle();
    expect(await floors()).toEqual([4, 4]);
    expect(await bench.log.nonceFloor(bench.actor, "mirrored")).toBe(0);
  });
});

test("a batch's creation is under way from its acceptance until its line is there, whatever becomes of others", async () => {
  const act = create(newCode());
  const { log } = bench;
  const id = await bench.accept(act);
  await bench.accept(record(newCode()));
  const { batch_id: batch } = bench.database.raw.prepare("select batch_id from operations where id = ?").get(id) as {
    batch_id: Hex;
  };
  const isUnderWay = () =>
    Promise.all([log.isCreationUnderWay(batch), log.isCreationUnderWay(batch.slice(0, 34) as Hex)]);
  expect(await isUnderWay()).toEqual([true, true]);
  bench.line(act, { block: 6 });
  await bench.accept(record(act.code));
  expect(await isUnderWay()).toEqual([false, false]);
  await log.settle();
  bench.takeBack(5);
  expect(await isUnderWay()).toEqual([true, true]);
  await log.settle();
  await log.fail(id, "conflict", "refused");
  expect(await isUnderWay()).toEqual([false, false]);
});
