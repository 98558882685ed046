/** However many operations are in trouble, none of the others waits for them. */
import { expect, test, vi } from "vitest";
import { RpcError } from "../../chain/rpc.ts";
import type { Act } from "../../domain/operations/outbox.ts";
import { create, newCode, refusal } from "./support/bench.ts";
import { startSenderBench } from "./support/sender-bench.ts";

/** More than go into one transaction. */
const MANY = 130;
const { bench, sender } = await startSenderBench();

async function acceptMany(act: () => Act): Promise<string[]> {
  const ids = [];
  for (let i = 0; i < MANY; i++) ids.push(await bench.accept(act()));
  return ids;
}

/** Rounds a second apart, as on a chain that somebody else runs, until an operation is sent. */
async function roundsUntilSent(id: string): Promise<number> {
  for (let rounds = 1; rounds <= 30; rounds++) {
    vi.setSystemTime(Date.now() + 1_000);
    await sender.round();
    if (bench.stateOf(id) === "sent") return rounds;
  }
  return Number.POSITIVE_INFINITY;
}

test.each([
  ["the contract finds the nonces used of", refusal("InvalidNonce")],
  ["the contract refuses for now", refusal("UnknownBatch")],
  ["the contract refuses", refusal("UnauthorizedActor")],
  ["the node does not take", new RpcError(-32000, "gas required exceeds allowance")],
])("many that %s do not keep the others waiting", async (_what, error) => {
  bench.node.refuses = (data) => (data.includes(Buffer.from("BAD").toString("hex")) ? error : undefined);
  await acceptMany(() => create(`BAD-${newCode()}`));
  const other = await bench.accept(create(newCode()));
  expect(await roundsUntilSent(other)).toBeLessThanOrEqual(3);
});

test("what is due the longest goes first, and all in the order of acceptance", async () => {
  const ids = await acceptMany(() => create(newCode()));
  const due = async (limit: number) => (await bench.log.due(limit)).map(({ id }) => id);
  expect(await due(3)).toEqual(ids.slice(0, 3));
  const [first, second, third] = ids as [string, string, string];
  await bench.log.postpone(first, new Date(Date.now() + 300));
  await bench.log.postpone(second, new Date(Date.now() + 200));
  vi.setSystemTime(Date.now() + 400);
  const late = await bench.accept(create(newCode()));
  expect(await due(MANY - 2)).toEqual(ids.slice(2));
  expect(await due(MANY - 1)).toEqual([second, third, ...ids.slice(3)]);
  expect(await due(MANY)).toEqual(ids);
  expect(await due(MANY + 1)).toEqual([...ids, late]);
});
