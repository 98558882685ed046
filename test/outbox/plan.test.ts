/** What may be brought now, and in which order. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { planOf } from "../../chain/outbox/plan.ts";
import type { Act, LineAct, WritingAct } from "../../domain/operations/outbox.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { batchId } from "../../proof/hash.ts";
import { type Bench, create, digest, grant, newCode, record, startBench } from "./support/bench.ts";

let bench: Bench;
let code: string;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());
beforeEach(() => {
  bench.reset();
  code = newCode();
  bench.line(create(code), { block: 3 });
});

/** Ids of what is planned, and of what is held. */
async function plan(ids: readonly string[]) {
  const { planned, held } = await planOf(await bench.log.byIds(ids), bench.log);
  return { planned: planned.map(({ id }) => id), held: held.map(({ id }) => id) };
}

test("grants go first, then all acts in the order of acceptance", async () => {
  const other = newCode();
  const ids = [
    await bench.accept(create(other)),
    await bench.accept(record(code)),
    await bench.accept(record(other)),
    await bench.accept(grant(bench.actor)),
    await bench.accept(record(code)),
  ];
  const [created, first, recorded, granted, second] = ids;
  expect(await plan(ids)).toEqual({ planned: [granted, created, first, recorded, second], held: [] });
});

test("what officers do with one account keeps its order, also where the first waits to be tried again", async () => {
  const revoke = (address: Hex): Act => ({ verb: "revokeRole", role: "carrier", address });
  const other = `0x${"ab".repeat(20)}` as Hex;
  const [granted, revoked] = [await bench.accept(grant(bench.actor)), await bench.accept(revoke(bench.actor))];
  const elsewhere = await bench.accept(revoke(other));
  expect(await plan([granted, revoked, elsewhere])).toEqual({ planned: [granted, revoked, elsewhere], held: [] });
  expect(await plan([revoked, elsewhere])).toEqual({ planned: [elsewhere], held: [revoked] });
});

describe("an act whose wallet refuses its own signature again and again", () => {
  const withdraw = (): WritingAct => ({ verb: "withdraw", code, digest: digest() });
  const WALLET = `0x${"ab".repeat(20)}`;
  /** An act of a wallet, put off so often in a row. */
  const putOff = async (act: WritingAct, attempts: number) => {
    const id = await bench.accept(act);
    bench.database.raw
      .prepare("update operations set actor = ?, signature = '0x00', attempts = ? where id = ?")
      .run(WALLET, attempts, id);
    return id;
  };

  test("is waited for at first, and then others' acts on the batch go before it", async () => {
    const refused = await putOff(withdraw(), 5);
    const others = await bench.accept(withdraw());
    expect(await plan([others])).toEqual({ planned: [], held: [others] });
    bench.database.raw.prepare("update operations set attempts = 6 where id = ?").run(refused);
    expect(await plan([others])).toEqual({ planned: [others], held: [] });
    // What the contract then refuses is not lost: it is tried again after what it came before.
    expect(await bench.log.hasPredecessor(await bench.operation(others))).toBe(true);
  });

  test("is waited for by what its own actor does next, and by what comes of it", async () => {
    await putOff(withdraw(), 9);
    const own = await putOff(withdraw(), 0);
    expect(await plan([own])).toEqual({ planned: [], held: [own] });
    bench.reset();
    await putOff(create(code), 9);
    const later = await bench.accept(record(code));
    expect(await plan([later])).toEqual({ planned: [], held: [later] });
  });

  test("is no act that this server signs, whatever puts it off", async () => {
    const paused = await bench.accept(withdraw());
    bench.database.raw.prepare("update operations set actor = ?, attempts = 50 where id = ?").run(WALLET, paused);
    const others = await bench.accept(withdraw());
    expect(await plan([others])).toEqual({ planned: [], held: [others] });
  });
});

describe("of acts about several batches", () => {
  const [one, other] = ["several-one", "several-other"];
  const recallBoth = (): WritingAct => ({ verb: "recallMany", codes: [one, other], order: false, digest: digest() });

  test("none is brought before what was accepted earlier on any of them, nor what follows on any before it", async () => {
    const earlier = await bench.accept(record(other));
    const both = await bench.accept(recallBoth());
    const later = await bench.accept(record(one));
    expect(await plan([later])).toEqual({ planned: [], held: [later] });
    expect(await plan([earlier, both, later])).toEqual({ planned: [earlier, both, later], held: [] });
    // A recall waits for nobody's step, and what follows waits for it.
    expect(await plan([both])).toEqual({ planned: [both], held: [] });
    const split: WritingAct = { verb: "split", code: other, parts: [], digest: digest() };
    const [parted, again] = [await bench.accept(split), await bench.accept(recallBoth())];
    expect(await plan([again])).toEqual({ planned: [], held: [again] });
    expect((await plan([earlier, both, later, parted, again])).held).toEqual([]);
  });

  test("what happens to a part waits for the split that makes it", async () => {
    const split: WritingAct = {
      verb: "split",
      code: one,
      parts: [{ name: "1", quantity: 5, digest: digest() }],
      digest: digest(),
    };
    const made = await bench.accept(split);
    const onPart = await bench.accept(record(`${one}~1`));
    expect(await plan([onPart])).toEqual({ planned: [], held: [onPart] });
    expect(await bench.log.hasPredecessor(await bench.operation(onPart))).toBe(true);
    expect(await bench.log.hasPredecessor(await bench.operation(made))).toBe(false);
    expect(await bench.log.isCreationUnderWay(batchId(`${one}~1`))).toBe(true);
    expect(await bench.log.isCreationUnderWay(batchId(`${one}~2`))).toBe(false);
  });
});

describe("on one batch", () => {
  const withdraw = (): LineAct => ({ verb: "withdraw", code, digest: digest() });
  const putOff = (id: string) => bench.log.postpone(id, new Date(Date.now() + 60_000));

  test("what ends it is not brought before what was accepted earlier and is put off", async () => {
    const earlier = await bench.accept(record(code));
    const last = await bench.accept(withdraw());
    await putOff(earlier);
    expect(await plan([last])).toEqual({ planned: [], held: [last] });
    expect(await plan([earlier, last])).toEqual({ planned: [earlier, last], held: [] });
  });

  test("nor before what is under way: that may yet be skipped", async () => {
    const earlier = await bench.accept(record(code));
    const last = await bench.accept(withdraw());
    await bench.sign(0, [earlier]);
    expect(await plan([last])).toEqual({ planned: [], held: [last] });
  });

  test("a step may be brought before another that is put off, not before what may change what it needs", async () => {
    const earlier = await bench.accept(record(code));
    const step = await bench.accept(record(code));
    const last = await bench.accept(withdraw());
    const afterwards = await bench.accept(record(code));
    await putOff(earlier);
    expect(await plan([step])).toEqual({ planned: [step], held: [] });
    expect(await plan([afterwards])).toEqual({ planned: [], held: [afterwards] });
    expect(await plan([step, last, afterwards])).toEqual({ planned: [step], held: [last, afterwards] });
  });

  test("nothing waits for what was refused, though its nonce is still to be voided", async () => {
    const refused = await bench.accept(withdraw());
    const step = await bench.accept(record(code));
    await bench.sign(0, [refused]);
    await bench.log.release([refused]);
    expect(await plan([step])).toEqual({ planned: [], held: [step] });
    await bench.log.refuse(refused, "conflict", "refused");
    expect(await plan([step])).toEqual({ planned: [step], held: [] });
  });
});
