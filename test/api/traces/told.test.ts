/** What clients tell is kept as they told it: days and times. */
import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../../api/app.ts";
import { httpRpc } from "../../../proof/contract-reader.ts";
import { verifyProof } from "../../../proof/verify.ts";
import { openPdf } from "../../support/pdf.ts";
import { type Api, clientOf, PUBLIC_URL, startApi } from "../support/api.ts";

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
  expect(certificate).toContain("2024-12-01");
  expect(certificate).toContain("2024-12-02");
  expect(certificate).not.toContain("2024-11-30");

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
