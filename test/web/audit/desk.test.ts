/** The auditor's desk in a real browser: what is told of a batch is computed anew, and held against a chosen node. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type ServerType, serve } from "@hono/node-server";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildWeb } from "../../../web/bundle.ts";
import { type Api, startApi } from "../../api/support/api.ts";
import { issue } from "../../api/traces/support/certificates.ts";
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
