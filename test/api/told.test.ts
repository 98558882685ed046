/** What clients tell is kept as they told it, and what is not kept is said: days, empty values, unknown fields, numbers. */
import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../api/app.ts";
import { httpRpc } from "../../proof/contract-reader.ts";
import { verifyProof } from "../../proof/verify.ts";
import { openPdf } from "../support/pdf.ts";
import { type Api, clientOf, PUBLIC_URL, startApi } from "./support/api.ts";

let api: Api;
let token: string;
beforeAll(async () => {
  api = await startApi();
  token = (await api.account("supplier", "Green Valley Growers")).token;
});
afterAll(() => api.close());

const BATCH = { name: "Apples", quantity: 12.5, unit: "kg" };
const create = (change: object) => api.call("POST", "/v1/traces", { token, body: { ...BATCH, ...change } });
const addEvent = (id: string, body: object) => api.call("POST", `/v1/traces/${id}/events`, { token, body });
const get = async (path: string) => (await api.call("GET", path, { token })).body.data;

function appWith(settings: Partial<Api["services"]["settings"]>) {
  return createApp({
    services: { ...api.services, settings: { ...api.services.settings, ...settings } },
    health: {} as never,
    rpc: async () => ({}),
    web: new Map(),
    logger: pino({ level: "silent" }),
  });
}

async function textOf(path: string): Promise<string> {
  const response = await api.app.request(path, { headers: { authorization: `Bearer ${token}` } });
  expect(response.status).toBe(200);
  const pages = await openPdf(new Uint8Array(await response.arrayBuffer()), 1);
  return pages.flatMap(({ texts }) => texts.map(({ text }) => text)).join(" ");
}

test("a number by which a person is known is told of before it is forgotten that records stay for good", async () => {
  const made = await create({ description: "Ask Mr Li, 138 0013 8000", attributes: { 签收: "11010519491231002X" } });
  expect([made.status, made.body.warnings]).toEqual([
    201,
    [
      { field: "description", message: expect.stringMatching(/mobile phone/) },
      { field: "attributes.签收", message: expect.stringMatching(/identity card/) },
    ],
  ]);
  const event = {
    type: "storage",
    title: "保管人 13800138000",
    details: { phone: "13800138000", gtin: "06901234567892" },
  };
  const headers = { "accept-language": "zh" };
  const told = await api.call("POST", `/v1/traces/${made.body.data.id}/events`, { token, body: event, headers });
  expect(told.body.warnings).toEqual([
    { field: "title", message: "内容疑似含手机号：写入后无法删除，请勿填写个人信息" },
  ]);
});

test("half past midnight in China is the day that it is there: in answers, codes, labels and certificates", async () => {
  const harvestDate = "2024-12-01T00:30:00+08:00";
  const made = (await create({ harvestDate })).body.data;
  expect(made.harvestDate).toBe(harvestDate);
  expect(made.batchCode).toMatch(/^AP20241201/);
  const event = (await addEvent(made.id, { type: "storage", date: "2024-12-02T00:10:00+08:00" })).body.data;
  expect(event.date).toBe("2024-12-02T00:10:00+08:00");

  const { journey } = await get(`/v1/traces/public/${made.batchCode}`);
  expect(journey.map(({ date }: { date: string }) => date)).toEqual(["2024-12-01", "2024-12-02"]);
  const detail = await get(`/v1/traces/${made.id}`);
  expect(detail.harvestDate).toBe(harvestDate);
  expect(detail.timeline.map(({ date }: { date: string }) => date)).toEqual([harvestDate, event.date]);
  expect(await textOf(`/v1/traces/${made.id}/labels.pdf`)).toContain("2024-12-01");
  const issued = await api.call("POST", `/v1/traces/${made.id}/certificates`, { token, body: { language: "en" } });
  const certificate = await textOf(new URL(issued.body.data.pdfUrl).pathname);
  expect(certificate).toContain("1 December 2024");
  expect(certificate).toContain("2 Dec 2024");
  expect(certificate).not.toMatch(/30 Nov/);

  const proof = await get(`/v1/traces/public/${made.batchCode}/proof`);
  const { checks } = await verifyProof(proof, {
    code: made.batchCode,
    rpc: httpRpc(api.chain.url),
    fetchBytes: async (url) =>
      new Uint8Array(await (await api.app.request(url.slice(PUBLIC_URL.length))).arrayBuffer()),
  });
  expect(checks.filter((check) => check.outcome !== "passed")).toEqual([]);
});

test("a time without an offset is one of the host's place", async () => {
  expect((await create({ harvestDate: "2024-12-01T00:30:00" })).body.data.harvestDate).toBe(
    "2024-12-01T00:30:00+08:00",
  );
  const settings = { timeZone: "Europe/Berlin" };
  const body = { ...BATCH, harvestDate: "2024-12-01T00:30" };
  const berlin = await clientOf(appWith(settings)).call("POST", "/v1/traces", { token, body });
  expect(berlin.body.data.harvestDate).toBe("2024-12-01T00:30:00+01:00");
});

test("a day alone is that day", async () => {
  const { id } = (await create({ harvestDate: "2024-12-01" })).body.data;
  expect((await get(`/v1/traces/${id}`)).harvestDate).toBe("2024-12-01T00:00:00Z");
});

test("what may be left out and is null or empty was left out, in every dialect", async () => {
  const empty = { description: "", productId: null, farmId: "", harvestDate: "", certifications: null, attributes: "" };
  const more = { batchCode: "", contributions: null, restricted: "" };
  const made = await create({ ...empty, ...more });
  expect([made.status, made.body.warnings]).toEqual([201, undefined]);
  const plain = { type: "storage", date: "", title: null, location: null, operatorId: null, details: null, status: "" };
  const attachments = [{ type: null, url: "https://example.com/a.pdf", title: null }];
  expect((await addEvent(made.body.data.id, { ...plain, attachments, restricted: null })).status).toBe(201);
  const lists = ["page=&limit=&sortBy=&sortDir=&fromDate=&toDate=&status=&search=", "page&limit"];
  for (const query of lists) expect((await api.call("GET", `/v1/traces?${query}`, { token })).status).toBe(200);
  for (const query of ["type=&fromDate=&toDate=&sortDir="]) {
    expect((await api.call("GET", `/v1/traces/${made.body.data.id}/events?${query}`, { token })).status).toBe(200);
  }
  for (const path of ["labels.pdf?layout=&copies=", "statistics?period=&fromDate=&toDate=", "feedback?page=&limit="]) {
    expect((await api.call("GET", `/v1/traces/${made.body.data.id}/${path}`, { token })).status, path).toBe(200);
  }
  expect((await api.call("GET", `/qr/${made.body.data.batchCode}?format=&size=`)).status).toBe(200);

  const password = "Secret123";
  const user = { username: "empties", email: "empties@example.com", password, phone: null, role: "", name: null };
  expect((await api.call("POST", "/api/auth/register", { body: user })).status).toBe(201);
  const inspector = { email: "empties-2@example.com", password, role: null, name: "" };
  expect((await api.call("POST", "/auth/register", { body: inspector })).status).toBe(201);
  const orders = await api.call("GET", "/api/orders/search?page=&pageSize=&status=&keyword=", { token });
  expect(orders.body.message).toBe("未绑定企业");
  const log = await api.call("GET", "/api/wechat/messages?page=&pageSize=&status=&userId=", { token });
  expect(log.body.success ?? log.status).not.toBe(false);
});

test("what has to be there and is empty is refused by its name", async () => {
  for (const empty of [null, ""]) {
    const { status, body } = await create({ name: empty, unit: empty });
    expect([status, body.details.map(({ field }: { field: string }) => field)]).toEqual([422, ["name", "unit"]]);
  }
});

test("what is not known is named in the answer, beside what the document has there", async () => {
  const warned = (answer: { body: { warnings?: readonly { field: string }[] } }) =>
    (answer.body.warnings ?? []).map(({ field }) => field);
  const made = await create({ harvestdate: "2024-01-01", laboratory: "x", harvestDate: "2024-01-01T10:00:00" });
  expect(made.status).toBe(201);
  expect(made.body).toEqual({
    status: "success",
    data: expect.any(Object),
    warnings: [
      { field: "harvestdate", message: "This field is not known here, and was ignored: is harvestDate meant?" },
      { field: "laboratory", message: "This field is not known here, and was ignored" },
      { field: "harvestDate", message: "This time has no offset, and was taken as one in Asia/Shanghai" },
    ],
  });
  const { id, batchCode } = made.body.data;
  const event = await addEvent(id, { type: "storage", attachments: [{ url: "https://example.com/a", tilte: "x" }] });
  expect(warned(event)).toEqual(["attachments.0.tilte"]);
  expect(warned(await create({ name: "", colour: "red" }))).toEqual(["colour"]);
  expect(warned(await api.call("GET", "/v1/traces?pagesize=3", { token }))).toEqual(["pagesize"]);
  const seen = await api.call("GET", `/v1/traces/public/${batchCode}?from=singlemessage`);
  expect([warned(seen), Object.keys(seen.body)]).toEqual([["from"], ["status", "data", "warnings"]]);
  const opinion = { rating: 5, comment: "good" };
  expect(warned(await api.call("POST", `/v1/traces/public/${batchCode}/feedback`, { body: opinion }))).toEqual([
    "comment",
  ]);

  const labels = await api.app.request(`/v1/traces/${id}/labels.pdf?foo=1&标签=2`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(JSON.parse(labels.headers.get("suyuan-warnings") ?? "[]")).toEqual([
    { field: "foo", message: "This parameter is not known here, and was ignored" },
    { field: "标签", message: "This parameter is not known here, and was ignored" },
  ]);
  const orders = await api.call("GET", "/api/orders/search?size=3", { token });
  expect(orders.body).toMatchObject({ success: false, warnings: [{ field: "size", message: "未知参数，已忽略" }] });
  const registered = await api.call("POST", "/role/register", { body: { role_type: "Grower", colour: "red" } });
  expect(registered.body).toMatchObject({ uid: expect.any(String), warnings: [{ field: "colour" }] });
  const user = { username: "warned", email: "warned@example.com", password: "Secret123", nickname: "w" };
  expect(warned(await api.call("POST", "/api/auth/register", { body: user }))).toEqual(["nickname"]);
  const inspector = { email: "warned-2@example.com", password: "Secret123", phone: "1" };
  expect(warned(await api.call("POST", "/auth/register", { body: inspector }))).toEqual(["phone"]);

  // Lists of answers, and forms of others' standards, have room for nothing else.
  const json = { "content-type": "application/json" };
  const batch = JSON.stringify([{ jsonrpc: "2.0", id: 1, method: "eth_chainId" }]);
  const rpc = await api.call("POST", "/rpc?x=1", { body: batch, headers: json });
  expect([Array.isArray(rpc.body), JSON.parse(rpc.headers.get("suyuan-warnings") ?? "[]")[0].field]).toEqual([
    true,
    "x",
  ]);
});

test("a batch of free metadata is told what of it was understood in a certain sense", async () => {
  const send = async (metadata: object) => {
    const { status, body } = await api.call("POST", "/batches", { token, body: { metadata } });
    return [status, body.warnings?.map(({ field }: { field: string }) => field), body.metadata];
  };
  const metadata = { harvest_date: "2024-01-01T10:00:00", quantity: "5", unit: "kg", colour: "red" };
  expect(await send(metadata)).toEqual([201, ["metadata.harvest_date", "metadata.quantity"], metadata]);
  const plain = { harvest_date: "2024-01-01", quantity: "5 kg", nested: { at: "2024-01-01T10:00:00" } };
  expect(await send(plain)).toEqual([201, undefined, plain]);
});

test("a quantity may come as a text of its digits, which is said; no other text is one", async () => {
  const NOTE = "This number came as a text, and was taken as the number";
  const made = await create({ quantity: "12.50" });
  expect([made.status, made.body.data.quantity, made.body.warnings]).toEqual([
    201,
    12.5,
    [{ field: "quantity", message: NOTE }],
  ]);
  const { id } = made.body.data;
  const same = await api.call("PATCH", `/v1/traces/${id}`, { token, body: { quantity: "12.5" } });
  expect([same.status, same.body.warnings]).toEqual([200, [{ field: "quantity", message: NOTE }]]);
  const event = await addEvent(id, { type: "storage", quantity: "5" });
  expect([event.status, event.body.warnings]).toEqual([201, [{ field: "quantity", message: NOTE }]]);
  const gone = await api.call("POST", `/v1/traces/${id}/consumption`, {
    token,
    body: { quantity: "2.5", reason: "sold" },
  });
  expect([gone.status, gone.body.warnings]).toEqual([201, [{ field: "quantity", message: NOTE }]]);
  const { body } = await api.call("POST", "/v1/traces", {
    token,
    body: { name: "Apples", quantity: "5", unit: "kg" },
    headers: { "accept-language": "zh" },
  });
  expect(body.warnings).toEqual([{ field: "quantity", message: "此数值以文本形式提交，已按数字处理" }]);
  for (const quantity of ["5 kg", "5,000", "1e3", "-5", "+5", "0x10", "５", ".5", "5.", "05", "", " ", "0"]) {
    const { status, body: answer } = await create({ quantity });
    const details = [{ field: "quantity", message: "Quantity must be a positive number" }];
    expect([quantity, status, answer.details, answer.warnings]).toEqual([quantity, 422, details, undefined]);
  }
});

test("numbers are kept to the last digit, or refused with the reason", async () => {
  const raw = (body: string, path = "/v1/traces") =>
    api.call("POST", path, { token, body, headers: { "content-type": "application/json" } });
  const batch = (rest: string) => raw(`{"name":"Apples","unit":"kg",${rest}}`);
  const reason = "The number has more digits than a number can keep (about 15): send it as a text";
  for (const [body, field] of [
    ['"quantity":9007199254740993', "quantity"],
    ['"quantity":1,"attributes":{"serials":[1,12345678901234567890]}', "attributes.serials.1"],
    ['"quantity":1,"attributes":{"a":0.12345678901234567891}', "attributes.a"],
  ] as const) {
    const { status, body: answer } = await batch(body);
    expect([status, answer.details]).toEqual([422, [{ field, message: reason }]]);
  }
  const range = await batch('"quantity":1e999');
  expect([range.status, range.body.details]).toEqual([
    422,
    [{ field: "quantity", message: "The number is out of range" }],
  ]);
  for (const quantity of ["1e15", "1e20", "72057594037928"]) {
    const { status, body } = await batch(`"quantity":${quantity}`);
    const message = "Quantity must be at most 72057594037927.935";
    expect([status, body.details]).toEqual([422, [{ field: "quantity", message }]]);
  }
  expect((await batch('"quantity":0.0001')).body.details[0].message).toBe("Quantity must have at most three decimals");
  const kept =
    '"quantity":4503599627370.125,"attributes":{"big":9007199254740992,"text":"12345678901234567890","e":1e20}';
  const { data } = (await batch(kept)).body;
  expect([data.quantity, data.attributes]).toEqual([
    4503599627370.125,
    { big: 9007199254740992, text: "12345678901234567890", e: 1e20 },
  ]);
  const tomato = await raw('{"uid":"x","production_area":9007199254740993,"harvest_date":"2024-01-01"}', "/add-tomato");
  expect([tomato.status, tomato.body.error]).toEqual([400, reason]);
  const message = await raw('{"templateId":"t","data":{"a":{"value":9007199254740993}}}', "/api/wechat/template-msg");
  expect([message.status, message.body.message]).toEqual([200, "参数无效：data.a.value的数字无法精确保存，请改用文本"]);
});

test("a unit is told again in the word that it was told in", async () => {
  for (const [unit, quantity, code] of [
    ["箱", 40, "XBX"],
    ["斤", 2.5, "KGM"],
    ["两", 0.04, "KGM"],
    ["袋", 3, "XBG"],
    ["托盘", 3, "XPX"],
    ["毫升", 250, "MLT"],
    ["筐", 12, "XBK"],
    ["crate", 4, "XCR"],
    ["tablets", 1000, "U2"],
    ["Boxes", 2, "XBX"],
    ["kg", 2, "KGM"],
    ["XCR", 7, "XCR"],
  ] as const) {
    const made = await create({ unit, quantity });
    expect([made.status, made.body.data?.unit, made.body.data?.quantity], unit).toEqual([201, unit, quantity]);
    expect(await get(`/v1/traces/${made.body.data.id}`)).toMatchObject({ unit, quantity });
    expect((await api.services.mirror.batchByCode(made.body.data.batchCode))?.unit).toBe(code);
  }
  for (const unit of ["ZZZ", "XX", "KGS", "smidgens", "constructor"]) {
    expect((await create({ unit })).body.details, unit).toEqual([
      { field: "unit", message: expect.stringMatching(/^Unit/) },
    ]);
  }
  expect((await create({ unit: "斤", quantity: 0.001 })).body.details[0].field).toBe("quantity");
});

test("types of events and of attachments are told again in the words that they were told in", async () => {
  const { id, batchCode } = (await create({ harvestDate: "2024-01-01" })).body.data;
  const url = "https://example.com/a.mp4";
  for (const type of ["planting", "施肥", "Fumigation", "称重"]) {
    const added = await addEvent(id, {
      type,
      attachments: [
        { type: "video", url },
        { type: "照片", url },
      ],
    });
    expect([added.status, added.body.data?.type], type).toEqual([201, type]);
    expect(added.body.data.attachments.map((each: { type: string }) => each.type)).toEqual(["video", "照片"]);
  }
  const listed = async (type: string) =>
    (await get(`/v1/traces/${id}/events?type=${encodeURIComponent(type)}`)).map((each: { type: string }) => each.type);
  expect(await listed("fertilizing")).toEqual(["施肥"]);
  expect(await listed("harvest")).toEqual(["harvest"]);
  expect(await listed("采收")).toEqual(["harvest"]);
  const { journey } = await get(`/v1/traces/public/${batchCode}`);
  expect(journey.at(-1)).toMatchObject({ stage: "Processing", image: url });
  expect((await addEvent(id, { type: "harvest", date: "2024-01-02", title: "Second picking" })).status).toBe(201);
  expect((await get(`/v1/traces/${id}/events?type=harvest`)).map((each: { title: string }) => each.title)).toEqual([
    "Second picking",
  ]);
});

test("a withheld step has the fields of an open one, without values", async () => {
  const { id, batchCode } = (await create({})).body.data;
  await addEvent(id, { type: "storage", location: "Hall 1" });
  await addEvent(id, { type: "storage", location: "Hall 2", restricted: true });
  const [, open, withheld] = (await get(`/v1/traces/public/${batchCode}`)).journey;
  expect(withheld).toMatchObject({ location: null, description: null, image: null, withheld: true });
  expect(Object.keys(withheld).toSorted()).toEqual([...Object.keys(open), "withheld"].toSorted());
});

test("what is searched is found in any case, width and composition", async () => {
  const { id } = (await create({ name: "Crème brûlée ①", batchCode: "WIDE-123" })).body.data;
  const found = async (path: string, text: string) =>
    (await get(`${path}?search=${encodeURIComponent(text)}`)).map((each: { id: string }) => each.id);
  for (const text of ["Crème".normalize("NFD"), "CRÈME", "ｃｒèｍｅ", "ＷＩＤＥ－１２３", "wide-123"]) {
    expect(await found("/v1/traces", text), text).toContain(id);
  }
  const farm = { id: "farm-wide", name: "Crèmerie", location: "寿光" };
  expect((await api.call("POST", "/v1/farms", { token, body: farm })).status).toBe(201);
  for (const text of ["crèmerie".normalize("NFD"), "ＣＲÈＭＥＲＩＥ"]) {
    expect(await found("/v1/farms", text), text).toEqual(["farm-wide"]);
  }
});
