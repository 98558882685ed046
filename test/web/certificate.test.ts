import { type ServerType, serve } from "@hono/node-server";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildWeb } from "../../web/bundle.ts";
import { type Api, startApi } from "../api/support/api.ts";
import { issue } from "../api/traces/support/certificates.ts";
import { openBrowser, openPage } from "./support/browser.ts";

interface Issued {
  readonly certificateNumber: string;
  readonly pdfUrl: string;
  readonly validUntil: string;
}

let api: Api;
let server: ServerType;
let browser: Browser;
let origin: string;
let producer: Awaited<ReturnType<Api["account"]>>;
let inspector: Awaited<ReturnType<Api["account"]>>;
let good: Issued;
let revoked: Issued;
let file: Buffer;

beforeAll(async () => {
  server = serve({ fetch: (request) => api.app.fetch(request), port: 0, hostname: "127.0.0.1" });
  await new Promise((resolve) => server.once("listening", resolve));
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  api = await startApi({ settings: { publicUrl: origin }, app: { web: await buildWeb() } });
  browser = await openBrowser();

  producer = await api.account("supplier", "Green Valley Growers");
  inspector = await api.account("inspector", "国家食品检验中心");
  const trace = await newTrace("APPLES-1");
  good = (await issue(api, inspector.token, trace.id)).body.data;
  revoked = (await issue(api, inspector.token, trace.id, { language: "zh" })).body.data;
  await api.call("POST", `/v1/certificates/${revoked.certificateNumber}/revoke`, {
    token: inspector.token,
    body: { reason: "样品标签贴错" },
  });
  file = Buffer.from(await (await fetch(good.pdfUrl)).arrayBuffer());
});

afterAll(async () => {
  await browser?.close();
  server?.close();
  await api?.close();
});

async function newTrace(batchCode: string): Promise<{ id: string }> {
  const body = { name: "Apples", quantity: 12, unit: "kg", batchCode };
  return (await api.call("POST", "/v1/traces", { token: producer.token, body })).body.data;
}
const declare = async (code: string): Promise<Issued & { readonly traceId: string }> =>
  (await issue(api, producer.token, (await newTrace(code)).id)).body.data;

const open = (path: string, options?: BrowserContextOptions) => openPage(browser, origin + path, options);

const verdict = '[data-testid="verdict"]';
async function outcome(page: Page): Promise<string | null> {
  return (await page.waitForSelector(`${verdict}:not([data-outcome="checking"])`)).getAttribute("data-outcome");
}
async function choose(page: Page, name: string, buffer: Buffer): Promise<string | null> {
  await page.getByTestId("file").setInputFiles({ name, mimeType: "application/pdf", buffer });
  await page.locator(".subject", { hasText: name }).waitFor();
  return outcome(page);
}

test("a number turns green, under the content security policy, on a narrow phone", async () => {
  const page = await open(`/verify/${good.certificateNumber}`);
  expect(await outcome(page)).toBe("genuine");
  expect(await page.locator(`${verdict} h2`).textContent()).toBe("Genuine");
  const facts = await page.locator(".certificate-facts").textContent();
  for (const fact of [good.certificateNumber, "APPLES-1", "国家食品检验中心"]) expect(facts).toContain(fact);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("a producer's own word is neutral, and green with the name of whoever attests the same file", async () => {
  const declared = await declare("DECLARED-1");
  const page = await open(`/verify/${declared.certificateNumber}`);
  expect(await outcome(page)).toBe("declared");
  expect(await page.locator(verdict).getAttribute("class")).toBe("verdict verdict-plain");
  expect(await page.locator(verdict).textContent()).toContain("Issued by the producer itself.");

  const path = `/v1/certificates/${declared.certificateNumber}/attest`;
  expect((await api.call("POST", path, { token: inspector.token, body: {} })).status).toBe(200);
  await page.reload();
  expect(await outcome(page)).toBe("genuine");
  expect(await page.locator(verdict).getAttribute("class")).toBe("verdict verdict-verified");
  expect(await page.locator(verdict).textContent()).toMatch(/Attested by .*国家食品检验中心/);
  const pdf = Buffer.from(await (await fetch(declared.pdfUrl)).arrayBuffer());
  expect(await choose(page, "declaration.pdf", pdf)).toBe("genuine");

  // The server withholds what might take the attestation back: that is not green.
  const back = `/v1/certificates/${declared.certificateNumber}/revoke`;
  expect((await api.call("POST", back, { token: inspector.token, body: { reason: "Wrong" } })).status).toBe(200);
  await page.route("**/proof", async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    body.data.documents[body.data.lines.at(-1).args.digest] = { status: "restricted", cid: "" };
    await route.fulfill({ response, json: body });
  });
  await page.reload();
  expect(await outcome(page)).toBe("unsure");
  await page.unroute("**/proof");
  await page.reload();
  expect(await outcome(page)).toBe("declared");
  await page.close();
});

test("a fail since weighs more than the certificate, is said first, and listed with what came after", async () => {
  const declared = await declare("DECLARED-2");
  const event = { type: "quality-test", title: "Residues", status: "failed" };
  const path = `/v1/traces/${declared.traceId}/events`;
  expect((await api.call("POST", path, { token: inspector.token, body: event })).status).toBe(201);
  const page = await open(`/verify/${declared.certificateNumber}`);
  expect(await outcome(page)).toBe("warned");
  const top = (selector: string) => page.locator(selector).evaluate((element) => element.getBoundingClientRect().top);
  expect(await top('[data-warning="failed"]')).toBeLessThan(await top(verdict));
  expect(await page.locator(verdict).textContent()).not.toMatch(/valid/i);
  expect(await page.locator("[data-since]").getAttribute("data-since")).toBe("failed-inspection");
  await page.close();
});

test("of a journey that is not all shown a certificate is genuine, and not green", async () => {
  const trace = await newTrace("PARTLY-1");
  const event = { type: "processing", title: "Secret", restricted: true };
  await api.call("POST", `/v1/traces/${trace.id}/events`, { token: producer.token, body: event });
  const { certificateNumber } = (await issue(api, inspector.token, trace.id)).body.data;
  const page = await open(`/verify/${certificateNumber}`);
  expect(await outcome(page)).toBe("incomplete");
  expect(await page.locator(verdict).getAttribute("class")).toBe("verdict verdict-incomplete");
  await page.close();
});

test("the PDF itself is genuine, and with one byte changed unknown", async () => {
  const page = await open("/verify");
  expect(await choose(page, "certificate.pdf", file)).toBe("genuine");
  const changed = Buffer.from(file);
  changed.writeUInt8((changed.at(-20) ?? 0) ^ 1, changed.length - 20);
  expect(await choose(page, "changed.pdf", changed)).toBe("unknown");
  expect(await choose(page, "other.pdf", Buffer.from("%PDF-1.7"))).toBe("unknown");
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("a file dropped anywhere on the page is taken, and one of another number is told", async () => {
  const page = await open(`/verify/${revoked.certificateNumber}`);
  expect(await outcome(page)).toBe("revoked");
  const bytes = file.toString("base64");
  await page.evaluate((content) => {
    const transfer = new DataTransfer();
    const array = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
    transfer.items.add(new File([array], "dropped.pdf", { type: "application/pdf" }));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, bytes);
  await page.locator(".subject", { hasText: "dropped.pdf" }).waitFor();
  expect(await outcome(page)).toBe("genuine");
  expect(await page.locator(".notice").textContent()).toContain(good.certificateNumber);
  await page.close();
});

test("one that is revoked is red and says why, in Chinese too", async () => {
  const page = await open(`/verify/${revoked.certificateNumber}`, { locale: "zh-CN" });
  expect(await outcome(page)).toBe("revoked");
  expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
  expect(await page.locator(verdict).textContent()).toMatch(/已撤销.*样品标签贴错/s);
  await page.locator(".language").click();
  expect(await page.locator(`${verdict} h2`).textContent()).toBe("Revoked");
  await page.close();
});

test("one whose last day is over is amber", async () => {
  const page = await browser.newPage({ locale: "en-GB" });
  await page.clock.setFixedTime(new Date(Date.parse(good.validUntil) + 1000));
  await page.goto(`${origin}/verify/${good.certificateNumber}`);
  expect(await outcome(page)).toBe("expired");
  await page.close();
});

test.each(["CERT-20230520-567", "anything", "%E8%AF%81"])("%s is unknown", async (number) => {
  const page = await open(`/verify/${number}`);
  expect(await outcome(page)).toBe("unknown");
  await page.close();
});

test("a number is typed, in any case, and one that cannot be is refused", async () => {
  const page = await open("/verify");
  await page.getByTestId("number").fill("certificate");
  await page.locator(".number-form button").click();
  await page.locator("#number-note.field-error").waitFor();
  await page.getByTestId("number").fill(` ${good.certificateNumber.toLowerCase()} `);
  await page.locator(".number-form button").click();
  expect(await outcome(page)).toBe("genuine");
  expect(page.url()).toContain(`/verify/${good.certificateNumber}`);
  await page.close();
});

test("a server that lies is not believed", async () => {
  const page = await browser.newPage({ locale: "en-GB" });
  const visit = async () => {
    await page.goto(`${origin}/verify/${revoked.certificateNumber}`);
    return outcome(page);
  };
  // It claims that another line attests the certificate.
  await page.route("**/v1/certificates/*", async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    body.data.chain.seq = 1;
    await route.fulfill({ response, json: body });
  });
  expect(await visit()).toBe("unknown");
  await page.unroute("**/v1/certificates/*");

  // It leaves the revocation out, rewrites it, or withholds it.
  const proofs: [(data: { lines: { args: { digest: string } }[]; documents: object }) => void, string][] = [
    [(data) => void data.lines.pop(), "failed"],
    [
      (data) => {
        const digest = data.lines.at(-1)?.args.digest ?? "";
        const document = (data.documents as Record<string, { text: string }>)[digest];
        if (document) document.text = document.text.replaceAll(revoked.certificateNumber, good.certificateNumber);
      },
      "failed",
    ],
    [
      (data) => {
        const digest = data.lines.at(-1)?.args.digest ?? "";
        Object.assign(data.documents, { [digest]: { status: "restricted", cid: "" } });
      },
      "unsure",
    ],
  ];
  for (const [change, expected] of proofs) {
    await page.route("**/proof", async (route) => {
      const response = await route.fetch();
      const body = await response.json();
      change(body.data);
      await route.fulfill({ response, json: body });
    });
    expect(await visit()).toBe(expected);
    await page.unroute("**/proof");
  }
  await page.close();
});

test("a silent chain proves nothing, and the reader may ask another", async () => {
  const page = await open("/verify");
  await page.route("**/rpc", (route) => route.abort());
  await page.goto(`${origin}/verify/${good.certificateNumber}`);
  expect(await outcome(page)).toBe("unreachable");
  await page.unroute("**/rpc");
  await page.getByTestId("again").click();
  await page.waitForSelector(`${verdict}[data-outcome="genuine"]`);
  await page.close();
});

test("a silent site proves nothing either", async () => {
  const page = await open("/verify");
  await page.route("**/v1/certificates/*", (route) => route.abort());
  await page.goto(`${origin}/verify/${good.certificateNumber}`);
  expect(await outcome(page)).toBe("offline");
  await page.close();
});
