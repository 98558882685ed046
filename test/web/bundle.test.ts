import { gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { buildWeb, type WebFile } from "../../web/bundle.ts";

let files: ReadonlyMap<string, WebFile>;

beforeAll(async () => {
  files = await buildWeb();
});

const text = (path: string) => new TextDecoder().decode(files.get(path)?.body);
const paths = () => [...files.keys()].sort();

test("the page is one script, one style sheet and its HTML", () => {
  expect(paths()).toEqual([
    expect.stringMatching(/^\/assets\/shopper-[A-Z0-9]{8}\.js$/),
    expect.stringMatching(/^\/assets\/shopper-style-[A-Z0-9]{8}\.css$/),
    "/t",
  ]);
  for (const file of files.values()) expect(file.etag).toMatch(/^"[\w-]{27}"$/);
});

test("the HTML names both and has nothing inline, as the content security policy demands", () => {
  const [script, style] = paths();
  const html = text("/t");
  expect(html).toContain(`src="${script}"`);
  expect(html).toContain(`href="${style}"`);
  expect(html).not.toMatch(/<script[^>]*>[^<]|<style|\sstyle=|\son\w+=/);
});

test("nothing is loaded from elsewhere", () => {
  const [, style] = paths();
  expect(text(style as string)).not.toMatch(/url\(|@import|https?:/);
});

test("the same source gives the same names", async () => {
  expect([...(await buildWeb()).keys()].sort()).toEqual(paths());
});

test("the script stays small enough for a phone in a shop", () => {
  const [script] = paths();
  expect(gzipSync(files.get(script as string)?.body ?? "").length).toBeLessThan(80_000);
});
