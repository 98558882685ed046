import { encodeBytes32String, hexlify, id, randomBytes, Transaction } from "ethers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Act } from "../../domain/operations/outbox.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { startWorld, type World } from "../support/world.ts";

const PATIENCE = 120_000;
let world: World;
let producer: number;
let inspector: number;
let number = 0;

beforeAll(async () => {
  world = await startWorld();
  producer = await account("grower", "producer");
  inspector = await account("laboratory", "inspector");
});
afterAll(() => world.close());

/** An account with a custodial key and a role on chain. */
async function account(username: string, role: "producer" | "inspector" | "carrier"): Promise<number> {
  const { accounts, keys, outbox } = world.services;
  const fields = { username, email: null, phone: null, name: username, role, passwordHash: "-", grantDue: false };
  const created = await accounts.create(fields, keys.create());
  const { id: operation } = await outbox.accept(null, { verb: "grantRole", role, address: created.address });
  await outbox.settle(operation, PATIENCE);
  return created.id;
}

const digest = () => hexlify(randomBytes(32)) as Hex;
const newCode = () => `OUT-${++number}`;
const create = (code: string): Act => ({
  verb: "create",
  code,
  unit: "KGM",
  quantity: 1000n,
  open: true,
  digest: digest(),
});
const record = (code: string, kind = "processing"): Act => ({ verb: "record", code, kind, digest: digest() });

async function land(accountId: number | null, act: Act) {
  const operation = await world.services.outbox.accept(accountId, act);
  return world.services.outbox.settle(operation.id, PATIENCE);
}

test("an act lands with its account's own address, through a relayer that pays", async () => {
  const operation = await land(producer, create(newCode()));
  const address = (await world.services.accounts.byId(producer))?.address;
  expect(operation.chain).toMatchObject({ seq: 1, actor: address });
  const transaction = await world.chain.rpc.call<{ from: string }>("eth_getTransactionByHash", [
    operation.chain?.transactionHash,
  ]);
  expect(transaction.from).toBe(world.keys.relayer.address.toLowerCase());
  expect(await world.chain.rpc.call("eth_getBalance", [address, "latest"])).toBe("0x0");
});

test("acts that wait together land in one transaction, in the order of acceptance", async () => {
  const { outbox } = world.services;
  const code = newCode();
  await land(producer, create(code));
  const accepted = [];
  for (let i = 0; i < 12; i++) accepted.push(await outbox.accept(producer, record(code)));
  const landed = await Promise.all(accepted.map(({ id: operation }) => outbox.settle(operation, PATIENCE)));
  expect(landed.map((operation) => operation.chain?.seq)).toEqual(Array.from({ length: 12 }, (_, i) => i + 2));
  expect(new Set(landed.map((operation) => operation.chain?.transactionHash)).size).toBeLessThan(6);
});

test("an act that the contract refuses fails alone; the others with it land", async () => {
  const { outbox } = world.services;
  const code = newCode();
  await land(producer, create(code));
  const acts: [number, Act][] = [
    [producer, record(code)],
    [producer, create(code)],
    [inspector, record(code)],
    [producer, record(code)],
  ];
  const accepted = [];
  for (const [who, act] of acts) accepted.push(await outbox.accept(who, act));
  const results = await Promise.allSettled(accepted.map((operation) => outbox.settle(operation.id, PATIENCE)));
  expect(results.map((result) => (result.status === "fulfilled" ? "landed" : result.reason.code))).toEqual([
    "landed",
    "conflict",
    "forbidden",
    "landed",
  ]);
  expect(Number((await world.chain.trace.getFunction("batchOf")(id(code))).seq)).toBe(3);
});

test("a line that somebody else writes in between does not stop an act", async () => {
  const code = newCode();
  await land(producer, create(code));
  const { trace } = await world.chain.actor(1, "carrier");
  const foreign = [];
  const ours = [];
  for (let i = 0; i < 5; i++) {
    ours.push(land(producer, record(code)));
    foreign.push((await trace.getFunction("record")(id(code), encodeBytes32String("transport"), digest())).wait());
  }
  await Promise.all([...ours, ...foreign]);
  expect(Number((await world.chain.trace.getFunction("batchOf")(id(code))).seq)).toBe(11);
});

describe("idempotency", () => {
  test("the same key and request is the same operation, however often and at once", async () => {
    const { outbox } = world.services;
    const act = create(newCode());
    const idempotency = { key: "once", requestHash: digest() };
    const operations = await Promise.all(
      Array.from({ length: 8 }, () => outbox.accept(producer, { ...act }, idempotency)),
    );
    expect(new Set(operations.map((operation) => operation.id)).size).toBe(1);
    expect((await outbox.find(producer, idempotency))?.id).toBe(operations[0]?.id);
  });

  test("the same key for another request is a conflict", async () => {
    const { outbox } = world.services;
    await expect(
      outbox.accept(producer, create(newCode()), { key: "once", requestHash: digest() }),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  test("another account's key is another key", async () => {
    const { outbox } = world.services;
    const idempotency = { key: "mine", requestHash: digest() };
    const code = newCode();
    const mine = await outbox.accept(producer, create(code), idempotency);
    const theirs = await outbox.accept(inspector, record(code), idempotency);
    expect(mine.id).not.toBe(theirs.id);
  });
});

test("writing that is stopped goes on when it may again, and nothing is lost", async () => {
  // The default admin of this chain is the relayer too: it acts when the outbox has nothing under way.
  const underWay = world.database.raw.prepare("select count(*) from operations where state in ('waiting', 'sent')");
  while (underWay.pluck().get() !== 0) await new Promise((resolve) => setTimeout(resolve, 20));
  const setPaused = world.chain.trace.getFunction("setPaused");
  await (await setPaused(true)).wait();
  const operation = await world.services.outbox.accept(producer, create(newCode()));
  expect((await world.services.outbox.settle(operation.id, 500)).state).toBe("waiting");
  await (await setPaused(false)).wait();
  expect((await world.services.outbox.settle(operation.id, PATIENCE)).chain?.seq).toBe(1);
});

test("a signature that somebody else brings to the chain first leaves one line, and the act is done", async () => {
  const code = newCode();
  await land(producer, create(code));
  // Nothing is mined for a while, so that our transaction, and the signature in it, can be seen waiting.
  await world.chain.rpc.call("evm_setAutomine", [false]);
  const operation = await world.services.outbox.accept(producer, record(code));
  type Pending = { transactions: { from: string; input: string }[] };
  let ours: string | undefined;
  while (!ours) {
    const pending = await world.chain.rpc.call<Pending>("eth_getBlockByNumber", ["pending", true]);
    ours = pending.transactions.find((sent) => sent.from === world.keys.relayer.address.toLowerCase())?.input;
  }
  const { wallet } = await world.chain.actor(2);
  const signed = await wallet.signTransaction({
    type: 2,
    chainId: world.chain.chainId,
    nonce: 0,
    to: world.chain.contract,
    data: ours,
    gasLimit: 600_000,
    maxFeePerGas: 10n ** 12n,
    maxPriorityFeePerGas: 10n ** 11n,
  });
  await world.chain.rpc.call("eth_sendRawTransaction", [signed]);
  await world.chain.rpc.call("evm_setAutomine", [true]);
  await world.chain.mine(6);
  const settled = await world.services.outbox.settle(operation.id, PATIENCE);
  expect(settled.chain?.transactionHash).toBe(Transaction.from(signed).hash);
  expect(Number((await world.chain.trace.getFunction("batchOf")(id(code))).seq)).toBe(2);
});

test("an act whose block is reorganised away lands again, once", async () => {
  const code = newCode();
  await land(producer, create(code));
  const snapshot = await world.chain.snapshot();
  const operation = await land(producer, record(code));
  await world.chain.revert(snapshot);
  await world.chain.mine(3);
  const { outbox } = world.services;
  const deadline = Date.now() + PATIENCE;
  let seq = 0;
  while (seq !== 2 && Date.now() < deadline) {
    seq = Number((await world.chain.trace.getFunction("batchOf")(id(code))).seq);
  }
  expect(seq).toBe(2);
  const again = await outbox.settle(operation.id, PATIENCE);
  expect(again.chain?.seq).toBe(2);
});
