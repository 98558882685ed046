/** What a batch was made of, checked in a real browser by a script that is fetched for it alone. */
import { type ServerType, serve } from "@hono/node-server";
import { id } from "ethers";
import { Hono } from "hono";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Proof } from "../../proof/proof.ts";
import { type Batches, creation, startBatches, step } from "../proof/support/batches.ts";
import { openBrowser, openPage } from "./support/browser.ts";
import { harness } from "./support/server.ts";

let batches: Batches;
let browser: Browser;
let server: ServerType;
let cook: Awaited<ReturnType<Batches["actor"]>>;
let origin: string;
const proofs = new Map<string, Proof>();
/** What the server tells of what the soup was made of. */
let told: readonly string[] = ["ROOTS"];

beforeAll(async () => {
  batches = await startBatches();
  cook = await batches.actor(1, "producer");
  await batches.create(cook, "ROOTS");
  const soup = {
    code: "SOUP",
    unit: "0x4b474d",
    quantity: 9_000n,
    digest: batches.say("SOUP", creation({ quantity: "9000" })),
  };
  const details = { gains: [{ unit: "kg", in: 2, out: 9 }] };
  const digest = batches.say("ROOTS", step("transformation", { details }));
  await batches.send(cook, "transform", [{ id: id("ROOTS"), quantity: 2_000n }], [soup], true, digest);
  await batches.send(cook, "consume", id("ROOTS"), 500n, 0, batches.say("ROOTS", step("consumption")));
  for (const code of ["ROOTS", "SOUP"]) await prove(code);

  const app = new Hono();
  app.get("/v1/traces/public/:code/proof", (context) => {
    const proof = proofs.get(context.req.param("code"));
    const ancestors = told.map((code) => ({ id: id(code), code, head: (proofs.get(code) as Proof).batch.head }));
    const lineage = context.req.query("lineage") === "1" ? { lineage: { ancestors, truncated: false } } : {};
    return context.json({ status: "success", data: { ...proof, ...lineage } });
  });
  app.post("/rpc", async (context) => {
    const { method, params } = await context.req.json();
    return context.json({ jsonrpc: "2.0", id: 1, result: await batches.rpc(method, params) });
  });
  app.route("/", await harness());
  server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" });
  await new Promise((resolve) => server.once("listening", resolve));
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
  await batches.close();
});

async function prove(code: string): Promise<void> {
  const proof = await batches.proofOf(code);
  proofs.set(code, { ...proof, chain: { ...proof.chain, rpcUrl: "/rpc" } });
}

/** The call by which the chain is asked for a batch's head ends in its id. */
const headOf = (code: string) => id(code).slice(2);

async function checked(language: string) {
  const page = await openPage(browser, `${origin}/t/SOUP?lang=${language}`);
  const asked: string[] = [];
  page.on("request", (request) => request.postData()?.includes(headOf("SOUP")) && asked.push(request.url()));
  await page.waitForSelector('[data-testid="verdict"][data-outcome="verified"]');
  const before = asked.length;
  await page.locator(".origins button").click();
  const found = page.locator(".origins [data-outcome]");
  await found.waitFor();
  const said = { outcome: await found.getAttribute("data-outcome"), text: await found.textContent() };
  // What the page has verified already is not verified again.
  expect([before > 0, asked.length]).toEqual([true, before]);
  expect(page.complaints).toEqual([]);
  await page.close();
  return said;
}

test("origins are checked when they are asked for, and what came out beyond what went in is said", async () => {
  const { outcome, text } = await checked("en");
  expect([outcome, text]).toEqual([
    "verified",
    expect.stringMatching(/All 1 batches.*none is left out.*SOUP: More came out than went in: 2 kg went in and 9 kg/s),
  ]);
  expect((await checked("zh")).text).toMatch(/无一遗漏.*产出多于投入：投入 2 kg，产出 9 kg/s);
});

test("one that is left out is missed", async () => {
  told = [];
  const { outcome, text } = await checked("en");
  expect([outcome, text]).toEqual(["failed", expect.stringContaining("is not shown")]);
});

test("an origin that is recalled or failed is named first, though all is genuine", async () => {
  told = ["ROOTS"];
  await batches.send(cook, "recall", id("ROOTS"), batches.say("ROOTS", step("recall")));
  await prove("ROOTS");
  const { outcome, text } = await checked("en");
  expect([outcome, text]).toEqual([
    "verified",
    expect.stringMatching(/made of is recalled: ask its seller.*\(ROOTS\)/),
  ]);
  expect((await checked("zh")).text).toMatch(/已被召回.*（ROOTS）/);
});

test("the page of what went in says what remains of it, what became of the rest, and that more came out", async () => {
  const page = await openPage(browser, `${origin}/t/ROOTS?lang=en`);
  await page.waitForSelector('[data-testid="verdict"][data-outcome="verified"]');
  // A harvest has no origins to check.
  expect(await page.locator(".origins button").count()).toBe(0);
  expect(await page.locator(".hero-facts").textContent()).toMatch(
    /2\.5 kg.*left of 5 kg · 2 kg went into others · 0\.5 kg sold/,
  );
  expect(await page.locator(".timeline").textContent()).toContain("More came out than went in: 2 kg went in and 9 kg");
  await page.close();
});
