import { type ServerType, serve } from "@hono/node-server";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Stopwatch } from "../../web/shopper/use-scan.ts";
import { openBrowser } from "./support/browser.ts";
import { harness } from "./support/server.ts";

let browser: Browser;
let server: ServerType;
let origin: string;
/** What the page sent. */
let sent: { path: string; body: string | null }[] = [];
/** What its beacons carried. */
const beacons: string[] = [];

beforeAll(async () => {
  const app = await harness();
  const fetch = async (request: Request): Promise<Response> => {
    // Beacons do not show the browser's driver what they carry.
    if (request.url.endsWith("/duration")) beacons.push(await request.clone().text());
    return app.fetch(request);
  };
  server = serve({ fetch, port: 0, hostname: "127.0.0.1" });
  await new Promise((resolve) => server.once("listening", resolve));
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

async function open(options: BrowserContextOptions = {}): Promise<Page> {
  sent = [];
  const page = await browser.newPage({ viewport: { width: 360, height: 740 }, locale: "en-GB", ...options });
  page.on("request", (request) => {
    const path = new URL(request.url()).pathname;
    if (request.method() === "POST" && path !== "/rpc") sent.push({ path, body: request.postData() });
  });
  await page.goto(`${origin}/t/AP20230515A123`);
  await page.waitForSelector('[data-testid="verdict"]:not([data-outcome="checking"])');
  return page;
}

const SCANS = "/v1/traces/public/AP20230515A123/scans";

test("a look is counted once, and its duration told when the page goes out of sight", async () => {
  const page = await open();
  expect(sent).toEqual([{ path: SCANS, body: null }]);
  await page.evaluate(() => dispatchEvent(new Event("pagehide")));
  await expect.poll(() => beacons).toEqual([expect.stringMatching(/^\{"seconds":\d+\}$/)]);
  expect(sent[1]?.path).toBe(`${SCANS}/00000000-0000-4000-8000-000000000000/duration`);
  await page.close();
});

test.each([
  [5, "Thank you for your feedback."],
  [1, "You have already rated this batch today."],
])("a rating of %i is sent by keyboard or finger, and answered", async (stars, answer) => {
  const page = await open();
  const form = page.locator(".feedback form");
  await form.locator("button").click();
  expect(await page.getByTestId("feedback-state").textContent()).toBe("Choose one to five stars first.");
  expect(sent.length).toBe(1);
  await form
    .locator(".star")
    .nth(stars - 1)
    .click();
  expect(await form.locator(".star-lit").count()).toBe(stars);
  await form.locator("textarea").fill(" <b>Crisp</b> ");
  await form.locator("button").click();
  await expect.poll(() => page.getByTestId("feedback-state").textContent()).toBe(answer);
  expect(sent[1]?.path).toBe("/v1/traces/public/AP20230515A123/feedback");
  expect(JSON.parse(sent[1]?.body ?? "")).toEqual({ rating: stars, text: "<b>Crisp</b>" });
  expect(await form.count()).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.close();
});

test("feedback that could not be sent stays to be sent again, in the reader's language", async () => {
  const page = await open({ locale: "zh-CN" });
  const form = page.locator(".feedback form");
  await form.locator(".star").nth(1).click();
  await form.locator("textarea").fill("还可以");
  await form.locator("button").click();
  await expect.poll(() => page.getByTestId("feedback-state").textContent()).toBe("未能提交，请稍后再试。");
  expect(await form.locator("textarea").inputValue()).toBe("还可以");
  await page.close();
});

test("only the time in sight counts, and no more than an hour", () => {
  const watch = new Stopwatch();
  watch.stop(0);
  expect(watch.seconds).toBe(0);
  watch.start(1_000);
  watch.start(5_000);
  watch.stop(11_400);
  watch.start(60_000);
  watch.stop(62_000);
  expect(watch.seconds).toBe(12);
  watch.start(100_000);
  watch.stop(9_000_000);
  expect(watch.seconds).toBe(3_600);
});
