/** The start page in a real browser, against the real API. */
import { type ServerType, serve } from "@hono/node-server";
import type { Browser, Page } from "playwright-core";
import encodeQR from "qr";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildWeb } from "../../web/bundle.ts";
import { type Api, startApi } from "../api/support/api.ts";
import { openBrowser, openPage } from "./support/browser.ts";

const CODE = "RA20261201";
let browser: Browser;
let server: ServerType;
let origin: string;
let api: Api;
let producer: Awaited<ReturnType<Api["account"]>>;

beforeAll(async () => {
  server = serve({ port: 0, hostname: "127.0.0.1", fetch: (request) => api.app.fetch(request) });
  await new Promise((resolve) => server.once("listening", resolve));
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  api = await startApi({ settings: { publicUrl: origin }, app: { web: await buildWeb() } });
  producer = await api.account();
  const body = { name: "Red apples", quantity: 40, unit: "kg", batchCode: CODE };
  expect((await api.call("POST", "/v1/traces", { token: producer.token, body })).status).toBe(201);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
  await api?.close();
});

const open = (options: Parameters<typeof openPage>[2] = {}) => openPage(browser, `${origin}/`, options);

/** A camera that is held in front of a QR code. */
async function showToCamera(page: Page, text: string): Promise<void> {
  const modules = encodeQR(text, "raw", { border: 4 });
  await page.addInitScript((rows: boolean[][]) => {
    const canvas = document.createElement("canvas");
    const size = 8;
    canvas.width = canvas.height = rows.length * size;
    const context = canvas.getContext("2d") as CanvasRenderingContext2D;
    const draw = () => {
      for (const [y, row] of rows.entries()) {
        for (const [x, isDark] of row.entries()) {
          context.fillStyle = isDark ? "#000" : "#fff";
          context.fillRect(x * size, y * size, size, size);
        }
      }
    };
    draw();
    setInterval(draw, 50);
    const devices = { getUserMedia: async () => canvas.captureStream(20), enumerateDevices: async () => [] };
    Object.defineProperty(navigator, "mediaDevices", { value: devices });
  }, modules);
}

test("a typed code, or the whole address on a label, leads to the journey", async () => {
  const page = await open();
  await page.getByLabel("The code on the label").fill("not a code!");
  await page.getByRole("button", { name: "Show the journey" }).click();
  await page.getByText("That is no code of a batch.").waitFor();
  await page.getByLabel("The code on the label").fill(`${origin}/t/${CODE}`);
  await page.getByRole("button", { name: "Show the journey" }).click();
  await page.waitForURL(`${origin}/t/${CODE}?lang=en`);
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("without a script the form leads there all the same", async () => {
  const page = await open({ javaScriptEnabled: false, locale: "zh-CN" });
  await page.getByLabel("标签上的批次号").fill(CODE);
  await page.getByRole("button", { name: "查看溯源信息" }).click();
  await page.waitForURL(new RegExp(`/t/${CODE}`));
  await page.close();
});

test("the camera reads the code on a label", async () => {
  const page = await browser.newPage({ locale: "en-GB" });
  await showToCamera(page, `${origin}/t/${CODE}`);
  await page.goto(`${origin}/`);
  await page.getByRole("button", { name: "Scan the QR code" }).click();
  await page.waitForURL(new RegExp(`/t/${CODE}`));
  await page.close();
});

test("a dropped certificate is taken to the page that checks it; another file is refused", async () => {
  const made = await api.call("GET", `/v1/traces?limit=1`, { token: producer.token });
  const path = `/v1/traces/${made.body.data[0].id}/certificates`;
  const issued = await api.call("POST", path, { token: producer.token, body: { templateId: "template-standard" } });
  expect(issued.status).toBe(201);
  const pdf = await api.app.request(new URL(issued.body.data.pdfUrl).pathname);
  const page = await open();
  await page.getByRole("heading", { name: "Check a certificate or a proof" }).waitFor();
  await page.locator("#file").setInputFiles({ name: "x.txt", mimeType: "text/plain", buffer: Buffer.from("no") });
  await page.getByText("That file can be read neither").waitFor();
  const buffer = Buffer.from(await pdf.arrayBuffer());
  await page.locator("#file").setInputFiles({ name: "paper.pdf", mimeType: "application/pdf", buffer });
  await page.waitForURL(`${origin}/verify?lang=en`);
  await page.getByText(issued.body.data.certificateNumber).first().waitFor();
  expect(page.complaints).toEqual([]);
  await page.close();
});
