import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { embeddedClients } from "../../../integrations/geolocation/clients.ts";
import { type Api, keyOf, makeAdministrator, startApi } from "../support/api.ts";
import { ADDRESSES, AGENTS, appAt, createBatch, from } from "./support/statistics.ts";

type Account = Awaited<ReturnType<Api["account"]>>;
let api: Api;
let producer: Account;
let now = new Date("2023-05-20T10:00:00Z");
let client: ReturnType<typeof appAt>;
beforeAll(async () => {
  api = await startApi();
  producer = await api.account("supplier");
  client = appAt(api, () => now);
});
afterAll(() => api.close());

const look = (code: string, headers: Record<string, string>) =>
  client.call("GET", `/v1/traces/public/${code}`, { headers });
const statistics = async (id: string) =>
  (await client.call("GET", `/v1/traces/${id}/statistics`, { token: producer.token })).body.data;

test("how a batch is seen is told to its creator, its custodian, regulators and administrators alone", async () => {
  const rival = await api.account("supplier");
  const regulator = await api.account("regulator");
  const administrator = await api.account("inspector");
  await makeAdministrator(api, administrator.user.id);
  const buyer = await api.account("logistics");
  const { id, chain } = await createBatch(api, producer.token);
  const ask = async (path: string, token?: string) =>
    (await client.call("GET", `/v1/traces/${id}/${path}`, token ? { token } : {})).status;
  for (const path of ["statistics", "anomalies", "feedback"]) {
    expect([path, await ask(path)]).toEqual([path, 401]);
    expect([path, await ask(path, "nonsense")]).toEqual([path, 401]);
    expect([path, await ask(path, rival.token)]).toEqual([path, 403]);
    expect([path, await ask(path, buyer.token)]).toEqual([path, 403]);
    for (const { token } of [producer, regulator, administrator]) {
      expect([path, await ask(path, token)]).toEqual([path, 200]);
    }
    const unknown = await client.call("GET", `/v1/traces/trace-999/${path}`, { token: producer.token });
    expect([unknown.status, unknown.body.code]).toEqual([404, "RESOURCE_NOT_FOUND"]);
  }
  const refused = await client.call("GET", `/v1/traces/${id}/statistics`, { token: rival.token });
  expect(refused.body).toEqual({
    status: "error",
    code: "PERMISSION_DENIED",
    message: "You do not have permission to see the statistics of this trace batch",
    details: [{ field: "role", message: "It takes the role of regulator: ask for it with POST /v1/role-applications" }],
  });

  // The one who takes it over sees it from then on, the creator still does.
  const contract = async (account: Account) => {
    const wallet = await keyOf(api, account.user.id);
    return api.chain.trace.connect(wallet.connect(api.chain.trace.runner?.provider ?? null)) as typeof api.chain.trace;
  };
  const digest = `0x${"17".repeat(32)}`;
  for (const account of [producer, buyer]) {
    await api.chain.rpc.call("hardhat_setBalance", [account.user.address, "0xde0b6b3a7640000"]);
  }
  await (
    await (await contract(producer)).getFunction("offerCustody")(chain.batchId, buyer.user.address, digest)
  ).wait();
  const { quantity: held } = await api.chain.trace.getFunction("batchOf")(chain.batchId);
  await (await (await contract(buyer)).getFunction("acceptCustody")(chain.batchId, held, digest)).wait();
  await expect.poll(() => ask("statistics", buyer.token)).toBe(200);
  expect(await ask("feedback", producer.token)).toBe(200);
});

test("neither addresses nor user agents are kept, in the database, in its files or in the log", async () => {
  const log: string[] = [];
  const secret = { address: "203.0.113.77", agent: `${AGENTS.wechat} SecretPhone/17` };
  const six = "2001:db8:77:1::5";
  const { batchCode } = await createBatch(api, producer.token);
  const logging = appAt(api, () => now, { log });
  for (const address of [secret.address, six]) {
    const headers = from(address, secret.agent);
    const path = `/v1/traces/public/${batchCode}`;
    const looked = await logging.call("GET", path, { headers });
    const scan = `${path}/scans/${looked.headers.get("scan-id")}/duration`;
    expect((await logging.call("POST", scan, { headers, body: { seconds: 7 } })).status).toBe(204);
    await logging.call("POST", `${path}/scans`, { headers });
    await logging.call("POST", `${path}/feedback`, { headers, body: { rating: 3, text: "So so" } });
  }
  await api.services.scans.flush();
  const rows = [
    ...(await api.database.read.selectFrom("scans").selectAll().execute()),
    ...(await api.database.read.selectFrom("feedback").selectAll().execute()),
  ];
  expect(rows.length).toBe(6);
  const files = (await readdir(api.folder)).filter((name) => name.startsWith("suyuan.sqlite"));
  const bytes = await Promise.all(files.map((name) => readFile(join(api.folder, name), "latin1")));
  expect(files.length).toBeGreaterThan(1);
  for (const text of [JSON.stringify(rows), ...bytes, log.join(""), api.logged.join("")]) {
    expect(text).not.toMatch(/203\.0\.113|2001:db8|SecretPhone|MicroMessenger/);
  }
  expect(log.join("")).toContain("/duration");
});

test("a visitor has one name a day and batch, and feedback another, and none can be worked out any more", async () => {
  const one = await createBatch(api, producer.token);
  const two = await createBatch(api, producer.token);
  now = new Date("2023-05-22T23:59:59Z");
  for (const { batchCode } of [one, one, two]) await look(batchCode, from(ADDRESSES.CN));
  await client.call("POST", `/v1/traces/public/${one.batchCode}/feedback`, {
    headers: from(ADDRESSES.CN),
    body: { rating: 4 },
  });
  const salt = () => api.database.read.selectFrom("visitor_salt").selectAll().execute();
  await api.services.scans.flush();
  const before = await salt();
  now = new Date("2023-05-23T00:00:00Z");
  await look(one.batchCode, from(ADDRESSES.CN));
  await api.services.scans.flush();
  const names = async (batchId: string) =>
    (
      await api.database.read
        .selectFrom("scans")
        .select("visitor")
        .where("batch_id", "=", batchId)
        .orderBy("at")
        .execute()
    ).map(({ visitor }) => visitor);
  const [a, b, nextDay] = await names(one.chain.batchId);
  const [elsewhere] = await names(two.chain.batchId);
  const [{ visitor: said } = { visitor: "" }] = await api.database.read
    .selectFrom("feedback")
    .select("visitor")
    .where("batch_id", "=", one.chain.batchId)
    .execute();
  expect(a).toBe(b);
  expect(new Set([a, nextDay, elsewhere, said]).size).toBe(4);
  for (const name of [a, nextDay, elsewhere, said]) expect(name).toMatch(/^[0-9a-f]{32}$/);
  const after = await salt();
  expect([before.length, after.length, after[0]?.day]).toEqual([1, 1, "2023-05-23"]);
  expect(after[0]?.salt).not.toBe(before[0]?.salt);
});

describe("how long a look lasted", () => {
  test("is told of a recent look of that batch alone", async () => {
    now = new Date("2023-05-20T10:00:00Z");
    const { id, batchCode } = await createBatch(api, producer.token);
    const other = await createBatch(api, producer.token);
    const scanId = (await look(batchCode, from(ADDRESSES.CN))).headers.get("scan-id");
    const tell = (code: string, scan: string | null, body: unknown = { seconds: 30 }) =>
      client.call("POST", `/v1/traces/public/${code}/scans/${scan}/duration`, { body });
    for (const [code, scan] of [
      [other.batchCode, scanId],
      [batchCode, "00000000-0000-4000-8000-000000000000"],
      [batchCode, "'%20OR%201=1"],
      ["NOBODYS", scanId],
    ] as const) {
      expect((await tell(code, scan)).body.code).toBe("RESOURCE_NOT_FOUND");
    }
    for (const seconds of [-1, 3_601, 1.5, "30", null, 1e300, [30], {}]) {
      const { status, body } = await tell(batchCode, scanId, { seconds });
      expect([status, body.details]).toEqual([
        422,
        [{ field: "seconds", message: "Seconds must be a whole number from 0 to 3600" }],
      ]);
    }
    for (const body of [[], "text", 5, null, {}])
      expect((await tell(batchCode, scanId, body)).status).toBeGreaterThan(399);
    expect((await tell(batchCode, scanId)).status).toBe(204);
    await api.services.scans.flush();
    expect((await tell(batchCode, scanId, { seconds: 31 })).status).toBe(204);
    now = new Date("2023-05-20T12:00:01Z");
    expect((await tell(batchCode, scanId, { seconds: 500 })).status).toBe(404);
    expect(await statistics(id)).toMatchObject({ totalScans: 1, averageScanDuration: 31 });
  });
});

test.each([
  [{}, "rating"],
  [{ rating: 0 }, "rating"],
  [{ rating: 6 }, "rating"],
  [{ rating: 4.5 }, "rating"],
  [{ rating: "5" }, "rating"],
  [{ rating: [5] }, "rating"],
  [{ rating: 5, text: "x".repeat(1_001) }, "text"],
  [{ rating: 5, text: 5 }, "text"],
  [{ rating: 5, text: { toString: "x" } }, "text"],
])("feedback of %j is refused for its %s", async (body, field) => {
  const { batchCode } = await createBatch(api, producer.token);
  const answer = await client.call("POST", `/v1/traces/public/${batchCode}/feedback`, { body });
  expect([answer.status, answer.body.details.map((each: { field: string }) => each.field)]).toEqual([422, [field]]);
});

test("feedback is text and nothing else", async () => {
  const { id, batchCode } = await createBatch(api, producer.token);
  const path = `/v1/traces/public/${batchCode}/feedback`;
  const texts = ["'); DROP TABLE feedback; --", "<img src=x onerror=alert(1)>", "‮溯源 🍎 {{7*7}}", "x".repeat(1_000)];
  for (const [index, text] of texts.entries()) {
    const headers = from(`203.0.113.${index}`);
    const { status, body } = await client.call("POST", path, { headers, body: { rating: 1, text } });
    expect([status, body.data.text]).toEqual([201, text.replace("\u202e", "")]);
  }
  const { body } = await client.call("GET", `/v1/traces/${id}/feedback`, { token: producer.token });
  expect(body.data.map((each: { text: string }) => each.text)).toEqual(
    texts.map((text) => text.replace("\u202e", "")).toReversed(),
  );

  const refusals: [string | Uint8Array, string, number][] = [
    ["{", "application/json", 400],
    ['{"rating":5,"text":"\\u0000"}', "application/json", 400],
    ['{"__proto__":{"rating":5}}', "application/json", 400],
    [JSON.stringify({ rating: 5, text: "x".repeat(20_000) }), "application/json", 413],
    // What a form or script of another site could have a visitor's browser send without asking this server first.
    ['{"rating":1}', "text/plain", 415],
    ["rating=1", "application/x-www-form-urlencoded", 415],
  ];
  for (const [text, type, status] of refusals) {
    const answer = await client.call("POST", path, { body: text, headers: { "content-type": type } });
    expect([type, answer.status]).toEqual([type, status]);
  }
  const preflight = await client.call("OPTIONS", path, {
    headers: { origin: "https://other.example", "access-control-request-method": "POST" },
  });
  expect(preflight.headers.get("access-control-allow-origin")).toBeNull();
  expect((await client.call("POST", "/v1/traces/public/NOBODYS/feedback", { body: { rating: 5 } })).status).toBe(404);
});

test.each([
  ["period=decade", "period"],
  ["period=constructor", "period"],
  ["fromDate=yesterday", "fromDate"],
  ["fromDate=2023-02-30", "fromDate"],
  ["fromDate=2023-06-02&toDate=2023-06-01", "fromDate"],
  ["toDate='%20OR%201=1", "toDate"],
  ["toDate=%00", "toDate"],
])("statistics of %s are refused for %s", async (query, field) => {
  const { id } = await createBatch(api, producer.token);
  const { status, body } = await client.call("GET", `/v1/traces/${id}/statistics?${query}`, { token: producer.token });
  expect([status, body.details.map((each: { field: string }) => each.field)]).toEqual([422, [field]]);
});

test("whoever asks too often is told to wait, and others are not", async () => {
  const { batchCode } = await createBatch(api, producer.token);
  const limited = appAt(api, () => now, { limits: true });
  const path = `/v1/traces/public/${batchCode}`;
  const say = (address: string) =>
    limited.call("POST", `${path}/feedback`, { headers: from(address), body: { rating: 5 } });
  const answers = [];
  for (let count = 0; count < 201; count++) answers.push(await say("203.0.113.200"));
  expect(answers.map(({ status }) => status)).toEqual([...Array(200).fill(201), 429]);
  expect(answers.at(-1)?.body.code).toBe("TOO_MANY_REQUESTS");
  expect(Number(answers.at(-1)?.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await say("203.0.113.201")).status).toBe(201);
  const begin = () => limited.call("POST", `${path}/scans`, { headers: from("203.0.113.202") });
  const statuses = await Promise.all(Array.from({ length: 1201 }, begin));
  expect(statuses.filter(({ status }) => status === 429).length).toBe(1);
});

test("regions and devices are told from what clients send, whatever they send", () => {
  const { regionOf, deviceOf, isBot } = embeddedClients();
  const region = (address: string) => regionOf({ address, userAgent: "" })?.country ?? null;
  for (const [country, address] of Object.entries(ADDRESSES)) expect(region(address)).toBe(country);
  for (const address of [
    "10.0.0.1",
    "127.0.0.1",
    "192.168.0.1",
    "999.1.1.1",
    "1.2.3",
    "::1",
    "2001:db8::/64",
    "unknown",
    "",
    "a.b.c.d",
  ]) {
    expect([address, region(address)]).toEqual([address, null]);
  }
  const device = (userAgent: string) => deviceOf({ address: "", userAgent });
  expect(device(AGENTS.iPhone)).toBe("iOS");
  expect(device(AGENTS.wechat)).toBe("Android");
  expect(device(AGENTS.harmony)).toBe("Android");
  expect(device(AGENTS.desktop)).toBe("Web");
  expect(device("")).toBe("Web");
  expect(isBot({ address: "", userAgent: AGENTS.wechat })).toBe(false);
});
