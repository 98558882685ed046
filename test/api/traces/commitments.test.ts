/** Commitment certificates (承诺达标合格证): by whom, for what, refused why, and what paper and label say. */
import { encodeBytes32String } from "ethers";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openPdf } from "../../support/pdf.ts";
import { type Api, PUBLIC_URL, sha256, startApi } from "../support/api.ts";
import { TIME } from "../support/examples.ts";
import { fileOf } from "./support/certificates.ts";

type Account = Awaited<ReturnType<Api["account"]>>;
let api: Api;
let grower: Account;
let buyer: Account;
let inspector: Account;
let regulator: Account;
let count = 0;

beforeAll(async () => {
  api = await startApi();
  grower = await api.account("supplier", "青州果蔬合作社");
  buyer = await api.account("processor", "潍坊果蔬收购站");
  inspector = await api.account("inspector", "潍坊检测中心");
  regulator = await api.account("regulator", "潍坊监管局");
});
afterAll(() => api.close());

const SAID = { basis: ["质量安全控制"], contact: "0536-6660001" };
const newBatch = async (as = grower, change: object = {}) => {
  const batchCode = `QZ-HG-${++count}`;
  const body = { name: "黄瓜", quantity: 320.5, unit: "kg", batchCode, ...change };
  const answer = await api.call("POST", "/v1/traces", { token: as.token, body });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.data as { id: string; batchCode: string };
};
const issue = (traceId: string, body: unknown, as: Account | null = grower, headers: Record<string, string> = {}) =>
  api.call("POST", `/v1/traces/${traceId}/commitments`, { ...(as ? { token: as.token } : {}), body, headers });
const inspect = (traceId: string, status: "passed" | "failed", as = inspector) =>
  api.call("POST", `/v1/traces/${traceId}/events`, {
    token: as.token,
    body: { type: "quality-test", status, title: "农残检测" },
  });
const fields = ({ body }: { body: { details: { field: string; message: string }[] } }) =>
  body.details.map(({ field, message }) => `${field}: ${message}`);

test("the holder's certificate is answered with all that has to stand in it, its paper and its label", async () => {
  const trace = await newBatch();
  const { status, body } = await issue(trace.id, { ...SAID, place: "山东省青州市" });
  expect(status).toBe(201);
  const { number } = body.data;
  expect(body.data).toEqual({
    number: expect.stringMatching(/^CMT-\d{8}-\d{9}$/),
    traceId: trace.id,
    batchCode: trace.batchCode,
    status: "valid",
    notice: null,
    product: "黄瓜",
    quantity: "320.5",
    unit: "kg",
    place: "山东省青州市",
    issueDate: expect.stringMatching(TIME),
    subject: "青州果蔬合作社",
    contact: "0536-6660001",
    promise: expect.stringContaining("未使用禁用农药、兽药及其他化合物"),
    promiseInEnglish: expect.stringContaining("prohibited pesticides"),
    basis: ["质量安全控制"],
    basisInEnglish: ["quality and safety control"],
    collected: [],
    keptUntil: expect.stringMatching(TIME),
    url: `${PUBLIC_URL}/v1/commitments/${number}`,
    pdfUrl: `${PUBLIC_URL}/commitments/${number}.pdf`,
    labelUrl: `${PUBLIC_URL}/v1/traces/${trace.id}/labels.pdf?commitment=1`,
    pageUrl: `${PUBLIC_URL}/t/${trace.batchCode}`,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    issuedBy: expect.objectContaining({ id: `user-${grower.user.id}`, address: grower.user.address, confirmed: false }),
    chain: expect.objectContaining({ seq: 2, actor: grower.user.address }),
  });
  const months = (Date.parse(body.data.keptUntil) - Date.parse(body.data.issueDate)) / 86_400_000;
  expect(months).toBeGreaterThanOrEqual(180);

  const { response, bytes, text } = await fileOf(api, body.data);
  expect(response.headers.get("content-type")).toBe("application/pdf");
  expect(sha256(bytes)).toBe(body.data.sha256);
  const said = [
    "承诺达标合格证",
    "黄瓜",
    "320.5",
    "山东省青州市",
    "青州果蔬合作社",
    "0536-6660001",
    "质量安全控制",
    number,
  ];
  const labels = ["产品名称", "数量（重量）", "产地", "开具时间", "承诺主体", "联系方式", "承诺依据"];
  for (const words of [...said, ...labels]) expect(text).toContain(words);

  const headers = { authorization: `Bearer ${grower.token}` };
  const path = `/v1/traces/${trace.id}/labels.pdf?copies=1`;
  const label = async (query: string) => {
    const answer = await api.app.request(path + query, { headers });
    const pages = await openPdf(new Uint8Array(await answer.arrayBuffer()));
    return pages.flatMap(({ texts }) => texts.map((each) => each.text)).join(" ");
  };
  expect(await label("&commitment=1")).toMatch(new RegExp(`承诺达标合格证[^]*${number}`));
  expect(await label("")).not.toContain("承诺达标合格证");
});

test("anybody reads it by its number, and whoever is signed in lists and searches", async () => {
  const [trace, other] = [await newBatch(grower, { name: "樱桃番茄" }), await newBatch()];
  const { data } = (await issue(trace.id, { ...SAID, place: "昌乐县" })).body;
  for (const path of [`/v1/commitments/${data.number}`, `/v1/traces/${trace.id}/commitments/${data.number}`]) {
    const { status, body } = await api.call("GET", path);
    expect([status, body.data]).toEqual([200, data]);
  }
  expect((await api.call("GET", `/v1/traces/${other.id}/commitments/${data.number}`)).status).toBe(404);
  for (const number of ["CMT-20260301-000000000", "CERT-20260301-000000000", "x", "%00"]) {
    expect((await api.call("GET", `/v1/commitments/${number}`)).status).toBe(404);
    expect((await api.call("GET", `/commitments/${number}.pdf`)).status).toBe(404);
  }
  const { token } = inspector;
  const list = await api.call("GET", `/v1/traces/${trace.id}/commitments`, { token });
  expect(list.body.data).toEqual([data]);
  for (const text of [data.number, "樱桃", trace.batchCode, "昌乐"]) {
    const found = await api.call("GET", `/v1/commitments?search=${encodeURIComponent(text)}`, { token });
    expect(found.body, text).toMatchObject({ meta: { totalItems: 1 }, data: [{ number: data.number }] });
  }
  const ofSubject = await api.call("GET", `/v1/commitments?limit=1&search=${encodeURIComponent("青州果蔬")}`, {
    token,
  });
  expect(ofSubject.body.data).toHaveLength(1);
  expect(ofSubject.body.meta.totalItems).toBeGreaterThan(1);
  expect((await api.call("GET", "/v1/commitments?search=%25", { token })).body.data).toEqual([]);
  expect((await api.call("GET", "/v1/commitments")).status).toBe(401);
});

test("it is a public line of the batch's proof, and of its journey", async () => {
  const trace = await newBatch();
  const { data } = (await issue(trace.id, { ...SAID, place: "青州" })).body;
  const { body } = await api.call("GET", `/v1/traces/public/${trace.batchCode}/proof`);
  const { step, kind } = JSON.parse(body.data.documents[data.chain.digest].text);
  expect(kind).toBe("commitment");
  expect(step.details).toMatchObject({ commitmentNumber: data.number, contact: "0536-6660001", place: "青州" });
  expect(step.attachments[0].sha256).toBe(`0x${data.sha256}`);
  const journey = (await api.call("GET", `/v1/traces/public/${trace.batchCode}`)).body.data;
  expect(journey.journey[1]).toMatchObject({
    stage: "Certification",
    location: "青州",
    description: data.promise,
    by: { address: grower.user.address, capacity: "holder" },
  });
});

describe("it is refused", () => {
  test("with everything that is missing named at once, in either language", async () => {
    const trace = await newBatch();
    const answer = await issue(trace.id, {});
    expect(answer.status).toBe(422);
    expect(fields(answer)).toEqual([
      "place: The place of production (产地) is missing",
      "contact: Contact details (联系方式) are missing",
      expect.stringMatching(/^basis: The basis \(承诺依据\) is missing: .*own testing/),
    ]);
    const told = fields(await issue(trace.id, {}, grower, { "accept-language": "zh-CN" }));
    const first = told.map((text) => text.split("，")[0]);
    expect(first).toEqual(["place: 缺少产地", "contact: 缺少联系方式", "basis: 缺少承诺依据"]);
    const unknown = await issue(trace.id, { basis: ["质量安全控制", "听说"], contact: "1", place: "青州" });
    expect(fields(unknown)).toEqual([expect.stringMatching(/^basis: This is no basis.*自行检测/)]);
    for (const basis of ["质量安全控制", 1, {}, [1], [null]]) {
      expect((await issue(trace.id, { ...SAID, place: "青州", basis })).status).toBe(422);
    }
  });

  test("where a test is its basis and none is on chain, until one is", async () => {
    const trace = await newBatch();
    const said = { ...SAID, place: "青州", basis: ["own testing", "委托检测"] };
    const answer = await issue(trace.id, said);
    expect([answer.status, fields(answer)]).toEqual([
      422,
      [expect.stringMatching(/^basis: A test record \(检测记录\) is missing/)],
    ]);
    await inspect(trace.id, "passed");
    const { status, body } = await issue(trace.id, said);
    expect([status, body.data.basis]).toEqual([201, ["自行检测", "委托检测"]]);
  });

  test("while a fail stands or a recall, and what was issued before says so", async () => {
    const trace = await newBatch();
    const said = { ...SAID, place: "青州" };
    const { number } = (await issue(trace.id, said)).body.data;
    await inspect(trace.id, "failed");
    const failed = await issue(trace.id, said);
    expect([failed.status, failed.body.message]).toEqual([
      409,
      expect.stringMatching(/failed an inspection, and the fail stands$/),
    ]);
    const label = () => api.call("GET", `/v1/traces/${trace.id}/labels.pdf?commitment=1`, { token: grower.token });
    expect((await api.call("GET", `/v1/commitments/${number}`)).body.data).toMatchObject({
      status: "failed",
      notice: { zh: expect.stringContaining("检验不合格") },
    });
    expect((await label()).body.message).toMatch(/no commitment certificate that stands/);
    await inspect(trace.id, "passed");
    expect((await label()).status).toBe(200);

    const authority = await api.chain.actor(70, "regulator");
    const { chain } = (await api.call("GET", `/v1/commitments/${number}`)).body.data;
    await (await authority.trace.getFunction("orderRecall")(chain.batchId, `0x${"5".repeat(64)}`)).wait();
    await vi.waitFor(async () => {
      const { body } = await api.call("GET", `/v1/commitments/${number}`);
      expect(body.data.status).toBe("recalled");
    }, 120_000);
    const recalled = await issue(trace.id, said);
    expect([recalled.status, recalled.body.message]).toEqual([409, expect.stringMatching(/is recalled$/)]);
    expect((await label()).status).toBe(409);
  });

  test("to whoever does not hold the batch, whatever its roles", async () => {
    const trace = await newBatch(grower);
    await api.call("PATCH", `/v1/traces/${trace.id}`, { token: grower.token, body: { contributions: "open" } });
    for (const as of [buyer, inspector, regulator]) {
      const { status, body } = await issue(trace.id, { ...SAID, place: "青州" }, as);
      expect([status, body.message]).toEqual([403, expect.stringMatching(/whoever holds it promises$/)]);
    }
    expect((await issue(trace.id, SAID, null)).status).toBe(401);
    expect((await issue("trace-00000000000000000000000000000000", SAID)).status).toBe(404);
    const event = { type: "commitment", title: "承诺达标合格证", details: { commitmentNumber: "CMT-20260301-1" } };
    const { status } = await api.call("POST", `/v1/traces/${trace.id}/events`, { token: grower.token, body: event });
    expect(status).toBe(422);
  });
});

test("a newer one takes the place of an older; the same request again is the same certificate", async () => {
  const trace = await newBatch();
  const said = { ...SAID, place: "青州" };
  const first = await issue(trace.id, said, grower, { "idempotency-key": "once" });
  const again = await issue(trace.id, said, grower, { "idempotency-key": "once" });
  expect(again.body.data.number).toBe(first.body.data.number);
  const second = await issue(trace.id, said);
  const list = await api.call("GET", `/v1/traces/${trace.id}/commitments`, { token: grower.token });
  expect(list.body.data.map(({ number, status }: Record<string, string>) => [number, status])).toEqual([
    [first.body.data.number, "superseded"],
    [second.body.data.number, "valid"],
  ]);
});

describe("suppliers' certificates", () => {
  const said = { ...SAID, place: "潍坊市" };

  test("are named by number or as a file, and kept with the buyer's own", async () => {
    const supplied = await newBatch();
    const { data } = (await issue(supplied.id, said)).body;
    const scan = await api.app.request("/v1/attachments", {
      method: "POST",
      headers: { authorization: `Bearer ${buyer.token}`, "content-type": "application/pdf" },
      body: new Uint8Array(Buffer.from("%PDF-1.4\n%a supplier's paper\n%%EOF\n")),
    });
    const { url } = ((await scan.json()) as { data: { url: string } }).data;
    const mixed = await newBatch(buyer);
    const collected = [data.number, { url, title: "临朐农户合格证" }];
    const { status, body } = await issue(mixed.id, { ...said, collected }, buyer);
    expect(status).toBe(201);
    expect(body.data.collected).toEqual([
      { number: data.number, code: supplied.batchCode, product: "黄瓜", subject: "青州果蔬合作社" },
      { title: "临朐农户合格证", sha256: url.slice(-64), url },
    ]);
    const { text } = await fileOf(api, body.data);
    for (const words of [data.number, "青州果蔬合作社", "临朐农户合格证"]) expect(text).toContain(words);
    const proof = (await api.call("GET", `/v1/traces/public/${mixed.batchCode}/proof`)).body.data;
    const { step } = JSON.parse(proof.documents[body.data.chain.digest].text);
    const files = step.attachments.map(({ sha256: digest }: { sha256: string }) => digest.slice(2));
    expect(files).toEqual([body.data.sha256, data.sha256, url.slice(-64)]);

    // Nothing is an orphan that a line names, however long ago it was stored.
    const later = new Date(Date.now() + 400 * 86_400_000);
    for (const digest of files) {
      expect(await api.services.files.claim(`0x${digest}`, later, later)).toBe(false);
    }
  });

  test("of goods that failed, and what is not here, are refused", async () => {
    const supplied = await newBatch();
    const { number } = (await issue(supplied.id, said)).body.data;
    await inspect(supplied.id, "failed");
    const mixed = await newBatch(buyer);
    const failed = await issue(mixed.id, { ...said, collected: [number] }, buyer);
    expect([failed.status, failed.body.message]).toEqual([409, expect.stringMatching(`${number} cannot be collected`)]);
    const unknown = await issue(mixed.id, { ...said, collected: ["CMT-20260301-123456789"] }, buyer);
    expect(fields(unknown)).toEqual([expect.stringMatching(/^collected\.0: There is no commitment certificate CMT-/)]);
    const wrong = ["CERT-20260301-1", {}, 7, { url: "https://elsewhere.example/a.pdf" }, { number: "x" }];
    for (const one of wrong) {
      const answer = await issue(mixed.id, { ...said, collected: [one] }, buyer);
      expect([answer.status, fields(answer)[0]]).toEqual([422, expect.stringMatching(/^collected\.0/)]);
    }
    const { body } = await api.call("GET", `/v1/traces/${mixed.id}/commitments`, { token: buyer.token });
    expect(body.data).toEqual([]);
  });
});

test("a contract without the kind says so and how it gets it; nothing else fails", async () => {
  const trace = await newBatch();
  const set = async (roles: number) =>
    (await api.chain.asAdmin.getFunction("setKindRole")(encodeBytes32String("commitment"), roles)).wait();
  await set(0);
  const { status, body } = await issue(trace.id, { ...SAID, place: "青州" });
  expect([status, body.message]).toEqual([409, expect.stringMatching(/setKindRole\("commitment", 19\)$/)]);
  await set(19);
  expect((await issue(trace.id, { ...SAID, place: "青州" })).status).toBe(201);
});
