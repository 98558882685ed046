/** Who holds its own key does every write without this server ever holding it: it signs what the API returns. */
import { type ContractMethod, HDNodeWallet, type TypedDataField } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TypedData } from "../../domain/operations/outbox.ts";
import { type Api, startApi } from "./support/api.ts";

let api: Api;
let token: string;
let wallet: HDNodeWallet;
/** From another device of the same wallet. */
let voidNonce: ContractMethod;

const SUPPLIER = { name: "Apples", quantity: 5, unit: "kg" };

beforeAll(async () => {
  api = await startApi();
  const account = await api.account("supplier");
  token = account.token;
  const actor = await api.chain.actor(90, "producer");
  wallet = actor.wallet;
  voidNonce = actor.trace.getFunction("voidNonce");
  api.database.raw
    .prepare("update accounts set address = ?, custody = 'wallet' where id = ?")
    .run(wallet.address.toLowerCase(), account.user.id);
  // Its grant lands after the wallet's: once it is mirrored, so is that.
  await api.account("inspector");
});
afterAll(() => api.close());

function signed(by: HDNodeWallet, { domain, types, message }: TypedData): Promise<string> {
  const { EIP712Domain: _, ...structs } = types;
  return by.signTypedData(domain, structs as unknown as Record<string, TypedDataField[]>, message);
}

const propose = (headers: Record<string, string> = {}, body: unknown = SUPPLIER) =>
  api.call("POST", "/v1/traces", { token, body, headers });
const sign = (id: string, signature: unknown, headers: Record<string, string> = {}) =>
  api.call("POST", `/v1/operations/${id}/signature`, { token, body: { signature }, headers });

test("a write comes back as typed data, lands once signed, and is the wallet's own", async () => {
  const proposed = await propose({ prefer: "return=typed-data" });
  expect(proposed.status).toBe(202);
  const operation = proposed.body.data;
  expect(proposed.headers.get("location")).toBe(`/v1/operations/${operation.id}`);
  expect(operation).toMatchObject({ state: "unsigned", chain: null, verb: "create" });
  expect(operation.typedData).toMatchObject({
    domain: { name: "Suyuan Trace", version: "2", chainId: api.chain.chainId },
    primaryType: "Create",
    message: {
      unit: "KGM",
      quantity: "5000",
      actor: wallet.address.toLowerCase(),
      nonce: expect.stringMatching(/^\d+$/),
    },
  });

  const landed = await sign(operation.id, await signed(wallet, operation.typedData));
  expect(landed.status).toBe(200);
  expect(landed.body.data.chain).toMatchObject({ seq: 1, actor: wallet.address });
  const { code } = operation.typedData.message;
  const shown = await api.call("GET", `/v1/traces/public/${code}`);
  expect(shown.body.data).toMatchObject({ batchCode: code, chain: { actor: wallet.address } });
});

test("each kind of write does: an event as well", async () => {
  const path = await ownBatch();
  const event = await api.call("POST", path, { token, body: { type: "harvest", title: "Picked" } });
  expect(event.status).toBe(202);
  expect(event.body.data.typedData).toMatchObject({
    primaryType: "Record",
    message: { kind: "harvest", nonce: expect.stringMatching(/^\d+$/) },
  });
  const landed = await sign(event.body.data.id, await signed(wallet, event.body.data.typedData));
  expect(landed.body.data.chain).toMatchObject({ seq: 2, actor: wallet.address });
});

test("another's signature, another's operation, and no signature at all are refused, and nothing is written", async () => {
  const { token: other } = await api.account("supplier");
  const lines = await api.chain.lineCount();
  const { data } = (await propose()).body;
  const stranger = HDNodeWallet.createRandom();
  const forged = await sign(data.id, await signed(stranger, data.typedData));
  expect(forged.status).toBe(422);
  expect(forged.body.details[0].field).toBe("signature");
  for (const signature of [
    undefined,
    "",
    "0x",
    "0xzz",
    7,
    { a: 1 },
    `0x${"00".repeat(65)}`,
    `0x${"ab".repeat(5000)}`,
  ]) {
    expect((await sign(data.id, signature)).status).toBe(422);
  }
  const signature = await signed(wallet, data.typedData);
  const theirs = await api.call("POST", `/v1/operations/${data.id}/signature`, { token: other, body: { signature } });
  expect(theirs.status).toBe(404);
  expect((await sign("no-such-operation", signature)).status).toBe(404);
  expect(await api.chain.lineCount()).toBe(lines);

  expect((await sign(data.id, signature)).status).toBe(200);
  expect((await sign(data.id, signature)).status).toBe(409);
});

test("two batches of one lot that wait for their signatures have a code each", async () => {
  const of = { ...SUPPLIER, lot: "UNSIGNED" };
  const proposed = await Promise.all([propose({}, of), propose({}, of)]);
  const codes = proposed.map(({ body }) => body.data.typedData.message.code);
  expect(new Set(codes).size).toBe(2);
  for (const { body } of proposed) {
    expect((await sign(body.data.id, await signed(wallet, body.data.typedData))).status).toBe(200);
  }
  for (const code of codes) {
    expect((await api.call("GET", `/v1/traces/public/${code}`)).body.data.lot).toBe("UNSIGNED");
  }
});

test("of two changes made of the same description the one that is signed later is refused, and loses nothing", async () => {
  const path = (await ownBatch()).replace(/\/events$/, "");
  const change = async (body: object) => (await api.call("PATCH", path, { token, body })).body.data;
  const one = await change({ name: "Fuji" });
  const other = await change({ description: "Red" });
  const signatures = [await signed(wallet, one.typedData), await signed(wallet, other.typedData)];
  const answers = await Promise.all([sign(one.id, signatures[0]), sign(other.id, signatures[1])]);
  const refused = answers.find(({ status }) => status !== 200);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(refused?.body).toMatchObject({
    status: "error",
    message: expect.stringMatching(/^The trace batch has changed since .* send the change as a new request$/),
  });
  // The refused one says the same when the first is on chain, and its change made anew keeps both.
  const [again, signature, body] =
    answers[0]?.status === 200
      ? [other, signatures[1], { description: "Red" }]
      : [one, signatures[0], { name: "Fuji" }];
  expect((await sign(again.id, signature)).status).toBe(409);
  const anew = await change(body as object);
  expect((await sign(anew.id, await signed(wallet, anew.typedData))).status).toBe(200);
  expect((await api.call("GET", path, { token })).body.data).toMatchObject({ name: "Fuji", description: "Red" });
});

/** A batch of the wallet's, signed; gives the path of its events. */
async function ownBatch(): Promise<string> {
  const created = (await propose()).body.data;
  await sign(created.id, await signed(wallet, created.typedData));
  const list = await api.call("GET", `/v1/traces?search=${created.typedData.message.code}`, { token });
  return `/v1/traces/${list.body.data[0].id}/events`;
}

test("an idempotency key gives the same operation, under the same nonce: whatever of it was signed, one line lands", async () => {
  const path = await ownBatch();
  const request = { token, body: { type: "harvest" }, headers: { "idempotency-key": "one-harvest" } };
  const first = (await api.call("POST", path, request)).body.data;
  // Another line comes between: that says nothing about this one.
  const meanwhile = (await api.call("POST", path, { token, body: { type: "storage" } })).body.data;
  await sign(meanwhile.id, await signed(wallet, meanwhile.typedData));
  const again = (await api.call("POST", path, request)).body.data;
  expect(again.id).toBe(first.id);
  const { nonce, digest } = first.typedData.message;
  expect(again.typedData.message).toMatchObject({ nonce, digest });
  const landed = await sign(again.id, await signed(wallet, again.typedData));
  expect(landed.body.data.chain.seq).toBe(3);
});

test("what was proposed together lands whatever is signed first", async () => {
  const path = await ownBatch();
  const types = ["harvest", "storage", "packaging"];
  const proposed = await Promise.all(
    types.map(async (type) => (await api.call("POST", path, { token, body: { type } })).body.data),
  );
  const nonces = proposed.map(({ typedData }) => typedData.message.nonce);
  expect(new Set(nonces).size).toBe(3);
  const landed = [];
  for (const { id, typedData } of proposed.reverse()) landed.push(await sign(id, await signed(wallet, typedData)));
  expect(landed.map(({ status, body }) => [status, body.data.chain.seq])).toEqual([
    [200, 2],
    [200, 3],
    [200, 4],
  ]);
});

test("a signature whose nonce the wallet used elsewhere fails with what to do, once that is final", async () => {
  const path = await ownBatch();
  const { id, typedData } = (await api.call("POST", path, { token, body: { type: "harvest" } })).body.data;
  await (await voidNonce(typedData.message.nonce)).wait();
  let answer = await sign(id, await signed(wallet, typedData), { prefer: "respond-async" });
  expect(answer.status).toBe(202);
  while (answer.body.data.state === "waiting" || answer.body.data.state === "sent") {
    await api.chain.mine();
    answer = await api.call("GET", `/v1/operations/${id}`, { token });
  }
  expect(answer.body.data).toMatchObject({ state: "failed", error: expect.stringContaining("sign that") });
  // Asked for again, it is another operation.
  const again = (await api.call("POST", path, { token, body: { type: "harvest" } })).body.data;
  expect((await sign(again.id, await signed(wallet, again.typedData))).status).toBe(200);
});
