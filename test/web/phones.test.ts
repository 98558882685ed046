import { type ServerType, serve } from "@hono/node-server";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "./support/browser.ts";
import { asOnAnOldPhone } from "./support/old-phone.ts";
import { harness } from "./support/server.ts";

let browser: Browser;
let server: ServerType;
let origin: string;

beforeAll(async () => {
  server = serve({ fetch: (await harness()).fetch, port: 0, hostname: "127.0.0.1" });
  await new Promise((resolve) => server.once("listening", resolve));
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

const settled = '[data-testid="verdict"]:not([data-outcome="checking"])';
const outcome = async (page: Page) => (await page.waitForSelector(settled)).getAttribute("data-outcome");

async function phone(prepare: (page: Page) => Promise<unknown>, locale = "zh-CN") {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 }, locale });
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  await prepare(page);
  return Object.assign(page, { complaints });
}

test("a phone of 2020 verifies a journey, shows its dates and sizes, and enlarges its pictures", async () => {
  const page = await phone(asOnAnOldPhone);
  await page.goto(`${origin}/t/AP20230515A123`);
  expect(await outcome(page)).toBe("verified");
  expect(page.complaints).toEqual([]);
  expect(await page.locator('[data-testid="step"][data-trust="verified"]').count()).toBe(9);
  expect(await page.locator("#line-7 .step-day").textContent()).toContain("2023年5月17日");
  expect(await page.locator(".files").first().textContent()).toMatch(/PDF · [\d.,]+ kB/);
  await page.locator("#line-2 button.picture").click();
  await page.locator(".picture-dialog img").waitFor();
  await page.locator(".picture-close").click();
  await page.locator(".picture-dialog").waitFor({ state: "detached" });
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("a newer one does not fetch what only old ones need", async () => {
  const asked: string[] = [];
  const page = await phone(async (opened) =>
    opened.on("request", (request) => asked.push(new URL(request.url()).pathname)),
  );
  await page.goto(`${origin}/t/AP20230515A123`);
  expect(await outcome(page)).toBe("verified");
  expect(asked.some((path) => path.includes("old-browsers"))).toBe(false);
  // The style sheet, the first script, the page's own with what its pieces share, and what follows the verdict.
  await expect.poll(() => asked.filter((path) => path.startsWith("/assets/"))).toHaveLength(5);
  await page.close();
});

test.each([
  [
    "a browser that cannot run the scripts",
    (page: Page) => page.addInitScript(() => Reflect.deleteProperty(globalThis, "BigInt")),
  ],
  ["a script that does not arrive", (page: Page) => page.route("**/assets/shopper-*.js", (route) => route.abort())],
])("%s is told so, in both languages", async (_, prepare) => {
  const page = await phone(prepare);
  await page.goto(`${origin}/t/AP20230515A123`);
  await page.locator(".cannot-open .cannot-open-text").waitFor();
  expect(await page.locator(".cannot-open-text").textContent()).toMatch(
    /页面未能打开.*iOS 14.*This page could not be opened/s,
  );
  expect(await page.locator(".opening").isVisible()).toBe(false);
  await page.close();
});

test("before any script there is a sentence, and not a blank page", async () => {
  const page = await phone((opened) => opened.route("**/assets/*.js", () => undefined));
  await page.goto(`${origin}/t/AP20230515A123`, { waitUntil: "commit" });
  await page.locator(".opening").waitFor();
  expect(await page.locator(".opening").textContent()).toMatch(/正在打开……若长时间空白.*在浏览器打开.*更新微信/s);
  await page.close();
});

test("names, places and keys without a blank wrap, and the page is no wider than the phone", async () => {
  const page = await phone(async () => undefined);
  await page.goto(`${origin}/t/LONG`);
  expect(await outcome(page)).toBe("verified");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.close();
});

test("a file that is not to be had now leaves the journey's verdict as it is", async () => {
  for (const status of [404, 429]) {
    const page = await phone((opened) => opened.route("**/files/*", (route) => route.fulfill({ status })), "zh-CN");
    await page.goto(`${origin}/t/AP20230515A123`);
    expect(await outcome(page)).toBe("verified");
    expect(await page.locator('[data-testid="step"][data-trust="verified"]').count()).toBe(9);
    expect(await page.locator(".files").first().textContent()).toContain("暂时无法取得");
    await page.close();
  }
});

test("a printed journey is two or three pages", async () => {
  const page = await phone(async () => undefined);
  await page.goto(`${origin}/t/AP20230515A123`);
  await outcome(page);
  const pdf = await page.pdf({ format: "A4" });
  const count = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThanOrEqual(3);
  await page.close();
});
