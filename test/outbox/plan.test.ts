/** What may be brought now, and in which order. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { planOf } from "../../chain/outbox/plan.ts";
import type { Act, LineAct } from "../../domain/operations/outbox.ts";
import type { Hex } from "../../domain/shared/hex.ts";
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

test("grants go first, then the acts of each batch in the order of acceptance", async () => {
  const other = newCode();
  const ids = [
    await bench.accept(create(other)),
    await bench.accept(record(code)),
    await bench.accept(record(other)),
    await bench.accept(grant(bench.actor)),
    await bench.accept(record(code)),
  ];
  const [created, first, recorded, granted, second] = ids;
  expect(await plan(ids)).toEqual({ planned: [granted, created, recorded, first, second], held: [] });
});

test("what officers do with one account keeps its order, also where the first waits to be tried again", async () => {
  const revoke = (address: Hex): Act => ({ verb: "revokeRole", role: "carrier", address });
  const other = `0x${"ab".repeat(20)}` as Hex;
  const [granted, revoked] = [await bench.accept(grant(bench.actor)), await bench.accept(revoke(bench.actor))];
  const elsewhere = await bench.accept(revoke(other));
  expect(await plan([granted, revoked, elsewhere])).toEqual({ planned: [granted, revoked, elsewhere], held: [] });
  expect(await plan([revoked, elsewhere])).toEqual({ planned: [elsewhere], held: [revoked] });
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
