/** What sensors read: under one root, by time, told where it was too warm, and each proved alone. */
import { Wallet } from "ethers";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Decimal, toDecimal } from "../../../domain/shared/decimal.ts";
import { anchoredReading, verifyReading } from "../../../proof/reading.ts";
import { type Api, startApi } from "../support/api.ts";

let api: Api;
type Firm = Awaited<ReturnType<Api["account"]>>;
let farm: Firm;
let carrier: Firm;
let shop: Firm;
let product: { id: string };
beforeAll(async () => {
  api = await startApi();
  farm = await api.account("supplier", "Green Valley Farm");
  carrier = await api.account("logistics", "Cold Road");
  shop = await api.account("pharmacy");
  const limits = [{ type: "temperature", min: 2, max: 8, unit: "°C", minutes: 10 }];
  product = (await call(farm, "POST", "/v1/products", { name: "Vaccine", limits })).body.data;
});
afterAll(() => api.close());

type Row = Readonly<Record<string, unknown>>;
const call = (firm: Firm, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  api.call(method, path, { token: firm.token, headers, ...(body === undefined ? {} : { body }) });
const create = async (more: object = {}) => {
  const body = { name: "Vaccine", quantity: 100, unit: "piece", productId: product.id, ...more };
  return (await call(farm, "POST", "/v1/traces", body)).body.data;
};
const send = (traceId: string, readings: readonly Row[], more: object = {}, firm = farm, headers = {}) =>
  call(firm, "POST", `/v1/traces/${traceId}/readings`, { readings, ...more }, headers);
const sendText = (traceId: string, type: string, body: string | Uint8Array, query = "") =>
  call(farm, "POST", `/v1/traces/${traceId}/readings${query}`, body, { "content-type": type });
const published = async (code: string, query = "") =>
  (await api.call("GET", `/v1/traces/public/${code}/readings${query}`)).body.data;
async function linesOf(traceId: string) {
  const batch = await api.services.mirror.batchByTraceId(traceId);
  return (await api.services.mirror.linesOf(batch?.id as `0x${string}`)).length;
}
const minute = (index: number) => new Date(Date.UTC(2026, 2, 1, 8, index)).toISOString();
const row = (value: unknown, index: number): Row => ({
  time: minute(10 * index),
  sensor: "truck-7",
  type: "temperature",
  value,
  unit: "°C",
});
const valuesOf = ({ readings }: { readings: readonly { value: string }[] }) => readings.map(({ value }) => value);

test("go under one root, what was too warm is told in the record, and they are read again by time", async () => {
  const trace = await create();
  const sent = await send(trace.id, [4, 4.25, 9, 9.5, 8.1, 7.9, 4].map(row));
  expect(sent.status, sent.text).toBe(201);
  expect(sent.body.data).toMatchObject({
    traceId: trace.id,
    count: 7,
    from: minute(0),
    to: minute(60),
    series: [{ sensor: "truck-7", type: "temperature", unit: "CEL", count: 7, min: "4", max: "9.5" }],
    excursionCount: 1,
    excursions: [
      { beyond: "max", limit: "8", from: minute(20), to: minute(50), extreme: "9.5", minutes: 30, count: 3 },
    ],
  });
  const found = await published(trace.batchCode, `?from=${minute(10)}&to=${minute(40)}`);
  expect(valuesOf(found)).toEqual(["4.25", "9", "9.5", "8.1"]);
  expect(found.lines[0].excursions).toEqual(sent.body.data.excursions);
  expect((await published(trace.batchCode, "?sensor=truck-8")).readings).toEqual([]);
  // The journey tells of it too, at the time of the last reading.
  const events = await call(farm, "GET", `/v1/traces/${trace.id}/events?type=telemetry`);
  expect(events.body.data[0]).toMatchObject({
    date: minute(60),
    readings: { excursionCount: 1, root: sent.body.data.root },
  });
  // The file is there for whoever wants to compute it all again.
  const file = await api.call("GET", new URL(sent.body.data.file).pathname);
  expect(file.text.split("\n")[1]).toBe(`${minute(0)},truck-7,temperature,4,CEL`);
});

test("each is proved alone, and another value or another root is not", async () => {
  const trace = await create();
  await send(trace.id, [4, 5, 6].map(row));
  const { body } = await api.call("GET", `/v1/traces/public/${trace.batchCode}/readings/2/1/proof`);
  const { reading, salt, path, line } = body.data;
  expect(reading).toEqual({ time: minute(10), sensor: "truck-7", type: "temperature", value: "5", unit: "CEL" });
  const encoded = (value: string) =>
    anchoredReading({ ...reading, time: Date.parse(reading.time), value: toDecimal(value) as Decimal }, BigInt(salt));
  expect(verifyReading(line.root, encoded("5"), path)).toBe(true);
  expect(verifyReading(line.root, encoded("5.0001"), path)).toBe(false);
  for (const place of ["2/3", "1/0", "3/0", "2/x", "2/-1"]) {
    expect((await api.call("GET", `/v1/traces/public/${trace.batchCode}/readings/${place}/proof`)).status).toBe(404);
  }
});

describe("other forms", () => {
  const csv = (rows: readonly Row[], separator = ",") =>
    ["Time", "Sensor", "Type", "Value", "Unit"].join(separator) +
    rows
      .map((one) => `\r\n${["time", "sensor", "type", "value", "unit"].map((name) => one[name]).join(separator)}`)
      .join("");

  test("lines of JSON, and CSV as spreadsheets write it, say the same", async () => {
    const trace = await create();
    const rows = ["-1.50", "123456789012345.123456789012345"].map(row);
    const lines = rows.map((one) => JSON.stringify(one).replace(/"value":"([^"]+)"/, '"value":$1')).join("\n");
    const sent = await sendText(trace.id, "application/x-ndjson", `${lines}\n\n`, "?title=Night&limits=[]");
    expect(sent.status, sent.text).toBe(201);
    // To the last digit, though they were numbers of JSON.
    expect(valuesOf(await published(trace.batchCode))).toEqual(["-1.5", "123456789012345.123456789012345"]);

    const own = [{ ...row(4, 2), sensor: "冷库", unit: "CEL" }];
    const marked = new TextEncoder().encode(`\ufeff${csv(own, ";")}`);
    expect((await sendText(trace.id, "text/csv", marked)).body.data.series[0].sensor).toBe("冷库");
    // The same word as spreadsheets in China write it: GB 18030.
    const [before, after] = csv(own.map((one) => ({ ...one, time: minute(30) }))).split("冷库") as [string, string];
    const bytes = new Uint8Array([...Buffer.from(before), 0xc0, 0xe4, 0xbf, 0xe2, ...Buffer.from(after)]);
    expect((await sendText(trace.id, "text/csv; charset=gb18030", bytes)).body.data.series[0].sensor).toBe("冷库");
  });

  test.each<[string, string, string | Uint8Array, number, string]>([
    ["no JSON", "application/json", "{", 422, "body"],
    ["a list", "application/json", "[]", 422, "body"],
    ["deep JSON", "application/json", "[".repeat(100_000), 413, ""],
    ["a line that is none", "application/x-ndjson", '{"time":1}\nnull', 422, "line 1.time"],
    ["numbers that are none", "application/x-ndjson", '{"value":NaN}', 422, "body"],
    ["a formula", "text/csv", csv([{ ...row(1, 0), sensor: "=1+1" }]), 422, "row 2.sensor"],
    ["a column too few", "text/csv", "time,value\n1,2", 422, "body"],
    ["an open quote", "text/csv", '"time', 422, "body"],
    ["a compressed body", "text/csv", new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]), 422, "body"],
    ["another type", "application/xml", "<a/>", 415, ""],
    ["more than 24 MiB", "text/csv", new Uint8Array(24 * 1024 * 1024 + 1), 413, ""],
  ])("%s: refused, and nothing is written", async (_, type, body, status, field) => {
    const trace = await create();
    const sent = await sendText(trace.id, type, body);
    expect([sent.status, sent.body.details?.[0]?.field ?? ""]).toEqual([status, field]);
    expect(await linesOf(trace.id)).toBe(1);
  });
});

test("one bad row and none is taken: it is named with what is wrong", async () => {
  const trace = await create();
  const rows = [
    row(4, 0),
    { ...row(4, 1), time: "2026-03-01T08:10:00" },
    row("1e999", 2),
    { ...row(5, 3), unit: "°F" },
  ];
  const sent = await send(trace.id, [...rows, row(5, 0)]);
  expect(sent.status).toBe(422);
  expect(sent.body.details.map(({ field }: { field: string }) => field)).toEqual([
    "readings.1.time",
    "readings.2.value",
    "readings.3.unit",
    "readings.4.time",
  ]);
  const future = { ...row(4, 0), time: new Date(Date.now() + 3_600_000).toISOString() };
  expect((await send(trace.id, [future])).body.details[0].field).toBe("readings.0.time");
  expect((await send(trace.id, [row(4, 0)], { limits: [{ type: "temperature", unit: "%" }] })).status).toBe(422);
  expect(await linesOf(trace.id)).toBe(1);
});

test("a key sends them once", async () => {
  const trace = await create();
  const headers = { "idempotency-key": `readings-${trace.id}` };
  const first = await send(trace.id, [row(4, 0)], {}, farm, headers);
  expect((await send(trace.id, [row(4, 0)], {}, farm, headers)).body).toEqual(first.body);
  expect((await send(trace.id, [row(5, 0)], {}, farm, headers)).status).toBe(409);
  expect(await linesOf(trace.id)).toBe(2);
});

test("are sent by the holder, and by whom it admitted", async () => {
  const trace = await create({ contributions: "named" });
  expect((await send(trace.id, [row(4, 0)], {}, carrier)).status).toBe(403);
  await call(farm, "POST", `/v1/traces/${trace.id}/parties`, { account: carrier.username });
  expect((await send(trace.id, [row(4, 0)], {}, carrier)).status).toBe(201);
  expect((await send(trace.id, [row(4, 0)], {}, shop)).status).toBe(403);
});

test("a wallet signs for them", async () => {
  const trace = await create({ contributions: "open" });
  const driver = await api.account("logistics");
  const wallet = Wallet.createRandom();
  const { body } = await call(driver, "POST", "/auth/wallet/challenge", { address: wallet.address });
  const signature = await wallet.signMessage(body.message);
  await call(driver, "POST", "/auth/wallet", { address: wallet.address, message: body.message, signature });
  await expect.poll(() => api.services.mirror.rolesOf(wallet.address.toLowerCase() as `0x${string}`)).not.toBe(0);
  const asked = await send(trace.id, [4, 12].map(row), {}, driver);
  expect([asked.status, asked.body.data?.verb], asked.text).toEqual([202, "anchor"]);
  const { domain, types, message } = asked.body.data.typedData;
  const { EIP712Domain: _, ...structs } = types;
  const signed = await wallet.signTypedData(domain, structs, message);
  await call(driver, "POST", `/v1/operations/${asked.body.data.id}/signature`, { signature: signed });
  await expect.poll(async () => valuesOf(await published(trace.batchCode))).toEqual(["4", "12"]);
});

test("restricted ones are seen by who may see restricted records, and nothing of them by others", async () => {
  const trace = await create({ contributions: "open" });
  const sent = await send(trace.id, [4, 11].map(row), { restricted: true }, carrier);
  expect(sent.status, sent.text).toBe(201);
  const read = (firm: Firm) => call(firm, "GET", `/v1/traces/${trace.id}/readings`);
  for (const firm of [farm, carrier]) expect(valuesOf((await read(firm)).body.data)).toEqual(["4", "11"]);
  const hidden = { readings: [], total: 0, lines: [], withheld: 1 };
  expect((await read(shop)).body.data).toMatchObject(hidden);
  expect(await published(trace.batchCode)).toMatchObject(hidden);
  const [, digits] = /attachments\/(\w+)/.exec(sent.body.data.file) ?? [];
  expect((await api.call("GET", `/v1/attachments/${digits}`)).status).toBe(403);
  expect((await api.call("GET", `/v1/traces/public/${trace.batchCode}/readings/2/0/proof`)).status).toBe(404);
  expect((await call(carrier, "GET", `/v1/traces/${trace.id}/readings/2/0/proof`)).status).toBe(200);
});

test("100,000 are taken while others are answered, and shown by a few of which none too warm is missing", async () => {
  const trace = await create();
  const start = Date.UTC(2020, 0, 1);
  const lines = Array.from({ length: 100_000 }, (_, index) => {
    const time = new Date(start + 1_000 * index).toISOString();
    return `{"time":"${time}","sensor":"s","type":"temperature","value":${index === 66_666 ? 30.5 : 4},"unit":"CEL"}`;
  });
  // Between the moment at which the work begins and the one at which it is done, others are answered again and again.
  const { readings } = api.services;
  const accept = readings.accept.bind(readings);
  let answered = 0;
  const watched = vi.spyOn(readings, "accept").mockImplementation(async (sent) => {
    let isDone = false;
    const work = accept(sent).finally(() => {
      isDone = true;
    });
    while (!isDone && answered < 25) if ((await api.call("GET", "/livez")).status === 200) answered += 1;
    return work;
  });
  const limits = encodeURIComponent('[{"type":"temperature","max":8,"unit":"CEL"}]');
  const sent = await sendText(trace.id, "application/x-ndjson", lines.join("\n"), `?limits=${limits}`);
  watched.mockRestore();
  expect(sent.status, sent.text).toBe(201);
  expect(answered).toBeGreaterThan(20);
  expect(sent.body.data).toMatchObject({ count: 100_000, excursions: [{ extreme: "30.5", count: 1 }] });
  const few = await published(trace.batchCode, "?points=40");
  expect([few.total, few.readings.length <= 40]).toEqual([100_000, true]);
  expect(valuesOf(few)).toContain("30.5");
  const more = `${lines.join("\n")}\n{"time":"${minute(0)}","sensor":"t","type":"temperature","value":4,"unit":"CEL"}`;
  expect((await sendText(trace.id, "application/x-ndjson", more)).status).toBe(413);
});
