/** What others wrote is only text, wherever it is shown. */
import { expect, test } from "vitest";
import {
  escapedJson,
  harmless,
  harmlessJson,
  isolated,
  isWebAddress,
  onTerminal,
} from "../../../domain/shared/foreign-text.ts";

test.each([
  ["two\nlines\tand a tab", "two\nlines\tand a tab"],
  ["\u001b[2J\u0007\u0000\u009bK", "[2JK"],
  ["\u202egpj.exe\u2066x\u2069\u200f", "gpj.exex"],
  ["zero\u200bwidth\ufeff\u2060", "zerowidth"],
  ["\ud800x\u2028y", "xy"],
  ["می\u200cخواهم", "می\u200cخواهم"], // Persian is written with this one.
  ["👩‍🌾 ❤️", "👩‍🌾 ❤️"],
  ["\u0600١٢", "\u0600١٢"], // A sign that is seen.
])("of %j there is left %j", (text, left) => {
  expect(harmless(text)).toBe(left);
});

test("in JSON, names of fields are texts too, and nothing else is touched", () => {
  const value = { "a\u202e": ["\u001b[1m", { b: "x\u200b" }], n: 1, t: true, z: null };
  expect(harmlessJson(value)).toEqual({ a: ["[1m", { b: "x" }], n: 1, t: true, z: null });
  // No field is lost because it is called as another is, but for what nobody sees.
  expect(harmlessJson({ a: 1, "a\u200b": 2, "\u202e": 3 })).toEqual({ a: 1, "a\ufffd": 2, "": 3 });
});

test("on a terminal a text moves nothing, and cannot make a line of its own", () => {
  expect(onTerminal("\u001b[2K\rVERIFIED\n0 failed\u202e")).toBe("�[2K�VERIFIED�0 failed�");
  expect(onTerminal(`x${" ".repeat(200)}\u00a0\u3000VERIFIED`)).toBe("x VERIFIED");
  expect([...onTerminal("果".repeat(1_000))]).toHaveLength(160);
});

test("a name is kept apart from the sentence round it", () => {
  expect(isolated("مزرعة\u202e")).toBe("\u2068مزرعة\u2069");
});

test("a line of a log means the same, and holds nothing that a terminal obeys", () => {
  const line = JSON.stringify({ title: "\u009b2J\u202e\u{e0041}果\u001b" });
  const escaped = escapedJson(line);
  expect(JSON.parse(escaped)).toEqual(JSON.parse(line));
  expect(escaped).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(escaped).toContain("果");
});

test.each([
  ["https://example.com/a", true],
  ["HTTP://example.com", true],
  ["javascript:alert(1)", false],
  ["data:text/html,x", false],
  ["ftp://example.com", false],
  [" https://example.com", false],
  ["https://", false],
])("%j is a page's address: %s", (text, is) => {
  expect(isWebAddress(text)).toBe(is);
});
