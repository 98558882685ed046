/** The auditor's desk in a real browser: what is told of a batch is computed anew, and held against a chosen node. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type ServerType, serve } from "@hono/node-server";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildWeb } from "../../../web/bundle.ts";
import { type Api, startApi } from "../../api/support/api.ts";
import { issue } from "../../api/traces/support/certificates.ts";
import { startProcess } from "../../support/process.ts";
import { faultsOf } from "../support/axe.ts";
import { openBrowser, openPage } from "../support/browser.ts";

const CODE = "AUDIT-2026-1";

let browser: Browser;
let server: ServerType;
let origin: string;
let api: Api;
let farm: Awaited<ReturnType<Api["account"]>>;
let trace: { readonly id: string; readonly chain: { readonly transactionHash: string; readonly batchId: string } };
let pdf: Buffer;

beforeAll(async () => {
  server = serve({ port: 0, hostname: "127.0.0.1", fetch: (request) => api.app.fetch(request) });
  await new Promise((resolve) => server.once("listening", resolve));
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  api = await startApi({ settings: { publicUrl: origin }, app: { web: await buildWeb() } });
  browser = await openBrowser();
  farm = await api.account("supplier", "Green Valley Growers");
  const profile = { names: { en: "Green Valley Growers" } };
  await api.call("PUT", "/v1/profile", { token: farm.token, body: profile });
  const inspector = await api.account("inspector", "国家食品检验中心");
  const body = { name: "Apples", quantity: 12, unit: "kg", batchCode: CODE };
  trace = (await api.call("POST", "/v1/traces", { token: farm.token, body })).body.data;
  const certificate = (await issue(api, inspector.token, trace.id)).body.data;
  pdf = Buffer.from(await (await fetch(certificate.pdfUrl)).arrayBuffer());
});
afterAll(async () => {
  await browser?.close();
  server?.close();
  await api?.close();
});

const verdict = '[data-testid="verdict"]';
const outcome = async (page: Page) => {
  await page.locator(`${verdict}:not([data-outcome="checking"])`).waitFor();
  return page.locator(verdict).getAttribute("data-outcome");
};
const open = (path = "") => openPage(browser, `${origin}/audit${path}`);
async function find(page: Page, text: string) {
  await page.getByLabel("Code, trace ID, transaction, block or address").fill(text);
  await page.getByRole("button", { name: "Find" }).click();
}
const proofOf = async (code: string) => (await api.call("GET", `/v1/traces/public/${code}/proof`)).body.data;

test("a batch is found by its code, and each hash of each line is computed and compared", async () => {
  const page = await open();
  await expect
    .poll(() => page.getByTestId("node").textContent())
    .toMatch(/proposed by this server.*as this server says/s);
  await find(page, CODE);
  expect(await outcome(page)).toBe("verified");
  expect(new URL(page.url()).pathname).toBe(`/audit/batches/${CODE}`);
  expect(await page.getByTestId("head-computed").textContent()).toBe(
    await page.getByTestId("head-on-chain").textContent(),
  );
  await page.getByRole("button", { name: "Open all lines" }).click();
  const proof = await proofOf(CODE);
  const rows = page.locator("tr[data-hashed]");
  // Of each line its record, its leaf and the head after it; and the certificate's file.
  expect(await rows.count()).toBe(proof.lines.length * 3 + 1);
  expect(await page.locator('tr[data-result="same"]').count()).toBe(proof.lines.length * 2 + 1);
  for (const { head, args } of proof.lines) {
    expect(await page.locator("tr[data-hashed=head]", { hasText: head }).count()).toBe(1);
    expect(await page.locator("tr[data-hashed=document]", { hasText: args.digest }).count()).toBe(1);
  }
  expect(await page.locator("#line-1").textContent()).toMatch(
    /says it is Green Valley Growers \(not confirmed\).*holder of the batch.*Producer/s,
  );
  await page.getByText("Roles and names over time").first().click();
  await page.locator('[data-testid="history"] [data-event="RolesSet"]', { hasText: "Producer" }).waitFor();
  await page.locator('[data-testid="history"] [data-event="AccountDescribed"]', { hasText: "Green Valley" }).waitFor();
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("it is found by any of its names, a firm by its address, and nothing by what nobody knows", async () => {
  const page = await open();
  for (const name of [trace.id, trace.chain.batchId, `${origin}/t/${CODE}`]) {
    await find(page, name);
    await page.getByRole("heading", { name: CODE }).waitFor();
    await page.goBack();
    await page.getByRole("heading", { name: "Auditor’s desk" }).waitFor();
  }
  await find(page, farm.user.address);
  await page.getByTestId("lines").getByRole("link", { name: CODE }).waitFor();
  await page.getByRole("link", { name: "Search" }).click();
  await find(page, `trace-${"0".repeat(32)}`);
  await page.getByText("Neither this server nor the node knows of it.").waitFor();
  await find(page, "a b");
  await page.getByText("This is neither a code").waitFor();
  await page.close();
});

test("a PDF leads to the line that names it; a proof from a file is checked, and one that was changed is refuted", async () => {
  const page = await open();
  const file = page.locator("input[type=file]");
  await file.setInputFiles({ name: "c.pdf", mimeType: "application/pdf", buffer: pdf });
  await page.getByText("The file that you dropped is named by this line.").waitFor();
  await page.getByRole("link", { name: "Search" }).click();
  await file.setInputFiles({ name: "d.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 other") });
  await page.getByText("knows of no certificate with exactly these bytes").waitFor();

  const proof = await proofOf(CODE);
  const path = join(api.folder, "a.proof.json");
  await writeFile(path, JSON.stringify({ status: "success", data: proof }));
  await file.setInputFiles(path);
  await page.getByRole("heading", { name: "Proof file: a.proof.json" }).waitFor();
  expect(await outcome(page)).toBe("verified");

  const [first, ...rest] = proof.lines;
  const changed = {
    ...proof,
    lines: [{ ...first, args: { ...first.args, timestamp: first.args.timestamp - 1 } }, ...rest],
  };
  await writeFile(path, JSON.stringify(changed));
  await page.getByRole("link", { name: "Search" }).click();
  await file.setInputFiles(path);
  expect(await outcome(page)).toBe("failed");
  await page.locator("#line-1 tr[data-hashed=head][data-result=different]").waitFor();
  expect(await page.locator("#line-1 tr[data-hashed=document]").getAttribute("data-result")).toBe("same");
  await page.close();
});

test("what a batch was made of and what became of it is checked batch by batch, and one that is kept back is told of", async () => {
  const call = (path: string, body: unknown) => api.call("POST", path, { token: farm.token, body });
  const harvest = (await call("/v1/traces", { name: "Pears", quantity: 9, unit: "kg", batchCode: "PEARS" })).body.data;
  const { parts } = (await call(`/v1/traces/${harvest.id}/split`, { parts: { count: 2, size: 3 } })).body.data;
  await call("/v1/transformations", {
    inputs: [{ traceId: parts[0].id, quantity: 3 }],
    outputs: [{ name: "Juice", quantity: 2, unit: "l", batchCode: "JUICE" }],
  });
  const page = await open("/batches/PEARS~1/lineage");
  const rows = page.locator('[data-testid="down"] tbody tr');
  await page.locator('[data-testid="lineage"][data-state="done"]').waitFor({ state: "attached" });
  expect(await page.getByTestId("up").getAttribute("data-outcome")).toBe("verified");
  expect(await page.getByTestId("up").textContent()).toContain("PEARS");
  expect(await rows.allTextContents()).toEqual([expect.stringMatching(/^JUICE.*PEARS~1.*genuine$/)]);

  // The first batch's own lines name all that was made of it: what the server keeps back is missed.
  await page.route("**/public/JUICE/proof", (route) => route.fulfill({ status: 404, json: {} }));
  await page.goto(`${origin}/audit/batches/PEARS/lineage`);
  await page.locator('[data-testid="lineage"][data-state="done"]').waitFor({ state: "attached" });
  const outcomes = await rows.evaluateAll((all) => all.map((row) => row.getAttribute("data-outcome")));
  expect(outcomes).toEqual(["passed", "passed", "not-shown"]);
  await page.close();
});

test("the whole mirror is held against the chain, and what differs is shown; the work can be stopped", async () => {
  const page = await open("/mirror");
  const found = page.getByTestId("mirror-verdict");
  await page.getByRole("button", { name: "Compare all lines" }).click();
  await found.waitFor();
  const { mirror } = (await api.call("GET", "/v1/integrity")).body.data;
  expect(await found.textContent()).toContain(`All ${mirror.lines} lines of this server are the contract’s`);

  // A server that tells of another author, or that leaves the last line out.
  let forge = (lines: { line: number; seq: number | null }[]) =>
    lines.map((line) => (line.line === 4 ? { ...line, seq: 9 } : line));
  await page.route("**/v1/lines?*", async (route) => {
    const body = await (await route.fetch()).json();
    await route.fulfill({ json: { ...body, data: forge(body.data) } });
  });
  await page.getByRole("button", { name: "Compare again" }).click();
  await page.getByText("Line 4 is not the same here as on chain.").waitFor();
  forge = (lines) => lines.slice(0, -1);
  await page.getByRole("button", { name: "Compare again" }).click();
  await page.getByText(`Line ${mirror.lines} is not the same here as on chain.`).waitFor();

  await page.unroute("**/v1/lines?*");
  await page.route("**/rpc", async (route) => {
    if (route.request().postData()?.includes("eth_getLogs"))
      await new Promise((resolve) => page.once("close", resolve));
    await route.continue().catch(() => undefined);
  });
  await page.getByRole("button", { name: "Compare again" }).click();
  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByText("Stopped: nothing is known").waitFor();
  await page.close();
});

test("a period's export is made, and page and terminal find it whole; what is left out or changed is found", async () => {
  const page = await open("/export");
  const today = new Date().toISOString().slice(0, 10);
  await page.getByLabel("From (day, UTC)").fill(today);
  await page.getByLabel("To (day, UTC, included)").fill(today);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Make the export" }).click(),
  ]);
  const path = join(api.folder, "period.ndjson");
  await download.saveAs(path);
  const texts = (await readFile(path, "utf8")).trimEnd().split("\n");

  const verdict = page.getByTestId("export-verdict");
  async function outcomeOf(records: readonly string[]) {
    await writeFile(path, `${records.join("\n")}\n`);
    await page.goto(`${origin}/audit`);
    await page.locator("input[type=file]").setInputFiles(path);
    await verdict.waitFor();
    return verdict.getAttribute("data-outcome");
  }
  expect(await outcomeOf(texts)).toBe("verified");
  expect(await verdict.textContent()).toContain("No line of the period is missing");
  expect(await page.getByTestId("export-batches").locator('[data-outcome="verified"]').count()).toBe(
    texts.filter((text) => text.includes("suyuan-proof/1")).length,
  );
  async function command(file: string) {
    const run = startProcess("scripts/verify-batch.ts", {}, ["--export", file]);
    return { exit: await run.exited, output: run.output() };
  }
  expect(await command(path)).toMatchObject({ exit: 0, output: expect.stringContaining(": VERIFIED against ") });

  const proofs = texts.filter((text) => text.includes("suyuan-proof/1"));
  const [header = "", ...records] = texts;
  // A batch that is left out, and a line of administration that says another thing.
  expect(await outcomeOf(texts.filter((text) => text !== proofs[0]))).toBe("incomplete");
  const changed = records.map((text) =>
    text.includes('"RolesSet"') ? text.replace(/"roles":\d+/, '"roles":63') : text,
  );
  expect(await outcomeOf([header, ...changed])).toBe("failed");
  expect(await verdict.textContent()).toContain("do not add up to the contract's own chain");
  expect(await command(path)).toMatchObject({ exit: 1, output: expect.stringContaining("do not add up") });
  await page.close();
});

test("blocks and transactions are read from the node, with their events decoded", async () => {
  const page = await open("/blocks");
  await page.getByTestId("blocks").getByRole("link").first().click();
  await page.getByRole("heading", { name: /^Block \d+$/ }).waitFor();
  await page.goto(`${origin}/audit`);
  await find(page, trace.chain.transactionHash);
  const event = page.getByTestId("event").filter({ hasText: "Created" });
  await event.getByRole("link", { name: CODE }).waitFor();
  expect(await event.textContent()).toContain(farm.user.address.toLowerCase());
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("each view is readable by the rules of axe, on a phone and at a desk, in both languages", async () => {
  const proof = await proofOf(CODE);
  const views: readonly (readonly [path: string, ready: string])[] = [
    [`/batches/${CODE}`, `${verdict}:not([data-outcome="checking"])`],
    [`/batches/${CODE}/lineage`, '[data-testid="up"]'],
    [`/accounts/${farm.user.address}`, '[data-testid="lines"]'],
    [`/transactions/${proof.lines[0].transactionHash}`, '[data-testid="event"]'],
    [`/blocks/${proof.lines[0].blockNumber}`, '[data-testid="lines"]'],
    ["/blocks", '[data-testid="blocks"]'],
    ["/mirror", "main .button"],
    ["/export", "main .button"],
  ];
  for (const [width, locale, colorScheme] of [
    [360, "zh-CN", "light"],
    [1440, "en-GB", "dark"],
  ] as const) {
    const page = await openPage(browser, `${origin}/audit`, {
      bypassCSP: true,
      viewport: { width, height: 900 },
      locale,
      colorScheme,
    });
    for (const [path, ready] of views) {
      await page.goto(`${origin}/audit${path}`);
      await page.locator(ready).first().waitFor();
      await page.evaluate(() => {
        for (const closed of document.querySelectorAll("main details")) (closed as HTMLDetailsElement).open = true;
      });
      expect(await faultsOf(page), `${path} at ${width}`).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `${path} at ${width}`).toBe(width);
    }
    expect(page.complaints).toEqual([]);
    await page.close();
  }
});

test("a node of another chain, and one that is silent, are told of; one's own choice is kept", async () => {
  const page = await open();
  await page.route("**/other-chain", async (route) => {
    const { id } = route.request().postDataJSON();
    await route.fulfill({ json: { jsonrpc: "2.0", id, result: "0x1" } });
  });
  await page.getByText("Ask another node or contract").click();
  await page.getByTestId("endpoint").fill(`${origin}/other-chain`);
  await page.getByTestId("again").click();
  await page.getByText("The node is of chain 1,").waitFor();
  await page.reload();
  await page.getByText("The node is of chain 1,").waitFor();
  expect(await page.getByTestId("node").textContent()).toContain("your own choice");
  await find(page, CODE);
  expect(await outcome(page)).toBe("unreachable");
  await page.getByTestId("reset").click();
  await expect.poll(() => page.locator(verdict).getAttribute("data-outcome")).toBe("verified");
  await page.close();
});
