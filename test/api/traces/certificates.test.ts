import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../../api/app.ts";
import { type Api, clientOf, NO_LIMITS, PUBLIC_URL, sha256, startApi } from "../support/api.ts";
import { CREATION, FARM, PRODUCT, TIME } from "../support/examples.ts";
import { ASKED, type Certificate, fileOf, issue } from "./support/certificates.ts";

const DAY = 86_400_000;
let api: Api;
let producer: Awaited<ReturnType<Api["account"]>>;
let inspector: Awaited<ReturnType<Api["account"]>>;
let trace: { id: string; batchCode: string };
let certificate: Certificate;

beforeAll(async () => {
  api = await startApi();
  producer = await api.account("supplier", "Green Valley Growers");
  inspector = await api.account("inspector", "National Food Laboratory");
  const { token } = producer;
  await api.call("POST", "/v1/products", { token, body: PRODUCT });
  await api.call("POST", "/v1/farms", { token, body: FARM });
  trace = (await api.call("POST", "/v1/traces", { token, body: CREATION })).body.data;
  await api.call("POST", `/v1/traces/${trace.id}/events`, {
    token: inspector.token,
    body: { type: "quality-test", status: "passed", title: "Pesticide residues", date: "2023-05-18T09:00:00Z" },
  });
});
afterAll(() => api.close());

test("a certificate is answered as the document prints it, with where it stands on chain", async () => {
  const before = Math.floor(Date.now() / 1000) * 1000;
  const { status, body } = await issue(api, inspector.token, trace.id);
  expect(status).toBe(201);
  expect(body).toEqual({ status: "success", data: expect.anything() });
  certificate = body.data;
  const issued = new Date(certificate.issueDate);
  expect(issued.getTime()).toBeGreaterThanOrEqual(before);
  const number = certificate.certificateNumber;
  expect(certificate).toEqual({
    id: `cert-${number.slice(14)}`,
    traceId: trace.id,
    batchCode: trace.batchCode,
    type: "official",
    language: "en",
    certificateNumber: expect.stringMatching(/^CERT-\d{8}-\d{9}$/),
    issueDate: expect.stringMatching(TIME),
    validUntil: expect.stringMatching(/T15:59:59Z$/),
    pdfUrl: `${PUBLIC_URL}/certificates/${number}.pdf`,
    verificationUrl: `${PUBLIC_URL}/verify/${number}`,
    createdAt: expect.stringMatching(TIME),
    updatedAt: certificate.createdAt,
    templateId: "template-standard",
    status: "valid",
    kind: "certificate",
    notice: null,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    issuedBy: {
      id: `user-${inspector.user.id}`,
      address: inspector.user.address,
      uri: `did:pkh:eip155:${api.services.settings.chainId}:${inspector.user.address.toLowerCase()}`,
      name: "National Food Laboratory",
      names: null,
      confirmed: false,
      confirmedBy: [],
      nowCalled: null,
    },
    attestations: [],
    revocation: null,
    since: [],
    inputs: { items: [], more: 0 },
    chain: {
      batchId: expect.stringMatching(/^0x[0-9a-f]{64}$/),
      seq: 3,
      transactionHash: expect.stringMatching(/^0x[0-9a-f]{64}$/),
      blockNumber: expect.any(Number),
      actor: inspector.user.address,
      digest: expect.stringMatching(/^0x[0-9a-f]{64}$/),
      status: "confirmed",
    },
  });
  expect(Object.keys(certificate).slice(0, 12)).toEqual([
    "id",
    "traceId",
    "batchCode",
    "type",
    "language",
    "certificateNumber",
    "issueDate",
    "validUntil",
    "pdfUrl",
    "verificationUrl",
    "createdAt",
    "updatedAt",
  ]);
  // The day where the host is: after four in the afternoon in UTC that is the next one.
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone: api.services.settings.timeZone }).format(issued);
  expect(number.slice(5, 13)).toBe(day.replaceAll("-", ""));
  const days = (Date.parse(certificate.validUntil) - issued.getTime()) / DAY;
  expect(days).toBeGreaterThan(364);
  expect(days).toBeLessThan(367);
});

test("the PDF is what its line on chain names, and tells the journey", async () => {
  const { response, bytes, text } = await fileOf(api, certificate);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/pdf");
  expect(response.headers.get("content-disposition")).toBe(`inline; filename="${certificate.certificateNumber}.pdf"`);
  expect(sha256(bytes)).toBe(certificate.sha256);

  const { body } = await api.call("GET", `/v1/traces/public/${trace.batchCode}/proof`);
  const document = JSON.parse(body.data.documents[certificate.chain.digest].text);
  expect(document.step.details).toEqual({
    certificateNumber: certificate.certificateNumber,
    type: "official",
    language: "en",
    template: "template-standard",
    validUntil: certificate.validUntil,
  });
  expect(document.step.attachments).toEqual([
    expect.objectContaining({
      sha256: `0x${certificate.sha256}`,
      size: bytes.length,
      mediaType: "application/pdf",
    }),
  ]);
  // What it certifies is the head before its own line.
  expect(text).toContain(body.data.lines[1].head);
  for (const words of [trace.batchCode, PRODUCT.name, "Pesticide residues", "Passed", api.chain.contract]) {
    expect(text).toContain(words);
  }

  const etag = response.headers.get("etag") ?? "";
  const path = new URL(certificate.pdfUrl).pathname;
  expect((await api.call("GET", path, { headers: { "if-none-match": etag } })).status).toBe(304);
});

test("it is found by number, by file and in the batch's list", async () => {
  const expected = { status: "success", data: { ...certificate, chain: expect.anything() } };
  for (const path of [certificate.certificateNumber, `by-digest/${certificate.sha256}`]) {
    const { status, body, headers } = await api.call("GET", `/v1/certificates/${path}`);
    expect([status, body]).toEqual([200, expected]);
    expect(headers.get("access-control-allow-origin")).toBe("*");
  }
  const list = await api.call("GET", `/v1/traces/${trace.id}/certificates`, { token: producer.token });
  expect(list.body).toEqual({ status: "success", data: [expected.data] });
});

test("a certificate of traceability is no certification of the product to a shopper", async () => {
  const { body } = await api.call("GET", `/v1/traces/public/${trace.batchCode}`);
  expect(body.data.certifications).toEqual([]);
  expect(body.data.journey.at(-1).stage).toBe("Certification");
});

test("the same idempotency key gives the same certificate, also to two requests at once", async () => {
  const ask = (body: object = ASKED) => issue(api, inspector.token, trace.id, body, { "idempotency-key": "certify-1" });
  const [one, two] = await Promise.all([ask(), ask()]);
  expect([one.status, two.status]).toEqual([201, 201]);
  expect(two.body).toEqual(one.body);
  const later = await ask();
  expect(later.body.data.certificateNumber).toBe(one.body.data.certificateNumber);
  const other = await ask({ ...ASKED, language: "zh" });
  expect([other.status, other.body.code]).toEqual([409, "RESOURCE_CONFLICT"]);
  const list = await api.call("GET", `/v1/traces/${trace.id}/certificates`, { token: producer.token });
  expect(list.body.data).toHaveLength(2);
});

test("Chinese, compact, for information, without details", async () => {
  const asked = { type: "informational", language: "zh", includeDetails: false, templateId: "template-compact" };
  const { status, body } = await issue(api, inspector.token, trace.id, asked);
  expect(status).toBe(201);
  expect(body.data).toMatchObject({ type: "informational", language: "zh", templateId: "template-compact" });
  const { text } = await fileOf(api, body.data);
  expect(text).toContain("溯源证书");
  expect(text).toContain("仅供参考");
  expect(text).not.toContain("sustainable practices");
});

test("everything may be left out", async () => {
  const { status, body } = await issue(api, inspector.token, trace.id, {});
  expect(status).toBe(201);
  expect(body.data).toMatchObject({ type: "official", language: "en", templateId: "template-standard" });
});

test("with respond-async it is given only once it is on chain", async () => {
  const headers = { prefer: "respond-async", "idempotency-key": "certify-2" };
  const early = await issue(api, inspector.token, trace.id, ASKED, headers);
  expect(early.status).toBe(202);
  expect(early.headers.get("location")).toBe(`/v1/operations/${early.body.data.id}`);
  expect(early.text).not.toContain("CERT-");
  const { status, body } = await issue(api, inspector.token, trace.id, ASKED, { "idempotency-key": "certify-2" });
  expect(status).toBe(201);
  expect(body.data.chain.seq).toBeGreaterThan(3);
});

test("whoever issued it revokes it, on chain, and again under the same key", async () => {
  const path = `/v1/certificates/${certificate.certificateNumber}/revoke`;
  const call = {
    token: inspector.token,
    body: { reason: "样品标签贴错" },
    headers: { "idempotency-key": "revoke-1" },
  };
  const { status, body } = await api.call("POST", path, call);
  expect(status).toBe(200);
  expect(body.data).toEqual({
    ...certificate,
    chain: expect.anything(),
    status: "revoked",
    updatedAt: body.data.revocation.date,
    revocation: {
      date: expect.stringMatching(TIME),
      reason: "样品标签贴错",
      chain: expect.objectContaining({ actor: inspector.user.address }),
    },
  });
  expect(body.data.revocation.chain.seq).toBeGreaterThan(certificate.chain.seq);
  expect((await api.call("POST", path, call)).body.data.revocation.chain.seq).toBe(body.data.revocation.chain.seq);

  const found = await api.call("GET", `/v1/certificates/${certificate.certificateNumber}`);
  expect(found.body.data.status).toBe("revoked");
  const again = await api.call("POST", path, { token: inspector.token, body: { reason: "Once more" } });
  expect([again.status, again.body.code]).toEqual([409, "RESOURCE_CONFLICT"]);
  // Its file can still be had: whoever holds it has to be able to compare.
  expect((await fileOf(api, certificate)).response.status).toBe(200);
  const shopper = await api.call("GET", `/v1/traces/public/${trace.batchCode}`);
  expect(shopper.body.data.certifications).toEqual([]);
});

test("downloads are counted", async () => {
  const { data } = (await issue(api, inspector.token, trace.id)).body;
  const path = `/v1/traces/${trace.id}/statistics`;
  const count = async () => (await api.call("GET", path, { token: producer.token })).body.data.certificateDownloads;
  const before = await count();
  await fileOf(api, data);
  expect(await count()).toBe(before + 1);
});

test("a regulator revokes anybody's", async () => {
  const { data } = (await issue(api, inspector.token, trace.id)).body;
  const regulator = await api.account("regulator", "市场监督管理局");
  const path = `/v1/certificates/${data.certificateNumber}/revoke`;
  const { status, body } = await api.call("POST", path, { token: regulator.token, body: { reason: "Withdrawn" } });
  expect([status, body.data.status]).toEqual([200, "revoked"]);
  expect(body.data.revocation.chain.actor).toBe(regulator.user.address);
});

test("it expires at the end of its last day", async () => {
  const { data } = (await issue(api, inspector.token, trace.id)).body;
  const end = Date.parse(data.validUntil);
  const statusAt = async (time: number) => {
    const app = createApp({
      services: { ...api.services, now: () => new Date(time) },
      health: {} as never,
      rpc: async () => undefined,
      web: new Map(),
      logger: { info: () => undefined, warn: () => undefined, error: () => undefined } as never,
      rateLimits: NO_LIMITS,
    });
    return (await clientOf(app).call("GET", `/v1/certificates/${data.certificateNumber}`)).body.data.status;
  };
  expect(await statusAt(end)).toBe("valid");
  expect(await statusAt(end + 1000)).toBe("expired");
});
