/** The console in a real browser, against the real API and a real chain. */
import { type ServerType, serve } from "@hono/node-server";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildWeb } from "../../../web/bundle.ts";
import { type Api, startApi } from "../../api/support/api.ts";
import { openBrowser } from "../support/browser.ts";

let browser: Browser;
let server: ServerType;
let origin: string;
let api: Api;

beforeAll(async () => {
  server = serve({ port: 0, hostname: "127.0.0.1", fetch: (request) => api.app.fetch(request) });
  await new Promise((resolve) => server.once("listening", resolve));
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  api = await startApi({ settings: { publicUrl: origin }, app: { web: await buildWeb() } });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
  await api?.close();
});

async function signIn(username: string, path = ""): Promise<Page & { complaints: string[] }> {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 }, locale: "en-GB" });
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().startsWith("Failed to load")) complaints.push(message.text());
  });
  await page.goto(`${origin}/console${path}`);
  await page.getByLabel("Username, email address or phone number").fill(username);
  await page.getByLabel("Password", { exact: true }).fill("Secret123");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  return Object.assign(page, { complaints });
}

test("a firm signs in, finds its batch, records an event and hands the batch over", async () => {
  const farm = await api.account("supplier");
  const shop = await api.account("pharmacy");
  const body = { name: "Red apples", quantity: 40, unit: "kg", batchCode: "RA20261201" };
  expect((await api.call("POST", "/v1/traces", { token: farm.token, body })).status).toBe(201);
  const page = await signIn(farm.username);
  await page.getByRole("heading", { name: /Good to see you/ }).waitFor();
  await page.getByRole("link", { name: "Batches", exact: true }).click();
  await page.getByLabel("Find a batch by its code").fill(body.batchCode);
  await page.getByRole("button", { name: "Open" }).click();
  await page.getByRole("button", { name: "Record an event" }).click();
  await page.getByLabel("What happened").selectOption("packaging");
  await page.getByLabel("Title").fill("Packed into crates");
  await page.getByRole("button", { name: "Record it" }).click();
  await page.getByText("Packed into crates").waitFor();
  await page.getByRole("button", { name: "Hand over" }).click();
  await page.getByLabel("To whom").fill(shop.username);
  await page.getByRole("button", { name: "Offer it" }).click();
  await page.getByText("Recorded on chain.").waitFor();
  expect(page.complaints).toEqual([]);
  // The session outlives a reload: the cookie goes on with it, and no script can read it.
  await page.reload();
  await page.getByRole("heading", { name: "Journey" }).waitFor();
  expect(await page.evaluate(() => document.cookie)).toBe("");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.close();
});
