import { expect, test } from "vitest";
import { checkMediaType } from "../../../domain/files/media-types.ts";

test("declared and actual media types have to agree", () => {
  for (const [declared, detected] of [
    ["image/png", "image/png"],
    ["IMAGE/PNG", "image/png"],
    ["text/csv; charset=utf-8", "text/plain"],
    ["text/plain", "application/json"],
    ["application/json", "application/json"],
  ] as const) {
    expect(() => checkMediaType(declared, detected)).not.toThrow();
  }
  for (const [declared, detected] of [
    ["image/png", "image/jpeg"],
    ["text/plain", "image/png"],
    ["application/json", "text/plain"],
    ["text/html", "text/plain"],
    ["application/xml", "application/xml"],
    ["", "image/png"],
  ] as const) {
    expect(() => checkMediaType(declared, detected)).toThrow();
  }
});
