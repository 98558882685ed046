/** How acts are taken on, and their actors' own signatures: each once, whoever asks how often. */
import { HDNodeWallet } from "ethers";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type RunningOutbox, startOutbox } from "../../chain/outbox/index.ts";
import { RpcUnavailable, rpcOf } from "../../chain/rpc.ts";
import type { Operation, TypedData } from "../../domain/operations/outbox.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { ACCOUNT, type Bench, create, digest, newCode, record, startBench } from "./support/bench.ts";

const wallet = HDNodeWallet.createRandom();
const address = wallet.address.toLowerCase() as Hex;
let bench: Bench;
let outbox: RunningOutbox;
beforeAll(async () => {
  bench = await startBench();
  outbox = startOutbox({ ...bench.options, pollInterval: 10 });
});
afterAll(async () => {
  await outbox.stop();
  await bench.close();
});
// Without a mirror nothing is sent.
beforeEach(() => {
  bench.reset();
  bench.database.raw.prepare("delete from cursor").run();
});

const proposed = (idempotency?: { key: string; requestHash: Hex }) =>
  outbox.propose(8, address, record("SIGNED"), idempotency);
async function signatureOf({ typedData }: Operation, by = wallet): Promise<Hex> {
  const { EIP712Domain: _, ...types } = typedData?.types ?? {};
  return (await by.signTypedData(typedData?.domain ?? {}, types as never, typedData?.message ?? {})) as Hex;
}
const outcomes = (results: PromiseSettledResult<Operation>[]) =>
  results.map((result) => (result.status === "fulfilled" ? result.value.state : result.reason.code)).sort();

test("of two signatures at once one is taken, and the other is a conflict", async () => {
  const operation = await proposed();
  expect(operation.state).toBe("unsigned");
  const signature = await signatureOf(operation);
  const both = [outbox.sign(operation.id, signature), outbox.sign(operation.id, signature)];
  expect(outcomes(await Promise.allSettled(both))).toEqual(["conflict", "waiting"]);
  expect(await bench.operation(operation.id)).toMatchObject({ state: "waiting", signature });
  for (const again of [signature, "0x12"] as const) {
    await expect(outbox.sign(operation.id, again)).rejects.toMatchObject({ code: "conflict" });
  }
});

test("a signature that is another's, over something else, or none at all is refused, and the operation stays", async () => {
  const operation = await proposed();
  const others = await signatureOf(operation, HDNodeWallet.createRandom());
  const otherwise = await signatureOf(await proposed({ key: "other", requestHash: digest() }));
  for (const signature of [others, otherwise, "0x12", `0x${"ff".repeat(65)}`] as Hex[]) {
    await expect(outbox.sign(operation.id, signature)).rejects.toMatchObject({ code: "validation" });
  }
  expect(bench.stateOf(operation.id)).toBe("unsigned");
});

test("nobody signs what is signed here, or what there is not", async () => {
  const { id } = await outbox.accept(ACCOUNT, create(newCode()));
  for (const none of [id, "nothing"]) {
    await expect(outbox.sign(none, "0x12")).rejects.toMatchObject({ code: "not-found" });
  }
});

test("the same key is the same operation; for another request it is a conflict, by whatever way it comes", async () => {
  const idempotency = { key: "once", requestHash: digest() };
  const other = { key: "once", requestHash: digest() };
  const act = create(newCode());
  const accepted = await Promise.all([1, 2, 3].map(() => outbox.accept(ACCOUNT, act, idempotency)));
  expect(new Set(accepted.map(({ id }) => id)).size).toBe(1);
  expect((await outbox.find(ACCOUNT, idempotency))?.id).toBe(accepted[0]?.id);
  await expect(outbox.accept(ACCOUNT, act, other)).rejects.toMatchObject({ code: "conflict" });
  await expect(outbox.find(ACCOUNT, other)).rejects.toMatchObject({ code: "conflict" });
  await expect(outbox.propose(ACCOUNT, address, record(newCode()), other)).rejects.toMatchObject({ code: "conflict" });
  expect(await outbox.find(8, idempotency)).toBeUndefined();
});

test("what is proposed again under its key is the same, with new typed data until it is signed", async () => {
  const idempotency = { key: "again", requestHash: digest() };
  const first = await proposed(idempotency);
  const second = await proposed(idempotency);
  expect([second.id, first.typedData?.message.nonce, second.typedData?.message.nonce]).toEqual([first.id, "0", "0"]);
  expect((await bench.operation(first.id)).typedData).toEqual(second.typedData);
  await outbox.sign(first.id, await signatureOf(second));
  // Asked for just before it was signed.
  await bench.log.retype(first.id, first.typedData as TypedData);
  expect(await proposed(idempotency)).toMatchObject({ state: "waiting", typedData: second.typedData });
  expect((await bench.operation(first.id)).typedData).toEqual(second.typedData);
});

test("what a wallet is asked for has a nonce of its own, however many it is asked for at once, up to 120", async () => {
  const operations = await Promise.all(
    Array.from({ length: 120 }, (_, index) => proposed({ key: `many-${index}`, requestHash: digest() })),
  );
  const nonces = operations.map(({ typedData }) => Number(typedData?.message.nonce));
  expect(nonces).toEqual(Array.from({ length: 120 }, (_, index) => index));
  await expect(proposed()).rejects.toMatchObject({ code: "quota-exceeded" });
  // Others are asked for theirs all the same, and so is it for any of these again.
  expect(await outbox.propose(9, bench.actor, record("OTHER"))).toMatchObject({ state: "unsigned" });
  const first = await bench.log.byKey(8, "many-0");
  const again = await proposed({ key: "many-0", requestHash: first?.requestHash as Hex });
  expect([again.id, again.typedData?.message.nonce]).toEqual([operations[0]?.id, "0"]);
  // One landed: there is room for one more.
  bench.node.nextNonce = 1;
  expect((await proposed()).typedData?.message.nonce).toBe("120");
});

test("what a wallet is asked for again has another nonce where its own was used meanwhile", async () => {
  const idempotency = { key: "used", requestHash: digest() };
  expect((await proposed(idempotency)).typedData?.message.nonce).toBe("0");
  Object.assign(bench.node, { nextNonce: 2, freeNonces: [0] });
  expect((await proposed(idempotency)).typedData?.message.nonce).toBe("0");
  bench.node.freeNonces = [];
  expect((await proposed(idempotency)).typedData?.message.nonce).toBe("2");
});

test("where the chain cannot be asked nothing is proposed or signed, and that can be tried again", async () => {
  const away = rpcOf(() => Promise.reject(new RpcUnavailable("no answer")));
  const elsewhere = startOutbox({ ...bench.options, rpc: away, pollInterval: 10 });
  const operation = await proposed();
  await expect(elsewhere.propose(8, address, record("SIGNED"))).rejects.toMatchObject({ code: "unavailable" });
  // Not the key's own: only a contract at that address could say that it is good.
  const others = await signatureOf(operation, HDNodeWallet.createRandom());
  await expect(elsewhere.sign(operation.id, others)).rejects.toMatchObject({ code: "unavailable" });
  await elsewhere.stop();
  expect((await outbox.sign(operation.id, await signatureOf(operation))).state).toBe("waiting");
});

test("who waits for an operation is told why it failed, or how it stands when the time is over", async () => {
  const { id } = await outbox.accept(ACCOUNT, create(newCode()));
  expect((await outbox.settle(id, 20)).state).toBe("waiting");
  await bench.log.fail(id, "conflict", "There is such a batch");
  await expect(outbox.settle(id, 10_000)).rejects.toMatchObject({ code: "conflict", message: "There is such a batch" });
  await expect(outbox.settle("nothing", 10_000)).rejects.toMatchObject({ code: "not-found" });
});
