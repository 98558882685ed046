import { expect, test } from "vitest";
import { digestOfUrl } from "../../../domain/files/attachments.ts";

test("only an address of ours, to the letter, names a file of ours", () => {
  const base = "https://trace.example";
  const digits = "ab".repeat(32);
  expect(digestOfUrl(base, `${base}/v1/attachments/${digits}`)).toBe(`0x${digits}`);
  for (const broken of [digits.slice(1), `${digits}0`, digits.toUpperCase(), `${digits}?x`, `../${digits}`, ""]) {
    expect(digestOfUrl(base, `${base}/v1/attachments/${broken}`)).toBeUndefined();
  }
  for (const elsewhere of [`${base}.evil.example/v1/attachments/${digits}`, "https://example.com/x.png"]) {
    expect(digestOfUrl(base, elsewhere)).toBeNull();
  }
});
