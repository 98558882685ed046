import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { buildWeb, type WebFile, type WebPage } from "../../web/bundle.ts";

let files: ReadonlyMap<string, WebFile | WebPage>;

beforeAll(async () => {
  files = await buildWeb();
});

const HOST = { name: null, contact: null, icpNumber: null, policeNumber: null, blockchainNumber: null };
const assetOf = (path: string) => files.get(path) as WebFile;
const htmlOf = (path: string, language: "en" | "zh" = "zh") =>
  (files.get(path) as WebPage).render({ language, host: HOST, timeZone: "Asia/Shanghai" });
const text = (path: string) => new TextDecoder().decode(assetOf(path).body);
const all = () => [...files.keys()].sort();
const assets = () => all().filter((path) => path.startsWith("/assets/"));
const pages = () => all().filter((path) => !path.startsWith("/assets/"));
const named = (name: string) =>
  assets().find((path) => path.startsWith(`/assets/${name}-`) && !/-style-|-digest-/.test(path));

test("each page has a script and a style sheet; uploads have a worker beside, pages of words no script", () => {
  expect([...new Set(assets().map((path) => path.replace(/-[A-Z0-9]{8}\./, ".")))]).toEqual([
    "/assets/audit.js",
    "/assets/audit-style.css",
    "/assets/certificate.js",
    "/assets/certificate-style.css",
    "/assets/confirm.js",
    "/assets/confirm-style.css",
    "/assets/console.js",
    "/assets/console-style.css",
    "/assets/old-browsers.js",
    "/assets/open.js",
    // What several pieces of a page share, and what is fetched when it is needed.
    "/assets/part.js",
    "/assets/plain-style.css",
    "/assets/shopper-en.js",
    "/assets/shopper-style.css",
    "/assets/shopper-zh.js",
    "/assets/start.js",
    "/assets/start-style.css",
    "/assets/upload.js",
    "/assets/upload-digest.js",
    "/assets/upload-style.css",
  ]);
  for (const path of assets()) expect(path).toMatch(/-[A-Z0-9]{8}\.(?:js|css)$/);
  expect(pages()).toEqual([
    "/",
    "/audit",
    "/confirm",
    "/console",
    "/failure",
    "/integrity",
    "/privacy",
    "/recall",
    "/t",
    "/upload-page",
    "/verify",
    "/wechat",
  ]);
});

test("each asset has its tag, and is compressed once for everybody", () => {
  for (const path of assets()) {
    const { body, etag, compressed } = assetOf(path);
    expect(etag).toMatch(/^"[\w-]{27}"$/);
    expect(Buffer.compare(gunzipSync(compressed.gzip), body)).toBe(0);
    expect(Buffer.compare(brotliDecompressSync(compressed.br), body)).toBe(0);
  }
});

test.each(["/", "/t", "/verify", "/upload-page", "/confirm", "/console", "/audit"])(
  "the HTML of %s names what it loads and has nothing inline, as the content security policy demands",
  (path) => {
    const html = htmlOf(path);
    const loaded = [...html.matchAll(/(?:src|href|data-page|data-old)="(\/assets\/[^"]+)"/g)].map(([, asset]) => asset);
    expect(new Set(loaded).size).toBeGreaterThanOrEqual(4);
    for (const asset of loaded) expect(assets()).toContain(asset);
  },
);

test("no page has anything inline, and each stands in the reader's language", () => {
  for (const path of pages()) {
    for (const [language, tag] of [
      ["zh", "zh-CN"],
      ["en", "en"],
    ] as const) {
      const html = htmlOf(path, language);
      expect(html).not.toMatch(/<script[^>]*>[^<]|<style|\sstyle=|\son\w+=/);
      expect(html).toContain(`<html lang="${tag}"`);
      expect(html).toMatch(/<title>[^<]+<\/title>/);
    }
  }
});

test("what the operator sets is text, whatever it holds", () => {
  const host = { ...HOST, name: "<b>&\"'", icpNumber: "京ICP备1号<", policeNumber: "京公网安备11000002000001号" };
  const html = (files.get("/privacy") as WebPage).render({ language: "zh", host, timeZone: "Asia/Shanghai" });
  expect(html).toContain("&lt;b&gt;&amp;&quot;&#39;");
  expect(html).toContain("京ICP备1号&lt;");
  expect(html).toContain("code=11000002000001");
  expect(html).not.toContain("<b>");
});

test("nothing is loaded from elsewhere", () => {
  for (const style of assets().filter((path) => path.endsWith(".css"))) {
    expect(text(style)).not.toMatch(/url\(|@import|https?:/);
  }
});

test("the same source gives the same names", async () => {
  expect([...(await buildWeb()).keys()].sort()).toEqual(all());
});

/** The scripts that a page cannot begin without, together. */
function firstLoad(path: string, language: "en" | "zh") {
  const scripts = [...htmlOf(path, language).matchAll(/rel="modulepreload" href="([^"]+)"/g)].map(
    ([, script]) => script,
  );
  const sum = (encoding: "br" | "gzip") =>
    scripts.reduce((total, script) => total + assetOf(script as string).compressed[encoding].length, 0);
  return { br: sum("br"), gzip: sum("gzip") };
}

test.each([
  ["/t", 60_000],
  ["/verify", 56_000],
  ["/console", 16_000],
  ["/upload-page", 15_000],
  ["/", 12_000],
  ["/confirm", 10_000],
] as const)("what %s loads at first is small enough for a phone in a shop", (path, limit) => {
  for (const language of ["en", "zh"] as const) {
    const { br, gzip } = firstLoad(path, language);
    expect(br, language).toBeLessThan(limit);
    expect(gzip, language).toBeLessThan(limit * 1.2);
  }
  expect(assetOf(named("open") ?? "").compressed.br.length).toBeLessThan(600);
});

test("the shopper's script says nothing in the other language", () => {
  const of = (language: "en" | "zh") =>
    [...htmlOf("/t", language).matchAll(/rel="modulepreload" href="([^"]+)"/g)]
      .map(([, script]) => text(script as string))
      .join();
  expect(of("en")).toContain("No line is missing");
  expect(of("en")).not.toContain("没有缺失的记录");
  expect(of("zh")).toContain("没有缺失的记录");
  expect(of("zh")).not.toContain("No line is missing");
});

test("the first script runs in any browser, and none uses what phones of 2020 lack and are not lent", () => {
  const open = text(named("open") ?? "");
  expect(open).not.toMatch(/=>|\b(?:const|let|class)\b|`|\?\.|\?\?/);
  // Static names only: a page that reaches one of these stops on iOS 14.
  const younger =
    /AbortSignal\.(?:timeout|any)|throwIfAborted|structuredClone\(|\.(?:toReversed|toSpliced|findLastIndex|groupBy|withResolvers|randomUUID|replaceChildren)\(|\(\?<[=!]|static\{|#\w+ in /;
  for (const name of ["shopper", "certificate", "upload", "confirm"])
    expect(younger.exec(text(named(name) ?? ""))?.[0], name).toBe(undefined);
});
