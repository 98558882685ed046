/** Under which nonces acts are signed: one each, for good. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { consentsOf } from "../../chain/outbox/consents.ts";
import { isNonceUsed, noncesOf } from "../../chain/outbox/nonces.ts";
import { createSender } from "../../chain/outbox/sender.ts";
import { subjectOf } from "../../chain/outbox/subjects.ts";
import type { TypedData } from "../../domain/operations/outbox.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { type Bench, create, digest, newCode, startBench } from "./support/bench.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.reset());

const now = () => Math.floor(Date.now() / 1000);
const next = (own?: number) => noncesOf(bench.options).next(bench.actor, own);

/** An act that its actor's own wallet is asked to sign under a nonce. */
async function proposed(nonce: number, deadline = now() + 60): Promise<string> {
  const act = create(newCode());
  const typedData = { message: { nonce: String(nonce), deadline: String(deadline) } } as unknown as TypedData;
  const subject = subjectOf(act, bench.actor, typedData);
  const id = `proposed-${act.code}`;
  await bench.log.add(id, 8, act, subject, undefined);
  return id;
}

describe("the next nonce", () => {
  test("is the contract's, or the lowest after it that no act of the same actor has", async () => {
    bench.node.nextNonce = 7;
    expect(await next()).toBe(7);
    for (const nonce of [7, 8, 10]) {
      await bench.sign(0, [await bench.accept(create(newCode()))], { nonce, deadline: now() + 60 });
    }
    expect(await next()).toBe(9);
    const nonces = noncesOf(bench.options);
    const given = [];
    for (let i = 0; i < 3; i++) given.push(await nonces.next(bench.actor));
    expect(given).toEqual([9, 11, 12]);
    expect(await nonces.next(`0x${"ab".repeat(20)}` as Hex)).toBe(7);
  });

  test("is none of what is done, whatever a node behind says", async () => {
    const act = create(newCode());
    await bench.sign(0, [await bench.accept(act)], { nonce: 0, deadline: now() + 60 });
    bench.line(act, { block: 4 });
    await bench.log.settle();
    expect(await next()).toBe(1);
  });

  test("is not given where the contract would not take it: 120 are under way", async () => {
    bench.node.nextNonce = 5;
    for (let nonce = 5; nonce < 125; nonce++) await proposed(nonce);
    expect(await next()).toBeUndefined();
    bench.node.nextNonce = 6;
    expect(await next()).toBe(125);
  });

  test("may be one that a wallet was asked for too long ago, not one that it signed", async () => {
    const ids = [await proposed(0, now() - 1), await proposed(1)];
    expect(await next()).toBe(0);
    await bench.log.signed(String(ids[0]), "0x12");
    expect(await next()).toBe(2);
  });

  test("may be one of a wallet's act that failed: however many did, the wallet is not shut out", async () => {
    for (let nonce = 0; nonce < 120; nonce++) {
      const id = await proposed(nonce);
      await bench.log.signed(id, "0x12");
      await bench.log.fail(id, "forbidden", "refused");
    }
    expect(await next()).toBe(0);
  });

  test("is the act's own while that is free, be it one that was left out", async () => {
    await proposed(3);
    bench.node.nextNonce = 10;
    expect(await next(3)).toBe(10);
    bench.node.freeNonces = [3];
    expect(await next(3)).toBe(3);
    expect(await next(12)).toBe(12);
    bench.node.nextNonce = 200;
    expect(await next(12)).toBe(200);
  });
});

test("a consent that is asked for while an act of its giver is composed has another nonce than that", async () => {
  const id = await bench.accept(create(newCode()));
  const { relayer } = bench.options;
  const terms = { batches: [{ code: newCode(), quantity: 1n }], to: bench.actor, digest: digest() };
  const scope = { lifetime: 60, until: 4_102_444_800, instead: null };
  let asked: Promise<TypedData> | undefined;
  const estimate = async (data: string) => {
    asked = consentsOf(bench.options).ask(bench.actor, terms, scope, async (typedData) => typedData);
    // Time in which it would be given the act's own, which is not written down yet.
    await Promise.race([asked, sleep(300)]);
    return relayer.estimate(data);
  };
  await createSender({ ...bench.options, relayer: { ...relayer, estimate } }).round();
  expect([(await bench.operation(id)).scope?.nonce, Number((await asked)?.message.nonce)]).toEqual([0, 1]);
});

test("a nonce is used if the contract says so, or does not take it any more", async () => {
  Object.assign(bench.node, { nextNonce: 130, freeNonces: [125, 10] });
  const isUsed = (nonce: number) =>
    isNonceUsed({ actor: bench.actor, scope: { nonce, deadline: 0 } }, 5, bench.options);
  expect(await Promise.all([130, 129, 125, 10, 9, 0].map(isUsed))).toEqual([false, true, false, false, true, true]);
  expect(await isNonceUsed({ actor: null, scope: null }, 5, bench.options)).toBe(false);
});
