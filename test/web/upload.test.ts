/** The upload page in a real browser, against the real API. */
import { type ServerType, serve } from "@hono/node-server";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildWeb } from "../../web/bundle.ts";
import { TEXTS } from "../../web/upload/texts.ts";
import { typeOf } from "../../web/upload/type-of.ts";
import { type Api, sha256, startApi } from "../api/support/api.ts";
import { s3Storage } from "../integrations/objects/support/storages.ts";
import { openBrowser } from "./support/browser.ts";
import { asOnAnOldPhone } from "./support/old-phone.ts";

let browser: Browser;
let server: ServerType;
let origin: string;
let api: Api;
let owner: Awaited<ReturnType<Api["account"]>>;
/** Paths that the connection breaks off for, once each. */
const broken = new Set<string>();
/** What was asked, such as `PUT /v1/uploads/*\/parts/1`. */
const asked: string[] = [];

beforeAll(async () => {
  server = serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: (request) => {
      const path = new URL(request.url).pathname.replace(/[0-9a-f]{32}/, "*");
      asked.push(`${request.method} ${path}`);
      if (request.method !== "OPTIONS" && broken.delete(path)) return new Response("", { status: 502 });
      return api.app.fetch(request);
    },
  });
  await new Promise((resolve) => server.once("listening", resolve));
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  api = await startApi({ settings: { publicUrl: origin }, app: { web: await buildWeb() } });
  owner = await api.account("supplier");
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
  await api?.close();
});

async function open(options: BrowserContextOptions = {}, from = origin): Promise<Page & { complaints: string[] }> {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 }, locale: "en-GB", ...options });
  return watch(page, from);
}

async function watch(page: Page, from: string): Promise<Page & { complaints: string[] }> {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().startsWith("Failed to load")) complaints.push(message.text());
  });
  await page.goto(`${from}/upload-page`);
  return Object.assign(page, { complaints });
}

/** The link in the last mail to an address. */
async function linkTo(address: string): Promise<string> {
  for (;;) {
    const mails = (await api.services.mailbox?.list())?.filter(({ message }) => message.to === address) ?? [];
    const link = mails[0] && /https?:\S+\/confirm#\S+/.exec(mails[0].message.text)?.[0];
    if (link) return link;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test("a mail's link leads an old phone to the page for its code, which the address then no longer has", async () => {
  const account = { username: "forgetful", email: "forgetful@example.com", password: "Forgotten1" };
  expect((await api.call("POST", "/api/auth/register", { body: account })).status).toBe(201);
  const { email, username } = account;
  const target = { identifier: username, channel: "email", contact: email };
  expect((await api.call("POST", "/api/auth/request-reset-code", { body: target })).status).toBe(200);
  asked.length = 0;
  const page = await browser.newPage({ viewport: { width: 360, height: 740 }, locale: "zh-CN" });
  await asOnAnOldPhone(page);
  await page.goto(await linkTo(email));
  await page.fill("#identifier", username);
  await page.fill("#contact", email);
  expect(await page.inputValue("#code")).toMatch(/^\d{6}$/);
  expect(page.url()).toBe(`${origin}/confirm`);
  await page.fill("#password", "short");
  await page.click("form .button");
  await page.waitForFunction(() => document.querySelector('[role="alert"]')?.textContent !== "");
  await page.fill("#password", "Remembered1");
  await page.click("form .button");
  expect(await page.locator('[data-testid="done"]').textContent()).toBe("密码已设置，请用新密码登录。");
  expect(asked.filter((path) => path.startsWith("GET")).join()).not.toMatch(/\d{6}/);
  await page.close();
  const logIn = { username, password: "Remembered1" };
  const { status, body } = await api.call("POST", "/api/auth/login", { body: logIn });
  expect(status).toBe(200);

  const before = await linkTo(email);
  await api.call("POST", "/api/auth/request-email-verification", { token: body.access_token });
  await expect.poll(() => linkTo(email)).not.toBe(before);
  const second = await browser.newPage({ viewport: { width: 360, height: 740 }, locale: "en-GB" });
  await second.goto(await linkTo(email));
  await second.click("form .button");
  expect(await second.locator('[data-testid="done"]').textContent()).toMatch(/verified/);
  await second.close();
  const me = await api.call("GET", "/api/auth/me", { token: body.access_token });
  expect(me.body.user.email_verified).toBe(true);
});

const settled = (page: Page, index = 0) =>
  page.locator('[data-testid="file"]').nth(index).and(page.locator(':not([data-state="under-way"])')).waitFor();

test("somebody logs in and brings a file, whose digest is the one that sha256sum gives", async () => {
  const page = await open();
  await page.fill("#username", owner.username);
  await page.fill("#password", "wrong");
  await page.click('form button[type="submit"].button');
  await page.waitForFunction(() => document.querySelector('[role="alert"]')?.textContent !== "");
  await page.fill("#password", owner.password);
  await page.click('form button[type="submit"].button');
  const content = Buffer.from("时间,温度\n10:00,4\n");
  await page.locator("#files").setInputFiles({ name: "冷链温度.csv", mimeType: "text/csv", buffer: content });
  await settled(page);
  expect(await page.textContent('[data-testid="digest"]')).toBe(sha256(content));
  const read = await fetch((await page.textContent('[data-testid="url"]')) ?? "");
  expect(await read.text()).toBe(content.toString());
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("a token will do; a file that is withheld stays withheld; what is refused is told in Chinese too", async () => {
  const page = await open({ locale: "zh-CN" });
  expect(await page.textContent("h1")).toBe("上传附件");
  await page.fill("#token", owner.token);
  await page.click(`text=${TEXTS.zh.useToken}`);
  await page.check("#restricted");
  const secret = Buffer.from("价目表");
  await page.locator("#files").setInputFiles({ name: "价目表.txt", mimeType: "text/plain", buffer: secret });
  await settled(page);
  expect((await fetch(`${origin}/v1/attachments/${sha256(secret)}`)).status).toBe(403);
  const script = { name: "picture.png", mimeType: "image/png", buffer: Buffer.from("<script>alert(1)</script>") };
  await page.locator("#files").setInputFiles(script);
  await settled(page, 1);
  expect(await page.textContent('[role="alert"]')).toContain(TEXTS.zh.failures.refused);
  expect(page.complaints).toEqual([]);
  await page.close();
});

/** Chooses a file that is made in the page: playwright hands over no more than 50 MB. */
async function chooseLarge(page: Page, fill = 32): Promise<void> {
  await page.evaluate((byte) => {
    const files = new DataTransfer();
    files.items.add(new File([new Uint8Array(70_000_000).fill(byte)], "large.txt", { type: "text/plain" }));
    const input = document.querySelector("#files") as HTMLInputElement;
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }, fill);
}

test("a large file comes in parts; one that breaks off is tried again", async () => {
  const page = await open();
  await page.fill("#token", owner.token);
  await page.click(`text=${TEXTS.en.useToken}`);
  broken.add("/v1/uploads/*/parts/2");
  await chooseLarge(page);
  await settled(page);
  const digest = sha256(new Uint8Array(70_000_000).fill(32));
  expect(await page.textContent('[data-testid="digest"]')).toBe(digest);
  expect(broken.size).toBe(0);
  const { size } = (await api.services.objects.info(`0x${digest}`)) ?? {};
  expect(size).toBe(70_000_000);
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("a page that was closed goes on where it broke off", async () => {
  const context = await browser.newContext({ locale: "en-GB" });
  const first = await watch(await context.newPage(), origin);
  const choose = async (page: Page) => {
    await page.fill("#token", owner.token);
    await page.click(`text=${TEXTS.en.useToken}`);
    await chooseLarge(page, 65);
  };
  // Once its first part is there the page is closed.
  const arrived = first.waitForResponse((response) => /parts\/1\?/.test(response.url()) && response.ok());
  await choose(first);
  await arrived;
  await first.close();
  asked.length = 0;
  const second = await watch(await context.newPage(), origin);
  await choose(second);
  await settled(second);
  expect(await second.textContent('[data-testid="digest"]')).toBe(sha256(new Uint8Array(70_000_000).fill(65)));
  expect(asked).not.toContain("POST /v1/uploads");
  expect(asked).not.toContain("PUT /v1/uploads/*/parts/1");
  expect(asked).toContain("PUT /v1/uploads/*/parts/5");
  await context.close();
});

test("files go straight to an S3 storage, in one part or in several", async () => {
  const storage = await s3Storage();
  let world: Api;
  const site = serve({ fetch: (request) => world.app.fetch(request), port: 0, hostname: "127.0.0.1" });
  await new Promise((resolve) => site.once("listening", resolve));
  const from = `http://127.0.0.1:${(site.address() as { port: number }).port}`;
  world = await startApi({ settings: { publicUrl: from }, app: { web: await buildWeb() }, objects: storage.objects });
  const { token } = await world.account("supplier");
  const page = await open({}, from);
  await page.fill("#token", token);
  await page.click(`text=${TEXTS.en.useToken}`);
  const small = Buffer.from("合格");
  await page.locator("#files").setInputFiles({ name: "合格.txt", mimeType: "text/plain", buffer: small });
  await settled(page);
  expect(await page.textContent('[data-testid="digest"]')).toBe(sha256(small));
  await chooseLarge(page);
  await settled(page, 1);
  expect(await page.locator('[data-testid="digest"]').nth(1).textContent()).toBe(
    sha256(new Uint8Array(70_000_000).fill(32)),
  );
  expect(storage.paths().filter((path) => path.startsWith("public"))).toHaveLength(2);
  expect(page.complaints).toEqual([]);
  await page.close();
  site.close();
  await world.close();
  await storage.close();
});

test.each([
  ["its name", "检测报告-13800138000.txt", "合格", TEXTS.zh.found.phone],
  ["its text", "名单.csv", "姓名,身份证号\n某人,11010519491231002X", TEXTS.zh.found["identity-card"]],
])("what looks like a person's number in %s is told before anything is sent", async (_, name, text, said) => {
  const page = await open({ locale: "zh-CN" });
  await page.fill("#token", owner.token);
  await page.click(`text=${TEXTS.zh.useToken}`);
  asked.length = 0;
  const buffer = Buffer.from(text);
  await page.locator("#files").setInputFiles({ name, mimeType: "text/plain", buffer });
  const alert = page.locator('[data-testid="file"] [role="alert"]');
  await alert.waitFor();
  expect(await alert.textContent()).toContain(said + TEXTS.zh.stop);
  expect(asked).not.toContain("POST /v1/uploads");
  await page.click(`text=${TEXTS.zh.sendAnyway}`);
  await settled(page);
  expect(await page.textContent('[data-testid="digest"]')).toBe(sha256(buffer));
  expect(await alert.count()).toBe(0);
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("both languages name the same things, and names tell types where the browser does not", () => {
  expect(Object.keys(TEXTS.zh).sort()).toEqual(Object.keys(TEXTS.en).sort());
  expect(typeOf({ name: "温度.CSV", type: "application/vnd.ms-excel" })).toBe("text/csv");
  expect(typeOf({ name: "report", type: "application/pdf" })).toBe("application/pdf");
  expect(typeOf({ name: "x.constructor", type: "" })).toBe("application/octet-stream");
});
