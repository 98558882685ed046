/** Who holds its own key does every write without this server ever holding it: it signs what the API returns. */
import { HDNodeWallet, type TypedDataField } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TypedData } from "../../domain/operations/outbox.ts";
import { type Api, startApi } from "./support/api.ts";

let api: Api;
let token: string;
let wallet: HDNodeWallet;

const SUPPLIER = { name: "Apples", quantity: 5, unit: "kg" };

beforeAll(async () => {
  api = await startApi();
  const account = await api.account("supplier");
  token = account.token;
  ({ wallet } = await api.chain.actor(90, "producer"));
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
    domain: { name: "Suyuan Trace", version: "1", chainId: api.chain.chainId },
    primaryType: "Create",
    message: { unit: "KGM", quantity: "5000" },
  });

  const landed = await sign(operation.id, await signed(wallet, operation.typedData));
  expect(landed.status).toBe(200);
  expect(landed.body.data.chain).toMatchObject({ seq: 1, actor: wallet.address });
  const { code } = operation.typedData.message;
  const shown = await api.call("GET", `/v1/traces/public/${code}`);
  expect(shown.body.data).toMatchObject({ batchCode: code, chain: { actor: wallet.address } });
});

test("each kind of write does: an event as well", async () => {
  const created = (await propose()).body.data;
  await sign(created.id, await signed(wallet, created.typedData));
  const list = await api.call("GET", `/v1/traces?search=${created.typedData.message.code}`, { token });
  const path = `/v1/traces/${list.body.data[0].id}/events`;
  const event = await api.call("POST", path, { token, body: { type: "harvest", title: "Picked" } });
  expect(event.status).toBe(202);
  expect(event.body.data.typedData).toMatchObject({ primaryType: "Record", message: { kind: "harvest", seq: "2" } });
  const landed = await sign(event.body.data.id, await signed(wallet, event.body.data.typedData));
  expect(landed.body.data.chain).toMatchObject({ seq: 2, actor: wallet.address });
});

test("another's signature, another's operation, and no signature at all are refused, and nothing is written", async () => {
  const lines = await api.chain.trace.getFunction("lineCount")();
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
  const { token: other } = await api.account("supplier");
  const signature = await signed(wallet, data.typedData);
  const theirs = await api.call("POST", `/v1/operations/${data.id}/signature`, { token: other, body: { signature } });
  expect(theirs.status).toBe(404);
  expect((await sign("no-such-operation", signature)).status).toBe(404);
  expect(await api.chain.trace.getFunction("lineCount")()).toBe(lines);

  expect((await sign(data.id, signature)).status).toBe(200);
  expect((await sign(data.id, signature)).status).toBe(409);
});

test("an idempotency key gives the same operation, with typed data that is good now", async () => {
  const created = (await propose()).body.data;
  await sign(created.id, await signed(wallet, created.typedData));
  const list = await api.call("GET", `/v1/traces?search=${created.typedData.message.code}`, { token });
  const path = `/v1/traces/${list.body.data[0].id}/events`;
  const request = { token, body: { type: "harvest" }, headers: { "idempotency-key": "one-harvest" } };
  const first = (await api.call("POST", path, request)).body.data;
  // Meanwhile the batch gets another line: what was to be signed is good no more.
  const meanwhile = (await api.call("POST", path, { token, body: { type: "storage" } })).body.data;
  await sign(meanwhile.id, await signed(wallet, meanwhile.typedData));
  const stale = await signed(wallet, first.typedData);

  const again = (await api.call("POST", path, request)).body.data;
  expect(again.id).toBe(first.id);
  expect(again.typedData.message).toMatchObject({ seq: "3", digest: first.typedData.message.digest });
  expect((await sign(first.id, stale)).status).toBe(422);
  const landed = await sign(again.id, await signed(wallet, again.typedData));
  expect(landed.body.data.chain.seq).toBe(3);
});

test("a signature that another line overtook fails with what to do", async () => {
  const created = (await propose()).body.data;
  await sign(created.id, await signed(wallet, created.typedData));
  const list = await api.call("GET", `/v1/traces?search=${created.typedData.message.code}`, { token });
  const path = `/v1/traces/${list.body.data[0].id}/events`;
  const [one, two] = await Promise.all(
    ["harvest", "storage"].map(async (type) => (await api.call("POST", path, { token, body: { type } })).body.data),
  );
  await sign(one.id, await signed(wallet, one.typedData));
  const late = await sign(two.id, await signed(wallet, two.typedData));
  expect(late.status).toBe(409);
  expect(late.body.message).toContain("sign that");
});
