/** Whoever has goods in hand learns of a recall: on the batch, on what was made of it, and again where nobody answers. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { NOTICES } from "../../../domain/names/notices.ts";
import { pursueRecalls } from "../../../domain/recalls/pursue-recalls.ts";
import { mailboxRepository } from "../../../store/messages/messages.ts";
import { recallHtml } from "../../../web/plain/recall.ts";
import { type Api, startApi } from "../support/api.ts";

let api: Api;
type Firm = Awaited<ReturnType<Api["account"]>>;
let farm: Firm;
let kitchen: Firm;
beforeAll(async () => {
  api = await startApi({
    app: { web: new Map([["/recall", { render: recallHtml({ style: "/assets/plain.css" }) }]]) },
  });
  farm = await api.account("supplier", "Green Valley Farm");
  kitchen = await api.account("processor", "Kitchen");
});
afterAll(() => api.close());

const call = (firm: Firm, method: string, path: string, body?: unknown) =>
  api.call(method, path, { token: firm.token, ...(body === undefined ? {} : { body }) });
const WORDS = { reason: "=1+1 Salmonella", instruction: "Take off the shelf", contact: "+86 10 1234 5678" };
const publicly = async (code: string, below = "") =>
  (await api.call("GET", `/v1/traces/public/${encodeURIComponent(code)}${below}`)).body.data;

/** A harvest of which a part went to the kitchen, which made sauce of it: a recall that its maker began. */
async function recalledHarvest() {
  const harvest = (await call(farm, "POST", "/v1/traces", { name: "Tomatoes", quantity: 100, unit: "kg" })).body.data;
  const [part] = (await call(farm, "POST", `/v1/traces/${harvest.id}/split`, { parts: { count: 1, size: 10 } })).body
    .data.parts;
  await call(farm, "POST", `/v1/traces/${part.id}/offers`, { to: kitchen.username });
  await call(kitchen, "POST", `/v1/traces/${part.id}/offers/accept`);
  const inputs = [{ traceId: part.id, quantity: 10 }];
  const outputs = [{ name: "Sauce", quantity: 8, unit: "kg" }];
  const [sauce] = (await call(kitchen, "POST", "/v1/transformations", { inputs, outputs })).body.data.outputs;
  const { body } = await call(farm, "POST", `/v1/traces/${harvest.id}/recall`, WORDS);
  await expect.poll(async () => (await publicly(harvest.batchCode)).status).toBe("recalled");
  return { harvest, sauce, recall: body.data };
}

test("a recall stands with its words on the batch and on what was made of it, until it is lifted", async () => {
  const { harvest, sauce, recall } = await recalledHarvest();
  const words = { class: "2", ...WORDS };
  expect(await publicly(harvest.batchCode)).toMatchObject({ notice: NOTICES.recalled, recalls: [words] });
  // The sauce is marked by nobody: its holder was only told.
  expect(await publicly(sauce.batchCode)).toMatchObject({ notice: NOTICES.originRecalled, recalls: [words] });
  expect(await publicly(sauce.batchCode, "/recalls")).toMatchObject({ notices: ["originRecalled"], recalls: [words] });
  const own = await call(kitchen, "GET", `/v1/traces/${sauce.id}`);
  expect(own.body.data.notice).toEqual(NOTICES.originRecalled);
  await call(farm, "POST", `/v1/recalls/${recall.id}/lift`, { reason: "A false alarm" });
  await expect
    .poll(() => publicly(sauce.batchCode, "/recalls"))
    .toEqual({ batchCode: sauce.batchCode, notices: [], recalls: [] });
});

test("what is withdrawn after it was recalled speaks on all that was made of it", async () => {
  const { harvest, sauce } = await recalledHarvest();
  expect((await call(farm, "DELETE", `/v1/traces/${harvest.id}`)).status).toBeLessThan(300);
  await expect.poll(async () => (await publicly(harvest.batchCode)).status).toBe("withdrawn");
  expect(await publicly(sauce.batchCode)).toMatchObject({ notice: NOTICES.originRecalled, recalls: [WORDS] });
});

test("a holder who says nothing is reminded after a day, and each day, until it answers or was reminded often enough", async () => {
  const { sauce, recall } = await recalledHarvest();
  const now = Date.now();
  const after = (days: number) =>
    pursueRecalls({ ...api.services, now: () => new Date(now + days * 86_400_000 + 60_000) });
  const mails = async () => {
    await expect
      .poll(async () => (await api.database.read.selectFrom("outgoing_messages").select("id").execute()).length)
      .toBe(0);
    const all = await mailboxRepository(api.database).list();
    return all.filter(({ message }) => message.text.includes(recall.id)).length;
  };
  await pursueRecalls(api.services);
  await after(0.5);
  expect(await mails()).toBe(1);
  await after(1);
  await after(1.5);
  expect(await mails()).toBe(2);
  for (const days of [2.1, 3.2, 4.3]) await after(days);
  expect(await mails()).toBe(3);
  const { report } = (await call(farm, "GET", `/v1/recalls/${recall.id}`)).body.data;
  expect(report).toMatchObject({ told: 1, answered: 0, found: { kg: 0 } });
  expect(Object.keys(report.milliseconds).toSorted()).toEqual(["brought", "kept", "planned"]);
  await call(kitchen, "POST", `/v1/recalls/${recall.id}/acknowledgements`, { traceId: sauce.id, found: 8 });
  const answered = (await call(farm, "GET", `/v1/recalls/${recall.id}`)).body.data.report;
  expect(answered).toMatchObject({ answered: 50, found: { kg: 8.2 } });
  expect((await call(kitchen, "GET", `/v1/recalls/${recall.id}`)).body.data).not.toHaveProperty("report");
});

test("its batches come as a sheet that no spreadsheet calculates in", async () => {
  const { sauce, recall } = await recalledHarvest();
  const note = "=HYPERLINK(1)";
  await call(kitchen, "POST", `/v1/recalls/${recall.id}/acknowledgements`, { traceId: sauce.id, found: 1, note });
  const csv = await call(farm, "GET", `/v1/recalls/${recall.id}?format=csv`);
  expect(csv.text).toContain(",'=HYPERLINK(1),");
  const xlsx = await api.app.request(`/v1/recalls/${recall.id}?format=xlsx`, {
    headers: { authorization: `Bearer ${farm.token}` },
  });
  expect(xlsx.headers.get("content-type")).toMatch(/spreadsheetml/);
  expect(
    Buffer.from(await xlsx.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe("PK");
});

test("it comes as a page to print, in both languages, to each reader as far as it concerns it, with nothing inline", async () => {
  const { harvest, sauce, recall } = await recalledHarvest();
  const note = "<img src=x onerror=alert(1)>";
  await call(kitchen, "POST", `/v1/recalls/${recall.id}/acknowledgements`, { traceId: sauce.id, found: 1, note });
  const page = (firm: Firm | undefined, query: string, accept = "application/json") =>
    api.call("GET", `/v1/recalls/${recall.id}${query}`, { ...(firm && { token: firm.token }), headers: { accept } });
  const whole = await page(farm, "?format=html&lang=en");
  expect(whole.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(whole.headers.get("content-security-policy")).toContain("script-src 'self'");
  expect(whole.headers.get("cache-control")).toBe("no-store");
  for (const text of [
    recall.id,
    ...Object.values(WORDS),
    harvest.batchCode,
    sauce.batchCode,
    "Kitchen",
    "Found 1 kg",
  ]) {
    expect(whole.text).toContain(text);
  }
  expect(whole.text).toContain("&lt;img");
  expect(whole.text).not.toMatch(/<img|<script|\sstyle=/);
  // It is opened from where it was kept: what it loads has a whole address.
  expect(whole.text).toMatch(/<link rel="stylesheet" href="https?:/);
  // A browser asks for pages before all else.
  const chinese = await page(farm, "?lang=zh", "text/html,application/xhtml+xml,*/*;q=0.8");
  expect(chinese.text).toContain("召回通知");
  expect(chinese.text).toContain("2 级");
  const own = await page(kitchen, "?format=html");
  expect(own.text).toContain(sauce.batchCode);
  expect(own.text).not.toContain(`<th scope="row"><bdi>${harvest.batchCode}<`);
  expect((await page(undefined, "?format=html")).status).toBe(401);
  const stranger = await api.account("supplier");
  expect((await page(stranger, "?format=html")).status).toBe(404);
});
