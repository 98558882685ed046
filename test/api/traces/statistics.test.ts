import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, startApi } from "../support/api.ts";
import { history, recount } from "./support/recount.ts";
import { ADDRESSES, AGENTS, appAt, BOTS, createBatch, from } from "./support/statistics.ts";

let api: Api;
let token: string;
let now = new Date("2023-05-20T10:00:00Z");
let client: ReturnType<typeof appAt>;
beforeAll(async () => {
  api = await startApi();
  token = (await api.account("supplier")).token;
  client = appAt(api, () => now);
});
afterAll(() => api.close());

const statistics = async (id: string, query = "") =>
  (await client.call("GET", `/v1/traces/${id}/statistics${query}`, { token })).body.data;
const look = (code: string, headers: Record<string, string>) =>
  client.call("GET", `/v1/traces/public/${code}`, { headers });

test("a batch that nobody looked at has empty statistics", async () => {
  const { id, batchCode } = await createBatch(api, token);
  const { status, body } = await client.call("GET", `/v1/traces/${id}/statistics`, { token });
  expect([status, body]).toEqual([
    200,
    {
      status: "success",
      data: {
        traceId: id,
        batchCode,
        totalScans: 0,
        uniqueScans: 0,
        scansByRegion: [],
        scansByDevice: [],
        scansByTime: [],
        averageScanDuration: 0,
        certificateDownloads: 0,
        feedbackCount: 0,
        averageRating: 0,
        anomalies: [],
      },
    },
  ]);
});

test("every look is counted, in the fields that the document prints", async () => {
  const { id, batchCode, chain } = await createBatch(api, token);
  now = new Date("2023-05-18T10:00:00Z");
  const first = await look(batchCode, from(ADDRESSES.US));
  const etag = first.headers.get("etag") ?? "";
  // Not changed: a look all the same.
  const again = await look(batchCode, { ...from(ADDRESSES.US), "if-none-match": etag });
  expect(again.status).toBe(304);
  await look(batchCode, from(ADDRESSES.US, AGENTS.wechat));
  now = new Date("2023-05-19T10:00:00Z");
  // The next day's visitor is another one, whoever it is.
  const later = await look(batchCode, from(ADDRESSES.US));
  await look(batchCode, from(ADDRESSES.CN, AGENTS.harmony));
  const begun = await client.call("POST", `/v1/traces/public/${batchCode}/scans`, {
    headers: from("192.168.1.1", AGENTS.desktop),
  });
  expect([begun.status, begun.body]).toEqual([201, { status: "success", data: { scanId: expect.any(String) } }]);

  const durations: [string, number][] = [
    [begun.body.data.scanId, 60],
    [begun.body.data.scanId, 90],
    [begun.body.data.scanId, 10],
    [later.headers.get("scan-id") ?? "", 41],
  ];
  for (const [scanId, seconds] of durations) {
    const path = `/v1/traces/public/${batchCode}/scans/${scanId}/duration`;
    expect((await client.call("POST", path, { body: { seconds } })).status).toBe(204);
  }
  const { countDownload } = await import("../../../domain/certificates/count-download.ts");
  countDownload({ ...api.services, now: () => now }, chain.batchId, "CERT-1");
  for (const [address, rating] of [
    ["1.2.4.8", 5],
    ["1.2.4.9", 5],
    ["1.2.4.10", 4],
  ] as const) {
    const path = `/v1/traces/public/${batchCode}/feedback`;
    expect((await client.call("POST", path, { body: { rating }, headers: from(address) })).status).toBe(201);
  }

  const data = await statistics(id);
  expect(data).toEqual({
    traceId: id,
    batchCode,
    totalScans: 6,
    uniqueScans: 5,
    scansByRegion: [
      { region: "United States", count: 4 },
      { region: "China", count: 1 },
      { region: "Other", count: 1 },
    ],
    scansByDevice: [
      { device: "iOS", count: 3 },
      { device: "Android", count: 2 },
      { device: "Web", count: 1 },
    ],
    scansByTime: [
      { date: "2023-05-18", count: 3 },
      { date: "2023-05-19", count: 3 },
    ],
    averageScanDuration: 66,
    certificateDownloads: 1,
    feedbackCount: 3,
    averageRating: 4.7,
    anomalies: [],
  });
  expect(Object.keys(data)).toEqual([
    "traceId",
    "batchCode",
    "totalScans",
    "uniqueScans",
    "scansByRegion",
    "scansByDevice",
    "scansByTime",
    "averageScanDuration",
    "certificateDownloads",
    "feedbackCount",
    "averageRating",
    "anomalies",
  ]);
});

test("programs, questions about the answer, proofs and what is not there are no looks", async () => {
  const { id, batchCode } = await createBatch(api, token);
  for (const bot of BOTS) {
    const answer = await look(batchCode, from(ADDRESSES.US, bot));
    expect([answer.status, answer.headers.get("scan-id")]).toEqual([200, null]);
    const begun = await client.call("POST", `/v1/traces/public/${batchCode}/scans`, {
      headers: from(ADDRESSES.US, bot),
    });
    expect([begun.status, begun.body.data]).toEqual([200, { scanId: null }]);
  }
  const person = { headers: from(ADDRESSES.US) };
  expect((await client.call("HEAD", `/v1/traces/public/${batchCode}`, person)).headers.get("scan-id")).toBeNull();
  expect((await client.call("GET", `/v1/traces/public/${batchCode}/proof`, person)).status).toBe(200);
  expect((await client.call("GET", `/v1/traces/${id}`, { token, ...person })).status).toBe(200);
  expect((await client.call("GET", "/v1/traces/public/NOBODYS", person)).status).toBe(404);
  expect((await statistics(id)).totalScans).toBe(0);
});

test("a look changes neither the answer nor its tag, and one that cannot be written is lost", async () => {
  const { id, batchCode } = await createBatch(api, token);
  const one = await look(batchCode, from(ADDRESSES.US));
  const two = await look(batchCode, from(ADDRESSES.CN));
  expect([two.text, two.headers.get("etag")]).toEqual([one.text, one.headers.get("etag")]);
  expect(one.headers.get("cache-control")).toBe("no-cache");
  expect(one.headers.get("access-control-expose-headers")).toContain("Scan-Id");
  const { countScan } = await import("../../../domain/scans/count-scan.ts");
  const broken = {
    ...api.services,
    now: () => now,
    visitors: { nameOf: () => Promise.reject(new Error("the database is gone")) },
  };
  const { id: batchId } = (await api.services.mirror.batchByCode(batchCode)) as { id: `0x${string}` };
  expect(countScan(broken, { id: batchId }, { address: "1.2.4.8", userAgent: "" })).not.toBeNull();
  expect((await statistics(id)).totalScans).toBe(2);
});

test("statistics are what a plain count over 10,000 looks comes to, for every period and range", async () => {
  now = new Date("2023-06-15T10:30:00Z");
  const { id, chain } = await createBatch(api, token);
  const { batchId } = chain;
  const happened = history(batchId, now);
  const { scans, downloads, ratings } = happened;
  const plain = (begin: number, end: number) => recount(happened, begin, end);
  for (const [index, { seconds, ...scan }] of scans.entries()) {
    api.services.scans.record(Promise.resolve(scan));
    if (index % 5_000 === 4_999) await api.services.scans.flush();
  }
  for (const { id: scanId, seconds } of scans) {
    if (seconds !== null) await api.services.scans.setDuration(scanId, batchId, seconds, new Date(0));
  }
  for (const at of downloads) api.services.scans.recordDownload({ batchId, number: "CERT-1", at });
  for (const [index, { at, rating }] of ratings.entries()) {
    const row = { id: `feedback ${index}`, visitor: `visitor ${index}`, batchId, rating, text: "", createdAt: at };
    await api.services.feedback.leave(row);
  }

  const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
  const forever = Number.MAX_SAFE_INTEGER;
  const cases: [string, number, number][] = [
    ["", -forever, forever],
    ["?period=all", -forever, forever],
    ["?period=day", day("2023-06-15"), now.getTime()],
    ["?period=week", day("2023-06-09"), now.getTime()],
    ["?period=month", day("2023-05-17"), now.getTime()],
    ["?period=year", day("2022-06-16"), now.getTime()],
    ["?fromDate=2023-06-01", day("2023-06-01"), forever],
    ["?toDate=2023-06-01", -forever, day("2023-06-02") - 1],
    ["?fromDate=2023-05-01&toDate=2023-05-31", day("2023-05-01"), day("2023-06-01") - 1],
    ["?fromDate=2023-06-10T12:00:00%2B08:00", Date.parse("2023-06-10T04:00:00Z"), forever],
    ["?period=week&toDate=2023-06-01", day("2023-05-26"), day("2023-06-02") - 1],
    ["?period=day&toDate=2023-06-01T12:00:00Z", day("2023-06-01"), Date.parse("2023-06-01T12:00:00Z")],
    ["?period=month&fromDate=2023-06-10", day("2023-06-10"), now.getTime()],
    ["?period=month&fromDate=2020-01-01", day("2023-05-17"), now.getTime()],
    ["?fromDate=2030-01-01", day("2030-01-01"), forever],
  ];
  for (const [query, begin, end] of cases) {
    const { traceId, batchCode, anomalies, ...rest } = await statistics(id, query);
    expect([query, rest]).toEqual([query, plain(begin, end)]);
  }
  expect(plain(-forever, forever).scansByRegion.length).toBe(11);
});

test("a single item whose code is looked at on two continents within the hour is flagged", async () => {
  const one = await createBatch(api, token, { quantity: 1, unit: "piece" });
  const numbered = await createBatch(api, token, { attributes: { "Serial-Number": "A-17" } });
  const many = await createBatch(api, token);
  for (const { batchCode } of [one, numbered, many]) {
    now = new Date("2023-05-20T10:00:00Z");
    await look(batchCode, from(ADDRESSES.CN));
    now = new Date("2023-05-20T10:40:00Z");
    await look(batchCode, from(ADDRESSES.DE));
  }
  const anomalies = async (id: string) => (await client.call("GET", `/v1/traces/${id}/anomalies`, { token })).body;
  for (const { id, batchCode } of [one, numbered]) {
    const { status, data } = await anomalies(id);
    expect(status).toBe("success");
    expect(data).toEqual({
      traceId: id,
      batchCode,
      serialized: true,
      anomalies: [
        {
          type: "impossible-travel",
          regions: ["China", "Germany"],
          from: "2023-05-20T10:00:00Z",
          to: "2023-05-20T10:40:00Z",
          kilometres: expect.any(Number),
          message: expect.stringMatching(/^Looked at in China and 40 minutes later, by somebody else, in Germany: at/),
        },
      ],
      note: expect.stringContaining("does not prove an item genuine"),
    });
    expect((await statistics(id, "?period=day&toDate=2020-01-01")).anomalies).toEqual(data.anomalies);
  }
  expect((await anomalies(many.id)).data).toMatchObject({ serialized: false, anomalies: [] });
  expect((await statistics(many.id)).anomalies).toEqual([]);
});

test("looks over IPv6 are counted by country, and accuse nobody", async () => {
  const { id, batchCode } = await createBatch(api, token, { quantity: 1, unit: "piece" });
  now = new Date("2023-05-20T10:00:00Z");
  await look(batchCode, from("2409:8900:1234:5::9"));
  await look(batchCode, from("[2a02:8108::1]:20001"));
  await look(batchCode, from("2001:db8::1"));
  await look(batchCode, from(`::ffff:${ADDRESSES.CN}`));
  expect(await statistics(id)).toMatchObject({
    scansByRegion: [
      { region: "China", count: 2 },
      { region: "Germany", count: 1 },
      { region: "Other", count: 1 },
    ],
    anomalies: [],
  });
});

test("feedback is taken down once a visitor and day, and listed for the batch's custodian", async () => {
  now = new Date("2023-05-20T10:00:00Z");
  const { id, batchCode } = await createBatch(api, token);
  const path = `/v1/traces/public/${batchCode}/feedback`;
  const say = (body: unknown, address = "1.2.4.8") => client.call("POST", path, { body, headers: from(address) });
  const first = await say({ rating: 5, text: "  很好吃 🍎\nvery good  " });
  expect([first.status, first.body]).toEqual([
    201,
    {
      status: "success",
      data: {
        id: expect.stringMatching(/^feedback-[0-9a-f]{16}$/),
        rating: 5,
        text: "很好吃 🍎\nvery good",
        createdAt: "2023-05-20T10:00:00Z",
      },
    },
  ]);
  expect((await say({ rating: 5, text: "很好吃 🍎\nvery good" })).body).toEqual(first.body);
  const other = await say({ rating: 1 });
  expect([other.status, other.body]).toEqual([
    409,
    { status: "error", code: "RESOURCE_CONFLICT", message: "You have already rated this batch today", details: [] },
  ]);
  now = new Date("2023-05-20T11:00:00Z");
  expect((await say({ rating: 1 }, "1.2.4.9")).status).toBe(201);
  now = new Date("2023-05-21T10:00:00Z");
  expect((await say({ rating: 2, text: "Not so good the next day" })).status).toBe(201);

  const page = async (query: string) => (await client.call("GET", `/v1/traces/${id}/feedback${query}`, { token })).body;
  const { data, meta } = await page("?limit=2");
  expect(meta).toEqual({ page: 1, limit: 2, totalItems: 3, totalPages: 2, nextCursor: expect.any(String) });
  expect(data.map((each: { rating: number }) => each.rating)).toEqual([2, 1]);
  expect((await page("?limit=2&page=2")).data).toEqual([first.body.data]);
});
