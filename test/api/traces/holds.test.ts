/** What is not to be moved while a result is awaited is said to everybody, and nothing is refused because of it. */
import { encodeBytes32String, Wallet } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, startApi } from "../support/api.ts";

let api: Api;
type Firm = Awaited<ReturnType<Api["account"]>>;
let farm: Firm;
let shop: Firm;
let inspector: Firm;
let regulator: Firm;
beforeAll(async () => {
  api = await startApi();
  farm = await api.account("supplier", "Green Valley Farm");
  shop = await api.account("pharmacy", "Corner Shop");
  inspector = await api.account("inspector");
  regulator = await api.account("regulator");
});
afterAll(() => api.close());

const call = (firm: Firm, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  api.call(method, path, { token: firm.token, headers, ...(body === undefined ? {} : { body }) });
const create = async (fields = {}) =>
  (await call(farm, "POST", "/v1/traces", { name: "Apples", quantity: 10, unit: "kg", ...fields })).body.data;
const hold = (firm: Firm, { id }: { id: string }, body: object = { reason: "Residues" }, headers = {}) =>
  call(firm, "POST", `/v1/traces/${id}/hold`, body, headers);
const release = (firm: Firm, { id }: { id: string }, body?: object) =>
  call(firm, "POST", `/v1/traces/${id}/release`, body);
const detail = async ({ id }: { id: string }) => (await call(farm, "GET", `/v1/traces/${id}`)).body.data;
const publicly = async ({ batchCode }: { batchCode: string }) =>
  (await api.call("GET", `/v1/traces/public/${batchCode}`)).body.data;
const held = async (is = "true") =>
  (await call(farm, "GET", `/v1/traces?hold=${is}&limit=100`)).body.data.map(({ id }: { id: string }) => id);

test("a holder puts its batch on hold until a time and ends it, once by a key; everybody is told", async () => {
  const [trace, other] = [await create({ restricted: true }), await create()];
  const key = { "idempotency-key": "hold-1" };
  const asked = { reason: "Residues", until: "2126-01-02T08:00:00+08:00" };
  const { status, body } = await hold(farm, trace, asked, key);
  const stands = { reason: "Residues", by: farm.user.address, official: false, until: "2126-01-02T00:00:00Z" };
  expect([status, body.data]).toMatchObject([201, { traceId: trace.id, batchCode: trace.batchCode, hold: stands }]);
  expect((await hold(farm, trace, asked, key)).body).toEqual(body);
  expect((await detail(trace)).hold).toEqual(body.data.hold);
  expect((await publicly(trace)).hold).toEqual(body.data.hold);
  expect((await publicly(trace)).journey.at(-1)).toMatchObject({ stage: "Hold", description: "Residues" });
  expect((await detail(other)).hold).toBeNull();
  expect([await held(), (await held("false")).includes(other.id)]).toEqual([[trace.id], true]);
  expect((await release(farm, trace)).body.data).toMatchObject({ hold: null });
  expect([(await detail(trace)).hold, (await publicly(trace)).hold, await held()]).toEqual([null, null, []]);
  expect((await release(farm, trace)).status).toBe(409);
});

test("an authority's hold is ended by an authority, whoever holds the batch, and ends the holder's with it", async () => {
  const trace = await create();
  expect((await hold(shop, trace)).status).toBe(403);
  await hold(farm, trace, { reason: "Own" });
  expect((await hold(inspector, trace, { reason: "Lab" })).body.data.hold).toMatchObject({
    official: true,
    reason: "Lab",
    by: inspector.user.address,
  });
  // Its own it ends; the authority's goes on standing.
  expect((await release(farm, trace, { reason: "Clean" })).body.data.hold).toMatchObject({ official: true });
  const refused = await release(farm, trace);
  expect([refused.status, refused.body.message]).toEqual([403, expect.stringMatching(/by an authority/)]);
  expect((await release(shop, trace)).status).toBe(403);
  await hold(farm, trace, { reason: "Again" });
  expect(await held()).toContain(trace.id);
  expect((await release(regulator, trace)).body.data).toMatchObject({ hold: null });
  expect([(await detail(trace)).hold, await held()]).toEqual([null, []]);
});

test("who moves what is on hold is warned, by the field that names it, and not refused", async () => {
  const [trace, free] = [await create(), await create()];
  await hold(regulator, trace);
  const warned = async (path: string, body: object, headers = {}) => {
    const answer = await call(farm, "POST", path, body, headers);
    expect(answer.status).toBeLessThan(300);
    return (answer.body.warnings ?? []).map(({ field }: { field: string }) => field);
  };
  const at = `/v1/traces/${trace.id}`;
  expect(await warned(`${at}/consumption`, { quantity: 1, reason: "sample" })).toEqual(["traceId"]);
  expect(await warned(`${at}/split`, { parts: { count: 1, size: 1 } })).toEqual(["traceId"]);
  expect(await warned(`${at}/split`, { parts: { count: 1, size: 1 } }, { prefer: "respond-async" })).toEqual([
    "traceId",
  ]);
  expect(await warned(`/v1/traces/${free.id}/split`, { parts: { count: 1, size: 1 } })).toEqual([]);
  const inputs = [free, trace].map(({ id }) => ({ traceId: id, quantity: 1 }));
  const outputs = [{ name: "Juice", quantity: 2, unit: "kg" }];
  expect(await warned("/v1/transformations", { inputs, outputs })).toEqual(["inputs.1.traceId"]);
  const traceIds = [free.id, trace.id];
  expect(await warned("/v1/handovers", { traceIds, to: shop.username })).toEqual(["traceIds.1"]);
  expect(await warned(`${at}/offers`, { to: shop.username })).toEqual(["traceId"]);
  const { body } = await call(shop, "POST", `${at}/offers/accept`, {}, { "accept-language": "zh" });
  expect(body.warnings).toEqual([{ field: "traceId", message: expect.stringContaining(trace.batchCode) }]);
  const [kept] = (await call(shop, "GET", "/v1/handovers")).body.data;
  const taken = await call(shop, "POST", `/v1/handovers/${kept.id}/accept`, undefined, { prefer: "respond-async" });
  expect([taken.status, taken.body.warnings]).toMatchObject([202, [{ field: "batches.1" }]]);
  // The one that holds it now may put it on hold as well.
  expect((await hold(shop, trace)).status).toBe(201);
});

test("a wallet holds by its signature, and a request that asks for it is not waited for", async () => {
  const firm = await api.account("supplier");
  const wallet = Wallet.createRandom();
  const { body } = await call(firm, "POST", "/auth/wallet/challenge", { address: wallet.address });
  const signature = await wallet.signMessage(body.message);
  await call(firm, "POST", "/auth/wallet", { address: wallet.address, message: body.message, signature });
  const trace = await create();
  await call(farm, "POST", `/v1/traces/${trace.id}/offers`, { to: wallet.address });
  const sign = async ({ data }: { data: { id: string; typedData: never } }) => {
    const { domain, types, message } = data.typedData as never as Record<string, never>;
    const { EIP712Domain: _, ...structs } = types as unknown as Record<string, never>;
    return call(firm, "POST", `/v1/operations/${data.id}/signature`, {
      signature: await wallet.signTypedData(domain as never, structs, message as never),
    });
  };
  await sign((await call(firm, "POST", `/v1/traces/${trace.id}/offers/accept`)).body);
  await expect
    .poll(async () => (await api.services.mirror.batchByTraceId(trace.id))?.custodian)
    .toBe(wallet.address.toLowerCase());
  const asked = await hold(firm, trace);
  expect(asked.status).toBe(202);
  await sign(asked.body);
  await expect.poll(async () => (await publicly(trace)).hold).toMatchObject({ by: wallet.address, official: false });
  expect((await hold(inspector, trace, { reason: "Lab" }, { prefer: "respond-async" })).status).toBe(202);
  await expect.poll(async () => (await publicly(trace)).hold).toMatchObject({ official: true });
});

test("what is no hold is refused, and an older contract is told what it lacks", async () => {
  const trace = await create();
  for (const body of [{}, { reason: "" }, { reason: "x", until: "2020-01-01" }, { reason: "x", until: "soon" }]) {
    expect((await hold(farm, trace, body)).status).toBe(422);
  }
  expect((await hold(farm, { id: "trace-0" })).status).toBe(404);
  expect((await call(farm, "GET", "/v1/traces?hold=maybe")).status).toBe(422);
  const setRole = async (roles: number) =>
    (await api.chain.asAdmin.getFunction("setKindRole")(encodeBytes32String("hold"), roles)).wait();
  await setRole(0);
  const { status, body } = await hold(farm, trace);
  expect([status, body.message]).toEqual([409, expect.stringMatching(/setKindRole\("hold", 256\)$/)]);
  await setRole(256);
  expect((await detail(trace)).hold).toBeNull();
});
