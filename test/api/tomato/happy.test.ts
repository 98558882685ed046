import { encodeBytes32String, getAddress, ZeroAddress } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { httpEvaluator } from "../../../integrations/evaluator/http.ts";
import { admit } from "../support/admit.ts";
import { type Api, sha256, startApi } from "../support/api.ts";
import { CREATION } from "../support/examples.ts";
import { BEHAVIOURS, type EvaluatorServer, startEvaluatorServer } from "./support/evaluator-server.ts";
import { addTomato, type Holder, post, ROLE_TYPES, register, registerAll } from "./support/roles.ts";

let api: Api;
let service: EvaluatorServer;
let holders: Record<(typeof ROLE_TYPES)[number], Holder>;
beforeAll(async () => {
  service = await startEvaluatorServer();
  api = await startApi({ evaluator: httpEvaluator({ url: service.url }) });
  holders = await registerAll(api);
});
afterAll(async () => {
  await api.close();
  await service.close();
});

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const TOMATO_ID = /^TOMATO_[0-9a-f]{64}$/;
const get = async (id: string) => (await api.call("GET", `/tomato/${id}`)).body;
const ADDED = {
  tomato_id: expect.stringMatching(TOMATO_ID),
  batch_code: expect.stringMatching(/^BA\d{8}[A-Z]\d{6}$/),
  message: "Tomato information added successfully",
};

test("a role is registered as the document prints it, and can be used at once", async () => {
  const { status, body } = await api.call("POST", "/role/register", { body: { role_type: "QualityExpert" } });
  expect(status).toBe(200);
  expect(Object.keys(body)).toEqual(["uid", "role_type", "address", "message"]);
  expect(body).toEqual({
    uid: expect.stringMatching(UUID_V4),
    role_type: "QualityExpert",
    address: getAddress(body.address),
    message: "Role registered successfully in database",
  });
  const roles = await Promise.all(ROLE_TYPES.map(async (type) => await api.chain.rolesOf(holders[type].address)));
  // None, producer, carrier, processor, inspector: the bits of contracts/ITrace.sol.
  expect(roles).toEqual([0, 1, 4, 2, 8]);
  const account = (await api.services.accounts.byAddresses([body.address.toLowerCase()])).values().next().value;
  expect(account).toMatchObject({ role: "inspector", custody: "custodial", email: null, phone: null });
});

test("a tomato goes from harvest to evaluation, and every answer is as the document prints it", async () => {
  const added = await post(api, "/add-tomato", holders.Grower, {
    production_area: "山东寿光",
    harvest_date: "2024-01-15",
  });
  expect([added.status, added.body]).toEqual([200, ADDED]);
  expect(Object.keys(added.body)).toEqual(["tomato_id", "batch_code", "message"]);
  const { tomato_id, batch_code } = added.body;

  const path = await api.call("GET", `/tomato/${tomato_id}`);
  const fresh = {
    base: {
      TomatoId: tomato_id,
      ProductionArea: "山东寿光",
      HarvestDate: 1705276800,
      HarvestEvaluation: "",
      BatchCode: batch_code,
      Grower: holders.Grower.address,
    },
    process: { ProcessingDate: 0, SamplingEvaluation: "", Factory: ZeroAddress },
    transport: { TransportInfo: "", Logistic: ZeroAddress },
  };
  expect([path.status, path.body]).toEqual([200, fresh]);
  expect(path.text).toBe(JSON.stringify(fresh));
  const query = await api.call("GET", `/query-tomato?tomato_id=${tomato_id}`);
  expect([query.status, query.text]).toEqual([200, path.text]);
  expect(query.headers.get("content-type")).toBe("application/json");
  expect(query.headers.get("etag")).toBe(`"${Buffer.from(sha256(query.text), "hex").toString("base64url")}"`);

  const other = await register(api, "Grower");
  const harvested = await post(api, "/tomato/harvest", other, {
    tomato_id,
    production_area: "云南元谋",
    harvest_date: "2024-02-29",
  });
  expect([harvested.status, harvested.body]).toEqual([200, { message: "Harvest information updated successfully" }]);

  service.behaviour = BEHAVIOURS.success("品质优良");
  const asked = service.requests.length;
  const sampled = await post(api, "/tomato/expert-evaluate", holders.QualityExpert, { tomato_id, role: "sampling" });
  expect(sampled.status).toBe(200);
  expect(sampled.text).toBe('{ "code": "0",\n  "data": "品质优良", "message": "success" }');
  expect(sampled.headers.get("content-type")).toBe("application/json");
  expect(service.requests.slice(asked)).toMatchObject([
    { method: "POST", type: "application/json", body: { tomato_id, role: "sampling" } },
  ]);
  // Evaluated, but processed by no factory yet: whoever holds it is none.
  expect((await get(tomato_id)).process).toEqual({
    ProcessingDate: 0,
    SamplingEvaluation: "品质优良",
    Factory: ZeroAddress,
  });

  const transported = await post(api, "/tomato/transport", holders.Logistic, {
    tomato_id,
    transport_info: "冷链运输 4°C, 鲁B·12345",
  });
  expect([transported.status, transported.body]).toEqual([
    200,
    { message: "Transport information updated successfully" },
  ]);
  const processed = await post(api, "/tomato/processing", holders.Factory, {
    tomato_id,
    processing_date: "2024-03-02",
  });
  expect([processed.status, processed.body]).toEqual([200, { message: "Processing information updated successfully" }]);
  service.behaviour = BEHAVIOURS.success({ grade: "A", score: 9.5 });
  await post(api, "/tomato/expert-evaluate", holders.QualityExpert, { tomato_id, role: "harvest" });

  expect(await get(tomato_id)).toEqual({
    base: {
      TomatoId: tomato_id,
      ProductionArea: "云南元谋",
      HarvestDate: 1709164800,
      HarvestEvaluation: '{"grade":"A","score":9.5}',
      BatchCode: batch_code,
      Grower: other.address,
    },
    process: { ProcessingDate: 1709337600, SamplingEvaluation: "品质优良", Factory: holders.Factory.address },
    transport: { TransportInfo: "冷链运输 4°C, 鲁B·12345", Logistic: holders.Logistic.address },
  });

  service.behaviour = BEHAVIOURS.success("第二次");
  await post(api, "/tomato/expert-evaluate", holders.QualityExpert, { tomato_id, role: "sampling" });
  await post(api, "/tomato/transport", holders.Logistic, { tomato_id, transport_info: "到达" });
  const latest = await get(tomato_id);
  expect([latest.process.SamplingEvaluation, latest.transport.TransportInfo]).toEqual(["第二次", "到达"]);
  // Each by the key of whoever did it.
  const lines = await api.services.mirror.linesOf(`0x${tomato_id.slice(7)}`);
  expect(lines.map(({ kind }) => kind)).toEqual([
    "creation",
    "harvest",
    "evaluation",
    "transport",
    "processing",
    "evaluation",
    "evaluation",
    "transport",
  ]);
  expect(lines.map(({ chain }) => getAddress(chain.actor))).toEqual([
    holders.Grower.address,
    other.address,
    holders.QualityExpert.address,
    holders.Logistic.address,
    holders.Factory.address,
    holders.QualityExpert.address,
    holders.QualityExpert.address,
    holders.Logistic.address,
  ]);
});

test("the UID comes in the header, in the body or in both; an access token takes its place", async () => {
  const fields = { production_area: "寿光", harvest_date: "2024-01-15" };
  const { uid } = holders.Grower;
  const headers = { "x-user-uid": uid };
  for (const call of [
    { body: fields, headers },
    { body: { ...fields, uid: uid.toUpperCase() }, headers },
  ]) {
    const { status, body } = await api.call("POST", "/add-tomato", call);
    expect([status, body]).toEqual([200, ADDED]);
  }
  const { token, user } = await api.account("supplier", "Shouguang Growers");
  const added = await api.call("POST", "/add-tomato", { token, body: { ...fields, uid: "" } });
  expect([added.status, added.body]).toEqual([200, ADDED]);
  expect((await get(added.body.tomato_id)).base.Grower).toBe(user.address);
  // The Factory may add as well: that makes it no grower, and whoever harvests is told from then on.
  const tomato_id = await addTomato(api, holders.Factory);
  expect((await get(tomato_id)).base.Grower).toBe(ZeroAddress);
  await post(api, "/tomato/harvest", holders.Grower, { tomato_id, ...fields });
  expect((await get(tomato_id)).base.Grower).toBe(holders.Grower.address);
});

test("a tomato is a batch like any other", async () => {
  const { token } = await api.account("regulator");
  const id = await addTomato(api, holders.Grower);
  const traceId = `trace-${id.slice(7, 39)}`;
  const { body } = await api.call("GET", `/v1/traces/${traceId}`, { token });
  expect(body.data).toMatchObject({
    name: "番茄 山东寿光",
    quantity: null,
    unit: "kg",
    harvestDate: "2024-01-15T00:00:00Z",
    chain: { batchId: `0x${id.slice(7)}`, actor: holders.Grower.address },
  });
  const code = body.data.batchCode;
  expect((await get(id)).base.BatchCode).toBe(code);
  // Its ID is another name for all that a code finds.
  for (const path of [`/v1/traces/public/${id}`, `/v1/traces/public/${id}/proof`]) {
    const found = await api.call("GET", path);
    expect([found.status, found.body.data.batchCode ?? found.body.data.batch.code], path).toEqual([200, code]);
  }
  const scanned = await api.call("GET", `/qr/${id}`);
  expect(scanned.status).toBe(200);
  const page = await api.call("GET", `/t/${id}`);
  expect([page.status, page.headers.get("location")]).toEqual([302, expect.stringContaining(`/t/${code}`)]);
  const unknown = `TOMATO_${id.slice(7, 70)}${id.endsWith("0") ? "1" : "0"}`;
  expect((await api.call("GET", `/v1/traces/public/${unknown}`)).status).toBe(404);
  await post(api, "/tomato/processing", holders.Factory, { tomato_id: id, processing_date: "2024-01-16" });
  const { body: events } = await api.call("GET", `/v1/traces/${traceId}/events`, { token });
  expect(events.data.slice(1)).toMatchObject([{ type: "processing", date: "2024-01-16T00:00:00Z" }]);
});

test("batches of other dialects are told as far as they say", async () => {
  const supplier = await api.account("supplier", "Green Valley Growers");
  const { productId: _, farmId: __, ...creation } = CREATION;
  const { body } = await api.call("POST", "/v1/traces", { token: supplier.token, body: creation });
  const id = `TOMATO_${body.data.chain.batchId.slice(2)}`;
  expect((await get(id)).base).toEqual({
    TomatoId: id,
    ProductionArea: "",
    HarvestDate: Date.parse("2023-05-15T08:00:00Z") / 1000,
    HarvestEvaluation: "",
    BatchCode: body.data.batchCode,
    Grower: supplier.user.address,
  });
  const carrier = await api.account("logistics");
  const expert = await api.account("inspector");
  const events = `/v1/traces/${body.data.id}/events`;
  const early = await api.call("POST", "/tomato/transport", {
    token: carrier.token,
    body: { tomato_id: id, transport_info: "冷链" },
  });
  expect([early.status, early.body.error]).toEqual([403, expect.stringContaining("Green Valley Growers")]);
  await admit(api, supplier, body.data.id, carrier);
  const add = (token: string, event: object) => api.call("POST", events, { token, body: event });
  await add(supplier.token, { type: "harvest", date: "2023-05-16T06:30:15Z", location: "Orchard 7" });
  await add(carrier.token, { type: "logistics", title: "By train" });
  await add(expert.token, { type: "evaluation", description: "Good", details: { role: "sampling" } });
  await add(expert.token, { type: "evaluation", description: "Of nothing in particular" });
  await add(supplier.token, { type: "cleaning", date: "2023-05-17T10:00:00Z", description: "x", restricted: true });
  const told = await get(id);
  expect(told).toEqual({
    base: {
      TomatoId: id,
      ProductionArea: "Orchard 7",
      HarvestDate: Date.parse("2023-05-16T06:30:15Z") / 1000,
      HarvestEvaluation: "",
      BatchCode: body.data.batchCode,
      Grower: supplier.user.address,
    },
    // When it was processed is withheld: the block's time, which is public, is told instead.
    process: {
      ProcessingDate: expect.any(Number),
      SamplingEvaluation: "Good",
      // Its holder cleaned it, which is no factory.
      Factory: ZeroAddress,
    },
    transport: { TransportInfo: "By train", Logistic: carrier.user.address },
  });
  expect(told.process.ProcessingDate).toBeGreaterThan(Date.parse("2024-01-01") / 1000);
});

test("a bare wallet's batch has a name and a grower, and nothing that it did not say", async () => {
  const { wallet, trace } = await api.chain.actor(7, "producer");
  const digest = `0x${"11".repeat(32)}`;
  await (await trace.getFunction("create")("WALLET-1", "0x4b474d", 5_000n, true, trace.runner, digest)).wait();
  const id = `TOMATO_${api.services.batchId("WALLET-1").slice(2)}`;
  await expect.poll(async () => (await api.call("GET", `/tomato/${id}`)).status).toBe(200);
  expect(await get(id)).toEqual({
    base: {
      TomatoId: id,
      ProductionArea: "",
      HarvestDate: 0,
      HarvestEvaluation: "",
      BatchCode: "WALLET-1",
      Grower: wallet.address,
    },
    process: { ProcessingDate: 0, SamplingEvaluation: "", Factory: ZeroAddress },
    transport: { TransportInfo: "", Logistic: ZeroAddress },
  });

  // A line without a document tells who and when. Of a transport that is nothing the struct has room for: it is empty.
  const carrier = await api.chain.actor(9, "carrier");
  const factory = await api.chain.actor(10, "processor");
  const record = async ({ trace }: typeof carrier, kind: string) =>
    (await trace.getFunction("record")(`0x${id.slice(7)}`, encodeBytes32String(kind), digest)).wait();
  await record(carrier, "transport");
  const { blockNumber } = await record(factory, "processing");
  const block = await api.chain.rpc.call<{ timestamp: string }>("eth_getBlockByNumber", [
    `0x${blockNumber.toString(16)}`,
    false,
  ]);
  await expect.poll(async () => (await get(id)).process.ProcessingDate).toBe(Number(block.timestamp));
  const told = await get(id);
  expect(told.process.Factory).toBe(factory.wallet.address);
  expect(told.transport).toEqual({ TransportInfo: "", Logistic: ZeroAddress });
});

test("an answer that is no success is passed on as it came, and nothing is recorded", async () => {
  const tomato_id = await addTomato(api, holders.Grower);
  service.behaviour = BEHAVIOURS.errorCode;
  const answer = await post(api, "/tomato/expert-evaluate", holders.QualityExpert, { tomato_id, role: "harvest" });
  expect([answer.status, answer.text]).toEqual([200, '{"code":"500","data":null,"message":"图像识别失败"}']);
  expect((await get(tomato_id)).base.HarvestEvaluation).toBe("");
  expect(await api.services.mirror.linesOf(`0x${tomato_id.slice(7)}`)).toHaveLength(1);
});
