/** Whose word a name is, on the pages that people see: from a real API, chain and browser. */
import { type ServerType, serve } from "@hono/node-server";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildWeb } from "../../web/bundle.ts";
import { type Api, startApi } from "../api/support/api.ts";
import { openBrowser, openPage } from "./support/browser.ts";

type Who = Awaited<ReturnType<Api["account"]>>;
let api: Api;
let server: ServerType;
let origin: string;
let browser: Browser;
let officer: Who;

const LONG = "Very Long Cooperative Name ".repeat(7).trim();
const UNBROKEN = "X".repeat(180);

beforeAll(async () => {
  let app: Api["app"] | undefined;
  server = serve({ fetch: (request) => (app as Api["app"]).fetch(request), port: 0, hostname: "127.0.0.1" });
  await new Promise((resolve) => server.once("listening", resolve));
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  api = await startApi({ settings: { publicUrl: origin }, app: { web: await buildWeb() } });
  app = api.app;
  browser = await openBrowser();
  officer = await api.account("regulator", "Office");
  await describeAs(officer, { en: "Food Authority", zh: "食品管理局" });
});
afterAll(async () => {
  await browser?.close();
  server?.close();
  await api?.close();
});

const describeAs = (who: Who, names: object) => api.call("PUT", "/v1/profile", { token: who.token, body: { names } });
async function confirm(who: Who) {
  const at = `/v1/accounts/user-${who.user.id}/profile`;
  const { digest } = (await api.call("GET", at)).body.data.says;
  await api.call("POST", `${at}/confirmation`, { token: officer.token, body: { digest } });
}
async function make(who: Who, batchCode: string, more: object = {}): Promise<string> {
  const body = { name: "Apples", quantity: 1, unit: "kg", batchCode, ...more };
  const { status, body: made, text } = await api.call("POST", "/v1/traces", { token: who.token, body });
  if (status !== 201) throw new Error(text);
  return made.data.id;
}
const record = (who: Who, traceId: string, type: string) =>
  api.call("POST", `/v1/traces/${traceId}/events`, { token: who.token, body: { type } });

async function open(path: string, options?: BrowserContextOptions): Promise<Page> {
  const page = await openPage(browser, origin + path, options);
  await page.waitForSelector('[data-testid="verdict"]:not([data-outcome="checking"])');
  if (process.env.SCREENSHOTS) {
    const size = page.viewportSize();
    const name = `${path.replaceAll(/\W+/g, "-")}-${size?.width}`;
    await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}.png`, fullPage: true });
  }
  expect(page.complaints).toEqual([]);
  return page;
}
const wide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
const actors = (page: Page) => page.locator('[data-testid="step"] [data-testid="actor"]').allInnerTexts();
const flat = (texts: readonly string[]) => texts.map((text) => text.replaceAll(/\s+/g, " ").trim());

test("each step says whose word its writer's name was then, and what it is called now", async () => {
  const firm = await api.account("supplier", "Valley");
  const trace = await make(firm, "NAMES-1");
  await describeAs(firm, { en: "Green Valley Farm", zh: "绿谷农场" });
  await record(firm, trace, "storage");
  await confirm(firm);
  await record(firm, trace, "packaging");
  await describeAs(firm, { en: "Golden Valley Farm", zh: "金谷农场" });
  await confirm(firm);

  const page = await open("/t/NAMES-1?lang=en");
  const now = "now called Golden Valley Farm confirmed by Food Authority";
  expect(flat(await actors(page))).toEqual([
    `says it is Valley (not confirmed) ${now}`,
    `says it is Green Valley Farm (not confirmed) ${now}`,
    `Green Valley Farm confirmed by Food Authority ${now}`,
  ]);
  expect(await page.locator('.hero [data-testid="actor"]').textContent()).toContain("Valley");
  expect(await page.locator('[data-testid="name-notice"]').count()).toBe(0);
  await page.close();

  const chinese = await open("/t/NAMES-1?lang=zh", { viewport: { width: 1280, height: 900 } });
  expect(flat(await actors(chinese))[2]).toBe("绿谷农场 确认方： 食品管理局 现称 金谷农场 确认方： 食品管理局");
  await chinese.close();
});

test("of two names that look the same the one that nobody confirms is marked, as producer and as writer", async () => {
  const real = await api.account("supplier", "Plum Tree Farm");
  await describeAs(real, { en: "Plum Tree Farm" });
  await confirm(real);
  await make(real, "REAL-1");
  const other = await api.account("supplier", "Рlum Trее Fаrm");
  await make(other, "FALSE-1");

  const marked = await open("/t/FALSE-1?lang=en");
  expect(await marked.locator('[data-testid="name-notice"]').first().textContent()).toMatch(/looks the same/);
  expect(await marked.locator(".hero .name-notice").count()).toBe(2);
  await marked.close();
  const genuine = await open("/t/REAL-1?lang=en", { viewport: { width: 1280, height: 900 } });
  expect(await genuine.locator(".name-notice").count()).toBe(0);
  expect(flat(await actors(genuine))).toEqual(["Plum Tree Farm confirmed by Food Authority"]);
  await genuine.close();
});

test("a farm that is lent bears its owner's name, and the page says whose account made the batch", async () => {
  const owner = await api.account("supplier", "Owner");
  await api.call("POST", "/v1/farms", { token: owner.token, body: { id: "farm-123", name: "Lent Farm" } });
  await api.call("POST", "/v1/farms/farm-123/loans", { token: owner.token, body: { to: "all" } });
  await make(await api.account("supplier", "Borrower"), "LENT-1", { farmId: "farm-123" });
  const page = await open("/t/LENT-1?lang=en");
  const facts = flat(await page.locator(".hero-facts > div").allInnerTexts());
  expect(facts).toContain("Producer Lent Farm");
  expect(facts).toContain("Recorded by says it is Borrower (not confirmed)");
  await page.close();
});

test.each([LONG, UNBROKEN])("the name %j wraps on a phone", async (name) => {
  const who = await api.account("supplier", name);
  const code = `WRAP-${who.user.id}`;
  await make(who, code);
  await describeAs(who, { en: name });
  await confirm(who);
  const page = await open(`/t/${code}?lang=en`, { viewport: { width: 320, height: 640 } });
  expect(await wide(page)).toBeLessThanOrEqual(0);
  await page.close();
});
