import { gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { buildWeb, type WebFile } from "../../web/bundle.ts";

let files: ReadonlyMap<string, WebFile>;

beforeAll(async () => {
  files = await buildWeb();
});

const text = (path: string) => new TextDecoder().decode(files.get(path)?.body);
const all = () => [...files.keys()].sort();
const paths = () => all().filter((path) => path.startsWith("/assets/shopper"));

test("each page is one script, one style sheet and its HTML; uploads have a worker beside", () => {
  expect(all()).toEqual([
    expect.stringMatching(/^\/assets\/shopper-[A-Z0-9]{8}\.js$/),
    expect.stringMatching(/^\/assets\/shopper-style-[A-Z0-9]{8}\.css$/),
    expect.stringMatching(/^\/assets\/upload-[A-Z0-9]{8}\.js$/),
    expect.stringMatching(/^\/assets\/upload-digest-[A-Z0-9]{8}\.js$/),
    expect.stringMatching(/^\/assets\/upload-style-[A-Z0-9]{8}\.css$/),
    "/t",
    "/upload-page",
  ]);
  for (const file of files.values()) expect(file.etag).toMatch(/^"[\w-]{27}"$/);
});

test("the HTML names both and has nothing inline, as the content security policy demands", () => {
  const [script, style] = paths();
  const html = text("/t");
  expect(html).toContain(`src="${script}"`);
  expect(html).toContain(`href="${style}"`);
  for (const page of [html, text("/upload-page")]) {
    expect(page).not.toMatch(/<script[^>]*>[^<]|<style|\sstyle=|\son\w+=/);
  }
});

test("nothing is loaded from elsewhere", () => {
  const [, style] = paths();
  expect(text(style as string)).not.toMatch(/url\(|@import|https?:/);
});

test("the same source gives the same names", async () => {
  expect([...(await buildWeb()).keys()].sort()).toEqual(all());
});

test("the script stays small enough for a phone in a shop", () => {
  const [script] = paths();
  expect(gzipSync(files.get(script as string)?.body ?? "").length).toBeLessThan(80_000);
});
