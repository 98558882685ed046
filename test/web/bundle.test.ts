import { gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { buildWeb, type WebFile } from "../../web/bundle.ts";

let files: ReadonlyMap<string, WebFile>;

beforeAll(async () => {
  files = await buildWeb();
});

const text = (path: string) => new TextDecoder().decode(files.get(path)?.body);
const all = () => [...files.keys()].sort();
const paths = () => all().filter((path) => /^\/assets\/(certificate|shopper)-/.test(path));

test("each page is one script, one style sheet and its HTML; uploads have a worker beside", () => {
  expect(all()).toEqual([
    expect.stringMatching(/^\/assets\/certificate-[A-Z0-9]{8}\.js$/),
    expect.stringMatching(/^\/assets\/certificate-style-[A-Z0-9]{8}\.css$/),
    expect.stringMatching(/^\/assets\/shopper-[A-Z0-9]{8}\.js$/),
    expect.stringMatching(/^\/assets\/shopper-style-[A-Z0-9]{8}\.css$/),
    expect.stringMatching(/^\/assets\/upload-[A-Z0-9]{8}\.js$/),
    expect.stringMatching(/^\/assets\/upload-digest-[A-Z0-9]{8}\.js$/),
    expect.stringMatching(/^\/assets\/upload-style-[A-Z0-9]{8}\.css$/),
    "/t",
    "/upload-page",
    "/verify",
  ]);
  for (const file of files.values()) expect(file.etag).toMatch(/^"[\w-]{27}"$/);
});

test.each([
  ["/t", 2],
  ["/verify", 0],
])("the HTML of %s names both and has nothing inline, as the content security policy demands", (path, first) => {
  const [script, style] = paths().slice(first);
  const html = text(path);
  expect(html).toContain(`src="${script}"`);
  expect(html).toContain(`href="${style}"`);
  for (const page of [html, text("/upload-page")]) {
    expect(page).not.toMatch(/<script[^>]*>[^<]|<style|\sstyle=|\son\w+=/);
  }
});

test("nothing is loaded from elsewhere", () => {
  for (const style of paths().filter((path) => path.endsWith(".css"))) {
    expect(text(style)).not.toMatch(/url\(|@import|https?:/);
  }
});

test("the same source gives the same names", async () => {
  expect([...(await buildWeb()).keys()].sort()).toEqual(all());
});

test("the scripts stay small enough for a phone in a shop", () => {
  for (const script of paths().filter((path) => path.endsWith(".js"))) {
    expect(gzipSync(files.get(script)?.body ?? "").length).toBeLessThan(85_000);
  }
});
