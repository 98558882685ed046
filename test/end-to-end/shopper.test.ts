/** The shopper's page of a running instance in a real browser: nothing between the page and the chain is made up. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEMO_CODES, DEMO_JOURNEYS, linesOf } from "../../demo/journeys.ts";
import type { Proof } from "../../proof/proof.ts";
import { readPicture } from "../api/support/qr.ts";
import { temporaryFolder } from "../support/folder.ts";
import { type Instance, instanceSettings, startInstance } from "../support/instance.ts";
import { openBrowser } from "../web/support/browser.ts";

const CODE = "AP20230515A123";
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let settings: Record<string, string>;
let instance: Instance;
let browser: Browser;

beforeAll(async () => {
  folder = await temporaryFolder();
  settings = await instanceSettings(folder.path);
  [instance, browser] = await Promise.all([startInstance(settings), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await instance?.process.stop();
  await folder.close();
});

const PHONE = { viewport: { width: 390, height: 844 }, locale: "zh-CN" };
const DESKTOP = { viewport: { width: 1280, height: 900 }, locale: "en-GB" };

async function openPage(
  options: BrowserContextOptions,
  route?: [string, (route: Route) => Promise<void>],
): Promise<Page> {
  const page = await browser.newPage(options);
  if (route) await page.route(route[0], route[1]);
  return page;
}

/** The verdict on a code, once there is one. */
async function verdict(page: Page, code = CODE): Promise<string | null> {
  await page.goto(`${instance.address}/t/${code}`);
  return settled(page);
}

async function settled(page: Page): Promise<string | null> {
  const element = await page.waitForSelector('[data-testid="verdict"]:not([data-outcome="checking"])');
  return element.getAttribute("data-outcome");
}

/** The reasons of all failed checks. */
const failures = (page: Page) =>
  page
    .locator('[data-testid="check"][data-outcome="failed"]')
    .evaluateAll((rows) => rows.map((row) => `${row.getAttribute("data-check")}: ${row.getAttribute("data-reason")}`));

/** Serves the page a proof that was changed on its way. */
const changedProof =
  (change: (proof: Proof) => void) =>
  async (route: Route): Promise<void> => {
    const response = await route.fetch();
    const body = (await response.json()) as { data: Proof };
    change(body.data);
    await route.fulfill({ response, json: body });
  };

const PROOF = `**/v1/traces/public/${CODE}/proof`;

/** A journey of which one record is withheld is genuine, and not complete. */
const EXPECTED: Readonly<Record<string, string>> = { SG20240115T001: "incomplete" };

describe.each([
  ["phone, Chinese", PHONE],
  ["desktop, English", DESKTOP],
] as const)("%s", (name, options) => {
  test.each(DEMO_JOURNEYS.map((journey) => [journey.batch.batchCode, linesOf(journey)] as const))(
    "the journey of %s is verified against the chain",
    async (code, lines) => {
      const page = await openPage(options);
      expect(await verdict(page, code)).toBe(EXPECTED[code] ?? "verified");
      expect(await page.locator('[data-testid="step"]').count()).toBe(lines);
      // The tomatoes' holder promised what China asks for; nobody promised anything of the apples.
      const commitments = await page.locator('[data-testid="commitment"]').allInnerTexts();
      const promised = code === "SG20240115T001";
      expect(commitments).toEqual(
        promised ? [expect.stringMatching(/未使用禁用农药[\s\S]*山东省寿光市[\s\S]*0536-5550000/)] : [],
      );
      if (promised) expect(await page.locator("#commitments-title").textContent()).toContain("承诺达标合格证");
      expect(await page.locator("html").getAttribute("lang")).toMatch(name.includes("Chinese") ? /^zh/ : /^en/);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        options.viewport.width,
      );
      await page.close();
    },
  );
});

test.each(DEMO_CODES)("the label of %s, scanned, opens its verified journey", async (code) => {
  const label = await fetch(`${instance.address}/qr/${code}.png`);
  const link = await readPicture(new Uint8Array(await label.arrayBuffer()));
  expect(link).toMatch(new RegExp(`^${instance.address}/01/0952\\d{10}/10/${code}$`));
  const page = await openPage(PHONE);
  await page.goto(link ?? "");
  expect([await settled(page), page.url()]).toEqual([EXPECTED[code] ?? "verified", `${instance.address}/t/${code}`]);
  await page.close();
});

test("one changed byte of a served record turns the page red and names the document", async () => {
  const page = await openPage(PHONE, [
    PROOF,
    changedProof((proof) => {
      const document = Object.values(proof.documents).find(
        (shown) => shown.status === "public" && shown.text.includes("No residues detected"),
      ) as { text: string };
      document.text = document.text.replace("No residues detected", "No residues detectes");
    }),
  ]);
  expect(await verdict(page)).toBe("failed");
  expect(await failures(page)).toEqual(["document: changed-document"]);
  await page.close();
});

test("one changed byte of a served file turns the page red and names the file", async () => {
  const page = await openPage(PHONE, [
    "**/v1/attachments/*",
    async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      if (response.headers()["content-type"] === "application/pdf") body[body.length - 10] = (body.at(-10) ?? 0) ^ 1;
      await route.fulfill({ response, body });
    },
  ]);
  expect(await verdict(page)).toBe("failed");
  expect(new Set(await failures(page))).toEqual(new Set(["attachment: changed-attachment"]));
  await page.close();
});

test.each([
  ["a missing line", (proof: Proof) => proof.lines.splice(4, 1), "complete: missing-line"],
  [
    "lines that changed places",
    (proof: Proof) => proof.lines.push(...proof.lines.splice(2, 1)),
    "order: reordered-line",
  ],
  [
    "an actor whom nobody knows",
    (proof: Proof) => delete proof.actors[String(proof.lines[3]?.args.actor)],
    "actor: unknown-actor",
  ],
  [
    "an actor who is said to be somebody else",
    (proof: Proof) => Object.assign(proof.lines[3]?.args ?? {}, { actor: proof.lines[0]?.args.actor }),
    "chain-of-lines: changed-line",
  ],
] as const)("%s turns the page red with a name for it", async (_, change, failure) => {
  const page = await openPage(PHONE, [PROOF, changedProof((proof) => void change(proof))]);
  expect(await verdict(page)).toBe("failed");
  expect(await failures(page)).toContain(failure);
  await page.close();
});

test("a reader's own endpoint is asked, and one of another chain proves nothing", async () => {
  const page = await openPage(DESKTOP);
  expect(await verdict(page)).toBe("verified");
  await page.getByTestId("endpoint").fill(`http://127.0.0.1:${settings.CHAIN_PORT}`);
  await page.getByTestId("again").click();
  await page.waitForSelector('[data-testid="verdict"][data-outcome="verified"]');
  await page.getByTestId("endpoint").fill("http://127.0.0.1:1");
  await page.getByTestId("again").click();
  await page.waitForSelector('[data-testid="verdict"][data-outcome="unreachable"]');
  await page.close();
});

test("a withheld record says so, and its content is nowhere in what was sent", async () => {
  const page = await openPage(PHONE);
  expect(await verdict(page, "SG20240115T001")).toBe("incomplete");
  expect(await page.locator('[data-testid="step"][data-trust="withheld"]').count()).toBe(1);
  for (const path of ["", "/proof"]) {
    const text = await (await fetch(`${instance.address}/v1/traces/public/SG20240115T001${path}`)).text();
    expect(text).not.toContain("B-07");
  }
  await page.close();
});

test("a record that was changed in our own storage is not served as if it were sound", async () => {
  const proof = ((await (await fetch(`${instance.address}/v1/traces/public/${CODE}/proof`)).json()) as { data: Proof })
    .data;
  const digest = String(proof.lines[2]?.args.digest).slice(2);
  const file = join(folder.path, "objects", "public", digest.slice(0, 2), digest);
  expect(await readdir(join(folder.path, "objects", "public", digest.slice(0, 2)))).toContain(digest);
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replace("Washed", "Wished"));
  const page = await openPage(PHONE);
  // Its writer was admitted to the batch: what nobody has the text of is missing.
  expect(await verdict(page)).toBe("incomplete");
  expect(await page.getByText("Wished").count()).toBe(0);
  expect(await page.locator('[data-testid="step"][data-trust="withheld"]').count()).toBe(1);
  await writeFile(file, text);
  expect(await verdict(page)).toBe("verified");
  await page.close();
});
