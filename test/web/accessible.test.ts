/** Every page by the rules of axe (WCAG 2 and its good practice), as a reader has it on a phone and at a desk. */
import { type ServerType, serve } from "@hono/node-server";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildWeb } from "../../web/bundle.ts";
import { type Api, startApi } from "../api/support/api.ts";
import { faultsOf } from "./support/axe.ts";
import { openBrowser } from "./support/browser.ts";
import { harness } from "./support/server.ts";

const VIEWS = [
  { width: 390, height: 844, locale: "zh-CN", colorScheme: "light" },
  { width: 1440, height: 900, locale: "en-GB", colorScheme: "dark" },
] as const;

const servers: ServerType[] = [];
let browser: Browser;
let api: Api;
/** Where the application answers, and where the page is shown with every scenario. */
let [app, shown] = ["", ""];

async function listen(fetch: (request: Request) => Response | Promise<Response>): Promise<string> {
  const server = serve({ port: 0, hostname: "127.0.0.1", fetch });
  servers.push(server);
  await new Promise((resolve) => server.once("listening", resolve));
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

beforeAll(async () => {
  app = await listen((request) => api.app.fetch(request));
  shown = await listen((await harness()).fetch);
  api = await startApi({ settings: { publicUrl: app }, app: { web: await buildWeb() } });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  for (const server of servers) server.close();
  await api?.close();
});

async function check(address: string, ready: string, use: (page: Page) => Promise<unknown> = async () => undefined) {
  for (const { width, height, ...reader } of VIEWS) {
    const page = await browser.newPage({ viewport: { width, height }, bypassCSP: true, ...reader });
    await page.goto(address);
    await page.locator(ready).first().waitFor();
    await use(page);
    expect(await faultsOf(page), `${address} at ${width}`).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${address} at ${width}`).toBe(width);
    await page.close();
  }
}

const settled = '[data-testid="verdict"]:not([data-outcome="checking"])';

test.each(["AP20230515A123", "FAILED", "DOCUMENT"])("a journey: %s", (code) => check(`${shown}/t/${code}`, settled));

test.each([
  "/",
  "/t",
  "/t/NOBODY-KNOWS",
  "/verify",
  "/upload-page",
  "/confirm",
  "/console",
  "/audit",
  "/privacy",
  "/wechat",
  "/integrity",
  "/nothing",
])("the page %s", (path) => check(app + path, "h1"));

test("the reference, with an operation opened and tried", () =>
  check(`${app}/docs/accounts`, ".opblock", async (page) => {
    await page.locator(".opblock-post .opblock-summary-control").first().click();
    await page.locator(".opblock.is-open .try-out__btn").click();
    await page.locator(".opblock.is-open .execute").waitFor();
  }));

test("the whole reference", () => check(`${app}/docs`, ".opblock"));
