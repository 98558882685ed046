/** An event is told anew by who wrote it: both texts stay, and nothing that stands on chain changes. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { traceClient } from "../../../chain/client.ts";
import type { RecordDocument } from "../../../domain/records/record-document.ts";
import { sealDocument } from "../../../proof/document.ts";
import { verifyProof } from "../../../proof/verify.ts";
import { admit } from "../support/admit.ts";
import { type Api, startApi } from "../support/api.ts";

let api: Api;
type Firm = Awaited<ReturnType<Api["account"]>>;
let farm: Firm;
let carrier: Firm;
let inspector: Firm;
let trace: { id: string; batchCode: string };
beforeAll(async () => {
  api = await startApi();
  farm = await api.account("supplier", "Green Valley Farm");
  carrier = await api.account("logistics");
  inspector = await api.account("inspector");
  trace = await create();
});
afterAll(() => api.close());

const call = (firm: Firm, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  api.call(method, path, { token: firm.token, headers, ...(body === undefined ? {} : { body }) });
const create = async () =>
  (await call(farm, "POST", "/v1/traces", { name: "Apples", quantity: 1000, unit: "kg" })).body.data;
const record = async (body: object, firm = farm, traceId = trace.id) => {
  const { status, body: answer } = await call(firm, "POST", `/v1/traces/${traceId}/events`, body);
  expect(status).toBe(201);
  return answer.data;
};
const pathOf = (event: { id: string; traceId: string }) => `/v1/traces/${event.traceId}/events/${event.id}`;
const amend = (
  event: { id: string; traceId: string },
  body: object,
  firm = farm,
  headers: Record<string, string> = {},
) => call(firm, "POST", `${pathOf(event)}/amend`, { reason: "Misspelt", ...body }, headers);
const verdict = async () => {
  const { body } = await api.call("GET", `/v1/traces/public/${trace.batchCode}/proof`);
  const rpc = (method: string, parameters: readonly unknown[]) => api.chain.rpc.call(method, parameters);
  const fetchBytes = async (url: string) =>
    new Uint8Array(await (await api.app.request(new URL(url).pathname)).arrayBuffer());
  return (await verifyProof(body.data, { code: trace.batchCode, rpc, fetchBytes })).verdict;
};

test("what is told anew takes the place of what was told, which stays beside it with the reason", async () => {
  const event = await record({
    type: "harvest",
    date: "2026-03-02T08:00:00Z",
    title: "Row 1",
    description: "By hand",
    details: { weather: "dry", crew: 4 },
    place: { name: "Field 3", city: "Yantai" },
    references: [{ type: "po", number: "PO-1" }],
  });
  const change = { title: "Row 2", details: { crew: 5, weather: null }, place: { name: "Field 4", city: "" } };
  const { status, body } = await amend(event, { ...change, references: [], reason: "Another row" });
  expect([status, body.warnings]).toEqual([201, undefined]);
  expect(body.data).toMatchObject({
    id: event.id,
    type: "harvest",
    date: "2026-03-02T08:00:00Z",
    title: "Row 2",
    description: "By hand",
    details: { crew: 5 },
    place: { name: "Field 4" },
    amendmentReason: "Another row",
    history: [{ title: "Row 1", details: { weather: "dry", crew: 4 } }],
    chain: event.chain,
  });
  expect(body.data.references ?? []).toEqual([]);
  expect(body.data.amendedBy.actor).toBe(farm.user.address);
  const again = await amend(event, { description: null, reason: "Nobody knows" });
  expect(again.body.data).toMatchObject({
    title: "Row 2",
    description: "",
    history: [{ title: "Row 1" }, { title: "Row 2", amendmentReason: "Another row" }],
  });
  const { body: shown } = await api.call("GET", `/v1/traces/public/${trace.batchCode}`);
  const step = shown.data.journey.find((one: { history?: unknown }) => one.history);
  expect(step.history).toMatchObject([{ title: "Row 1" }, { amendmentReason: "Another row" }]);
  expect(await verdict()).toBe("verified");
});

test("its files stay unless others are told, and what was withheld stays withheld", async () => {
  const stored = await api.call("POST", "/v1/attachments", {
    ...{ token: farm.token, body: "a,b", headers: { "content-type": "text/csv" } },
  });
  const { url } = stored.body.data;
  const event = await record({ type: "processing", restricted: true, attachments: [{ type: "document", url }] });
  const kept = await amend(event, { title: "Washed" });
  expect(kept.body.data).toMatchObject({ title: "Washed", visibility: "restricted", attachments: [{ url }] });
  expect((await call(carrier, "GET", pathOf(event))).body.data).toMatchObject({ withheld: true, title: "" });
  expect((await amend(event, { restricted: false })).status).toBe(422);
  expect((await amend(event, { attachments: null })).body.data.attachments).toEqual([]);
});

test("what an amendment on its way withholds, the next one withholds", async () => {
  const event = await record({ type: "processing", title: "Wash" });
  const secret = { restricted: true, details: { recipe: "Secret sauce" } };
  const [first, second] = await Promise.all([
    amend(event, secret, farm, { prefer: "respond-async" }),
    amend(event, { title: "Washed" }),
  ]);
  expect([first.status, second.status]).toEqual([202, 201]);
  expect(second.body.data).toMatchObject({ title: "Washed", visibility: "restricted", details: secret.details });
  expect((await call(carrier, "GET", pathOf(event))).body.data).toMatchObject({ withheld: true, details: {} });
  const shown = await api.call("GET", `/v1/traces/public/${trace.batchCode}`);
  expect(JSON.stringify(shown.body)).not.toContain("Secret sauce");
});

test("of an amount what is not told stays as it stands", async () => {
  const event = await record({ type: "sampling", quantity: 3, unit: "g" });
  const amounts: [object, object][] = [
    [{ quantity: 4 }, { quantity: 4, unit: "g" }],
    [{ unit: null }, { quantity: 4, unit: "g" }],
    [{ unit: "kg" }, { quantity: 4, unit: "kg" }],
    [
      { quantity: 5, unit: "g" },
      { quantity: 5, unit: "g" },
    ],
  ];
  for (const [change, amount] of amounts) {
    const { status, body } = await amend(event, change);
    expect([status, body.data]).toMatchObject([201, amount]);
  }
  expect((await amend(event, { quantity: null, unit: "kg" })).status).toBe(422);
  const { quantity, unit } = (await amend(event, { quantity: null })).body.data;
  expect([quantity ?? null, unit ?? null]).toEqual([null, null]);
});

test("of two who know the same text the second is told so, also while the first is on its way", async () => {
  const event = await record({ type: "storage", title: "Cold store" });
  const read = await call(farm, "GET", pathOf(event));
  const headers = { "if-match": read.headers.get("etag") as string };
  const both = await Promise.all([
    amend(event, { title: "A" }, farm, headers),
    amend(event, { title: "B" }, farm, headers),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([201, 412]);
  // Who makes no condition takes nothing of the other's back.
  const open = await Promise.all([amend(event, { title: "C" }), amend(event, { location: "Hall 2" })]);
  expect(open.map(({ status }) => status)).toEqual([201, 201]);
  expect((await call(farm, "GET", pathOf(event))).body.data).toMatchObject({ title: "C", location: "Hall 2" });
});

test("the same request again is the same amendment, and one that is not waited for is told by its operation", async () => {
  const event = await record({ type: "packaging", title: "Boxes" });
  const key = { "idempotency-key": "amend-1" };
  const first = await amend(event, { title: "Crates" }, farm, key);
  const second = await amend(event, { title: "Crates" }, farm, key);
  expect([second.status, second.body]).toEqual([201, first.body]);
  expect((await amend(event, { title: "Bags" }, farm, key)).status).toBe(409);
  const later = await amend(event, { title: "Nets" }, farm, { prefer: "respond-async" });
  expect([later.status, later.body.data.verb]).toEqual([202, "amend"]);
  await expect.poll(async () => (await call(farm, "GET", pathOf(event))).body.data.title).toBe("Nets");
});

test("a step of a wallet's series is amended alone, by the wallet's signature", async () => {
  const owner = await api.account("supplier");
  const { wallet } = await api.chain.actor(80);
  const { body } = await call(owner, "POST", "/auth/wallet/challenge", { address: wallet.address });
  const proof = { message: body.message, signature: await wallet.signMessage(body.message) };
  await call(owner, "POST", "/auth/wallet", { address: wallet.address, ...proof });
  await admit(api, { token: farm.token }, trace.id, { user: { id: wallet.address } });
  const rowOf = (title: string) =>
    sealDocument({
      ...{ format: "suyuan-record/1", salt: title.padStart(32, "0"), code: trace.batchCode },
      ...{ eventTime: "2026-03-10T08:00:00Z", record: "step", kind: "harvest" },
      step: {
        ...{ type: "harvest", title, description: "", location: "", details: {}, attachments: [] },
        operator: { id: "", name: "Ann" },
      },
    } as RecordDocument);
  const rows = [rowOf("11"), rowOf("12")];
  for (const { bytes } of rows) await api.services.objects.put(bytes, { restricted: false });
  const client = traceClient(api.chain, wallet);
  await client.recordSeries({ code: trace.batchCode, kind: "harvest", digests: rows.map(({ digest }) => digest) });
  const found = async () =>
    (await call(farm, "GET", `/v1/traces/${trace.id}/events?type=harvest`)).body.data.filter(
      ({ title }: { title: string }) => ["11", "12", "13"].includes(title),
    );
  await expect.poll(async () => (await found()).length).toBe(2);
  const second = (await found())[1];
  const asked = await amend(second, { title: "13" }, owner);
  expect([asked.status, asked.body.data.typedData.message]).toMatchObject([202, { index: "1" }]);
  const { domain, types, message } = asked.body.data.typedData;
  const { EIP712Domain: _, ...structs } = types;
  const signature = await wallet.signTypedData(domain, structs, message);
  await call(owner, "POST", `/v1/operations/${asked.body.data.id}/signature`, { signature });
  await expect.poll(async () => (await found()).map(({ title }: { title: string }) => title)).toEqual(["11", "13"]);
});

describe("is refused, and nothing is accepted for the chain:", () => {
  const operations = () => api.database.raw.prepare("select count(*) from operations").pluck().get();
  const refused = async (work: () => Promise<{ status: number }>) => {
    const before = operations();
    const { status } = await work();
    expect(operations()).toBe(before);
    return status;
  };

  test("an amendment without a reason, of another's event, and of none", async () => {
    const event = await record({ type: "storage" });
    expect(await refused(() => amend(event, { reason: "" }))).toBe(422);
    expect(await refused(() => amend(event, {}, inspector))).toBe(403);
    expect(await refused(() => amend({ ...event, id: "event-1" }, {}))).toBe(404);
    expect(await refused(() => amend({ ...event, traceId: "trace-0" }, {}))).toBe(404);
    expect(
      await refused(() => amend(event, { attachments: [{ url: "https://trace.example/v1/attachments/x" }] })),
    ).toBe(422);
  });

  test.each<[string, object]>([
    ["another type", { type: "sale" }],
    ["another date", { date: "2026-03-03T08:00:00Z" }],
    ["another verdict", { status: "passed" }],
    ["another verdict among the details", { details: { status: "passed" } }],
  ])("%s", async (_, change) => {
    const told = { type: "quality-test", status: "failed", date: "2026-03-04T08:00:00Z", title: "Residues" };
    const batch = await create();
    const event = await record(told, inspector, batch.id);
    expect(await refused(() => amend(event, change, inspector))).toBe(422);
    const same = await amend(event, { ...told, title: "Residues above the limit" }, inspector);
    expect([same.status, same.body.data.status]).toEqual([201, "failed"]);
  });

  test("what has rules of its own, a batch that is recalled, and who may write there no more", async () => {
    const batch = await create();
    const { body } = await call(farm, "GET", `/v1/traces/${batch.id}/events`);
    expect(await refused(() => amend(body.data[0], {}))).toBe(409);
    await admit(api, { token: farm.token }, batch.id, { user: { id: carrier.user.address } });
    const moved = await record({ type: "transport" }, carrier, batch.id);
    await call(farm, "DELETE", `/v1/traces/${batch.id}/parties/user-${carrier.user.id}`);
    expect(await refused(() => amend(moved, {}, carrier))).toBe(403);
    const event = await record({ type: "storage" }, farm, batch.id);
    await call(farm, "POST", `/v1/traces/${batch.id}/recall`, {
      ...{ reason: "Residues", scope: "batch", instruction: "Return it", contact: "400 800 1234" },
    });
    expect(await refused(() => amend(event, {}))).toBe(409);
  });
});
