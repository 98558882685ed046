import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildWeb } from "../../web/bundle.ts";
import { type Api, PUBLIC_URL, startApi } from "./support/api.ts";

const BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";
const HOST = {
  name: "寿光蔬菜合作社",
  contact: "privacy@example.com",
  icpNumber: "鲁ICP备00000000号-1",
  policeNumber: "鲁公网安备00000002000000号",
  blockchainNumber: "鲁网信备00000000000000000X号",
};
const CODE = "SG20240115T001";

let api: Api;
let token: string;

beforeAll(async () => {
  api = await startApi({
    app: { web: await buildWeb(), host: HOST, wechatDomainVerification: "abcDEF123" },
  });
  ({ token } = await api.account("supplier", "Shouguang Growers"));
  await create(CODE, "寿光番茄 <\"&'>");
});

afterAll(() => api?.close());

async function create(batchCode: string, name: string, more: object = {}): Promise<void> {
  const body = { name, quantity: 5, unit: "kg", batchCode, ...more };
  expect((await api.call("POST", "/v1/traces", { token, body })).status).toBe(201);
}

/** Asks as a browser does that goes to an address. */
const visit = (path: string, headers: Record<string, string> = {}) =>
  api.app.request(path, { headers: { accept: BROWSER, "accept-language": "zh-CN,zh;q=0.9", ...headers } });
const metaOf = (html: string) =>
  Object.fromEntries(
    [...html.matchAll(/<meta (?:name|property)="([^"]+)" content="([^"]*)"/g)].map(([, k, v]) => [k, v]),
  );
const titleOf = (html: string) => /<title>([^<]*)<\/title>/.exec(html)?.[1];

describe("assets", () => {
  async function assetNamed(pattern: RegExp): Promise<string> {
    const html = await (await visit("/t")).text();
    return pattern.exec(html)?.[0] ?? "";
  }

  test.each([
    ["br", "gzip, deflate, br, zstd", brotliDecompressSync],
    ["gzip", "gzip, deflate", gunzipSync],
    ["gzip", "br;q=0, *", gunzipSync],
    ["gzip", "br;q=0.1, gzip;q=0.9", gunzipSync],
    [null, "identity", (bytes: Buffer) => bytes],
    [null, "br;q=0, gzip;q=0", (bytes: Buffer) => bytes],
    [null, undefined, (bytes: Buffer) => bytes],
  ])("are sent as %s to whoever accepts %s, for good", async (encoding, accepted, decode) => {
    const script = await assetNamed(/\/assets\/shopper-(?:en|zh)-[A-Z0-9]{8}\.js/);
    const headers: Record<string, string> = accepted === undefined ? {} : { "accept-encoding": accepted };
    const answer = await api.app.request(script, { headers });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-encoding")).toBe(encoding);
    expect(answer.headers.get("vary")).toBe("Accept-Encoding");
    expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(decode(Buffer.from(await answer.arrayBuffer())).toString()).toContain("data-testid");
    const again = await api.app.request(script, {
      headers: { ...headers, "if-none-match": answer.headers.get("etag") ?? "" },
    });
    expect(again.status).toBe(304);
  });

  test("of another build are not there, and not kept", async () => {
    const answer = await api.app.request("/assets/shopper-en-00000000.js");
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([404, "no-store"]);
  });
});

describe("a batch's page", () => {
  test("is named in its head as messengers show it, in the reader's language and escaped", async () => {
    const page = await visit(`/t/${CODE}`);
    const html = await page.text();
    expect([page.status, page.headers.get("vary")]).toEqual([200, "Accept-Language"]);
    expect(titleOf(html)).toBe(`寿光番茄 &lt;&quot;&amp;&#39;&gt; · 溯源信息｜批次 ${CODE}`);
    expect(metaOf(html)).toMatchObject({
      "og:title": titleOf(html),
      "og:url": `${PUBLIC_URL}/t/${CODE}`,
      "og:image": `${PUBLIC_URL}/qr/${CODE}.png`,
      "og:description": expect.stringContaining("检验"),
    });
    const english = await (await visit(`/t/${CODE}?lang=en`)).text();
    expect(titleOf(english)).toContain(`where it comes from | batch ${CODE}`);
    expect(english).toContain('<html lang="en"');
  });

  test("tells nothing of what is withheld, and that there is nothing where that is so", async () => {
    await create("SECRET-1", "Secret tomatoes", { restricted: true });
    const withheld = await visit("/t/SECRET-1");
    const html = await withheld.text();
    expect(withheld.status).toBe(200);
    expect(html).not.toMatch(/Secret tomatoes|og:image/);
    const unknown = await visit("/t/NOT-THERE-1");
    expect([unknown.status, unknown.headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
    expect(await unknown.text()).not.toMatch(/NOT-THERE|og:image/);
  });

  test.each([
    ["full width", "ＳＧ２０２４０１１５Ｔ００１"],
    ["zero width", "SG2024\u200b0115T001\ufeff"],
    ["blanks round it", "  SG20240115T001\u3000"],
    ["the label's whole address", `${PUBLIC_URL}/t/SG20240115T001?lang=zh`],
    ["an address without a scheme", "trace.example/t/SG20240115T001"],
    ["the picture's address", `${PUBLIC_URL}/qr/SG20240115T001`],
  ])("is found by a code with %s, without a word", async (_, typed) => {
    for (const path of [`/t/${encodeURIComponent(typed)}`, `/t?code=${encodeURIComponent(typed)}`]) {
      const { status, headers } = await visit(path);
      expect([status, headers.get("location")]).toEqual([302, `/t/${CODE}`]);
    }
  });
});

describe("whoever asks for a page", () => {
  test.each([
    ["/nothing", 404, "没有找到"],
    ["/assets/nothing.js", 404, "没有找到"],
    ["/qr/NOT-THERE-1", 404, "没有找到"],
    ["/01/123/10/LOT", 400, "地址有误"],
    ["/ipfs/nothing", 400, "地址有误"],
    ["/certificates/CERT-20240101-123456789.pdf", 404, "没有找到"],
  ])("is told at %s in a page, and a program as ever", async (path, status, words) => {
    const page = await visit(path);
    expect([page.status, page.headers.get("content-type")]).toEqual([status, "text/html; charset=utf-8"]);
    expect(page.headers.get("cache-control")).toBe("no-store");
    expect(page.headers.get("vary")).toBe("Accept, Accept-Language");
    const html = await page.text();
    expect(html).toContain(words);
    expect(html).toContain(page.headers.get("x-request-id"));
    for (const accept of ["*/*", "application/json", "application/json, text/html;q=0.9"]) {
      const answer = await api.app.request(path, { headers: { accept } });
      expect([answer.status, answer.headers.get("content-type")]).toEqual([status, expect.stringContaining("json")]);
    }
  });

  test("is told so in English where that is preferred, and APIs answer browsers in their own shape", async () => {
    expect(await (await visit("/nothing", { "accept-language": "de, en;q=0.5" })).text()).toContain(
      "There is nothing here",
    );
    const { headers } = await visit("/v1/traces/public/NOT-THERE-1");
    expect(headers.get("content-type")).toContain("application/json");
  });

  test("reads who runs the installation, and under which numbers, on every page", async () => {
    for (const path of [
      "/",
      "/t",
      "/verify",
      "/upload-page",
      "/confirm",
      "/console",
      "/console/batches",
      "/audit",
      "/audit/batches/X",
      "/privacy",
      "/wechat",
      "/integrity",
      "/nothing",
    ]) {
      const html = await (await visit(path)).text();
      for (const shown of Object.values({ ...HOST, contact: HOST.name })) expect(html).toContain(shown);
      expect(html).toContain('href="https://beian.miit.gov.cn/"');
      expect(html).toContain("webSearch?code=00000002000000");
      expect(html).toContain('href="/privacy"');
    }
    const privacy = await (await visit("/privacy")).text();
    // 名称、联系方式、目的、方式、种类、保存期限、权利
    for (const item of [HOST.name, HOST.contact, "目的", "方式", "种类", "保存期限", "权利"])
      expect(privacy).toContain(item);
    expect(await (await visit("/privacy?lang=en")).text()).toContain("Your rights");
  });

  test("asks for an erasure by a form that needs neither script nor account", async () => {
    const send = async (fields: Record<string, string>, lang = "en") => {
      const headers = { accept: BROWSER, "content-type": "application/x-www-form-urlencoded" };
      const body = new URLSearchParams(fields).toString();
      const answer = await api.app.request(`/privacy?lang=${lang}`, { method: "POST", headers, body });
      return { answer, html: await answer.text() };
    };
    const page = await visit("/privacy?lang=en");
    expect(page.headers.get("content-security-policy")).toContain("form-action 'self'");
    expect(await page.text()).toContain('<form class="erasure-form" method="post" action="/privacy?lang=en">');
    const asked = { batchCode: CODE, seq: "1", reason: "My name", contact: "ann@example.com" };
    const { answer, html } = await send(asked);
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect(html).toMatch(/Your request was taken down. You are answered by mail by \d{4}-\d{2}-\d{2}/);
    expect(html).not.toContain("ann@example.com");
    const count = () => api.database.raw.prepare("select count(*) from erasure_requests").pluck().get();
    expect(count()).toBe(1);
    // What is wrong is said in the reader's language, and nothing that was typed is lost, or obeyed.
    const wrong = await send({ ...asked, contact: "nobody", reason: '"><script>alert(1)</script>' }, "zh");
    expect(wrong.html).toMatch(/role="alert".*请求未能提交.*\p{Script=Han}/su);
    expect(wrong.html).toContain("&lt;script&gt;");
    expect(wrong.html).not.toContain("<script>alert");
    expect((await send({ ...asked, batchCode: "NOT-THERE" })).html).toContain('role="alert"');
    const json = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
    expect((await api.app.request("/privacy", json)).status).toBe(415);
    expect(count()).toBe(1);
  });

  test("opens what a label shows where the picture's own address is opened", async () => {
    const opened = await visit(`/qr/${CODE}`);
    expect([opened.status, opened.headers.get("location"), opened.headers.get("vary")]).toEqual([
      302,
      `/t/${CODE}`,
      "Accept",
    ]);
    for (const [path, accept] of [
      [`/qr/${CODE}`, "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8"],
      [`/qr/${CODE}`, "*/*"],
      [`/qr/${CODE}.svg`, BROWSER],
      [`/qr/${CODE}?format=svg`, BROWSER],
    ] as const) {
      const picture = await api.app.request(path, { headers: { accept } });
      expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/svg+xml"]);
    }
  });

  test("WeChat finds the file by which it knows the domain, and no other", async () => {
    const answer = await api.app.request("/MP_verify_abcDEF123.txt");
    expect([answer.status, await answer.text()]).toEqual([200, "abcDEF123"]);
    expect((await api.app.request("/MP_verify_other.txt")).status).toBe(404);
  });
});
