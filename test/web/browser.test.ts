import { type ServerType, serve } from "@hono/node-server";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, openPage } from "./support/browser.ts";
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

const open = (path: string, options?: BrowserContextOptions) => openPage(browser, origin + path, options);

const settled = '[data-testid="verdict"]:not([data-outcome="checking"])';
const outcome = async (page: Page) => (await page.waitForSelector(settled)).getAttribute("data-outcome");

test("a genuine journey turns green, under the content security policy, on a narrow phone", async () => {
  const page = await open("/t/AP20230515A123");
  expect(await outcome(page)).toBe("verified");
  expect(await page.locator('[data-testid="step"]').count()).toBe(9);
  expect(await page.locator('[data-testid="step"][data-trust="verified"]').count()).toBe(9);
  expect(await page.locator('[data-testid="check"][data-outcome="failed"]').count()).toBe(0);
  expect(await page.locator(".hero-picture img").getAttribute("src")).toMatch(/^data:image\//);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  const responsibility = await page.locator('[data-testid="responsibility"]').textContent();
  for (const part of ["Yantai, Shandong", "GB/T 10651-2008", "12315"]) expect(responsibility).toContain(part);
  expect(await page.locator(".product-facts").textContent()).toContain("95 kcal");
  expect(page.complaints).toEqual([]);
  await page.close();
});

test.each([
  ["DOCUMENT", "document", "changed-document", "4"],
  ["PICTURE", "attachment", "changed-attachment", "2"],
  ["MISSING", "complete", "missing-line", "4"],
  ["REORDERED", "order", "reordered-line", "4"],
  ["ACTOR", "actor", "unknown-actor", "8"],
])("%s turns red and names the failure", async (code, check, reason, seq) => {
  const page = await open(`/t/${code}`);
  expect(await outcome(page)).toBe("failed");
  const row = page.locator(`[data-check="${check}"][data-outcome="failed"]`);
  expect(await row.getAttribute("data-reason")).toBe(reason);
  expect(await row.getAttribute("data-seq")).toBe(seq);
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("what nobody can read stands apart, under a green verdict, with who wrote it and in which capacity", async () => {
  const page = await open("/t/NODOCUMENT?lang=en");
  expect(await outcome(page)).toBe("verified");
  expect(await page.locator('.timeline:not(.statements) [data-testid="step"]').count()).toBe(8);
  const statement = page.locator('[data-testid="statements"] #line-7');
  expect(await statement.textContent()).toMatch(/Nobody can read it.*by its role/s);
  expect(await statement.locator(".notice-bad").count()).toBe(0);
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("a fail that stands is the first thing on the page, and nothing round it is green", async () => {
  const page = await open("/t/FAILED");
  expect(await outcome(page)).toBe("verified");
  const top = (selector: string) => page.locator(selector).evaluate((element) => element.getBoundingClientRect().top);
  expect(await top('[data-warning="failed"]')).toBeLessThan(await top("h1"));
  expect(await top('[data-warning="failed"]')).toBeLessThan(await top('[data-testid="verdict"]'));
  expect(await page.locator('[data-testid="verdict"]').getAttribute("class")).toBe("verdict verdict-plain");
  // Another's pass is told beside the fail, and nowhere as if it were the last word.
  expect(await page.locator(".inspection-summary").count()).toBe(0);
  const said = await page.getByTestId("warnings").textContent();
  expect(said).toMatch(/failed an inspection.*National Food Laboratory.*Others passed it.*Laboratory of the North/s);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("a document that was tampered with is struck through", async () => {
  const page = await open("/t/DOCUMENT");
  await outcome(page);
  const words = page.locator("#line-4 .refuted", { hasText: "three above the limit" });
  expect(await words.evaluate((element) => getComputedStyle(element).textDecorationLine)).toBe("line-through");
  await page.close();
});

test("the way from place to place is drawn here, numbered like the steps and told in words, and asks nobody for a map", async () => {
  const asked: string[] = [];
  const page = await open("/t/AP20230515A123");
  page.on("request", (request) => asked.push(new URL(request.url()).origin));
  await page.reload();
  await outcome(page);
  expect(new Set(asked)).toEqual(new Set([origin]));
  const route = page.getByTestId("route");
  expect(await route.locator(".route-marker text").allTextContents()).toEqual(["2, 3, 7, 8", "8, 9"]);
  expect(await route.locator("svg").getAttribute("aria-label")).toMatch(/North slope → Packing house 2 → 上海徐汇/);
  expect(await route.locator("li").allTextContents()).toEqual([
    expect.stringMatching(/^2North slope/),
    expect.stringMatching(/^3, 7, 8Packing house 2.*26 km/),
    expect.stringMatching(/^8, 9上海徐汇.*699 km/),
  ]);
  await route.locator("li a").nth(1).click();
  expect(page.url()).toMatch(/#line-3$/);
  expect(await page.locator('#line-8 [data-testid="trade"]').textContent()).toMatch(
    /From.*Shandong Fresh Packing.*To.*Harvest Market.*Carrier.*1,200 kg.*Purchase order PO-2023-77.*Bill of lading BOL-5531/s,
  );
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  expect(page.complaints).toEqual([]);
  await page.goto(`${origin}/t/SECRET`);
  await outcome(page);
  expect(await page.getByTestId("route").count()).toBe(0);
  await page.close();
});

test("a silent chain turns amber, and a reader's own endpoint is asked and remembered", async () => {
  const page = await open("/t/NOCHAIN");
  expect(await outcome(page)).toBe("unreachable");
  await page.getByTestId("endpoint").fill(`${origin}/rpc`);
  await page.getByTestId("again").click();
  await page.waitForSelector('[data-testid="verdict"][data-outcome="verified"]');
  await page.reload();
  expect(await outcome(page)).toBe("verified");
  expect(await page.getByTestId("endpoint").inputValue()).toBe(`${origin}/rpc`);
  await page.getByTestId("reset").click();
  await page.waitForSelector('[data-testid="verdict"][data-outcome="unreachable"]');
  await page.close();
});

test("the language follows the browser, and the switch", async () => {
  const page = await open("/t/AP20230515A123", { locale: "zh-CN" });
  await outcome(page);
  expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
  expect(await page.locator("#journey-title").textContent()).toBe("溯源历程");
  await page.locator(".language").click();
  await page.waitForURL(/lang=en/);
  await page.getByRole("heading", { name: "The journey" }).waitFor();
  await page.close();
});

test("a picture opens large and closes with the Escape key", async () => {
  const page = await open("/t/AP20230515A123");
  await outcome(page);
  await page.locator("#line-2 button.picture").click();
  await page.locator("dialog[open] img").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
  await page.close();
});

test.each([
  ["/t/UNKNOWN", "unknown"],
  ["/t/DOWN", "offline"],
  ["/t/NOPROOF", "malformed"],
])("%s says what is the matter", async (path, state) => {
  const page = await open(path);
  const message = page.getByTestId("message");
  await message.waitFor();
  expect(await message.getAttribute("data-state")).toBe(state);
  await page.close();
});

test("without a code the page asks for one", async () => {
  const page = await open("/t");
  await page.locator("#code").fill("AP20230515A123");
  await page.keyboard.press("Enter");
  expect(await outcome(page)).toBe("verified");
  await page.close();
});

test("a lot that is several batches is chosen from, and a lot that is none is said to be", async () => {
  const choice = await open("/t?gtin=09520123456788&lot=TWICE&lang=en");
  await choice.getByTestId("lot-choice").waitFor();
  expect(await choice.locator(".lot-choice a").allTextContents()).toEqual([
    "Apple · Green Valley · AP20230515A123",
    "Apple · Blue Hill <b>· TWICE-ABCDEF",
  ]);
  expect(await choice.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  expect(choice.complaints).toEqual([]);
  await choice.locator(".lot-choice a").first().click();
  expect(await outcome(choice)).toBe("verified");
  await choice.close();

  const unknown = await open("/t?gtin=09520123456788&lot=NOTHING&lang=zh");
  expect(await unknown.getByTestId("unknown-lot").textContent()).toContain("没有该产品批号 NOTHING 的记录");
  expect(await unknown.getByTestId("product").textContent()).toContain("Red Apple");
  await unknown.locator("#code").fill("AP20230515A123");
  await unknown.keyboard.press("Enter");
  expect(await outcome(unknown)).toBe("verified");
  await unknown.close();

  const product = await open("/t?gtin=09520123456788");
  expect(await product.getByTestId("product").textContent()).toBe("Red Apple");
  expect(await product.getByTestId("unknown-lot").count()).toBe(0);
  await product.close();
});
