import { expect, test } from "vitest";
import { typedCode } from "../../../domain/batches/typed-code.ts";

test.each([
  ["AP1", "AP1"],
  ["ap1", "ap1"],
  [" \u3000AP1\n", "AP1"],
  ["Ａ\u200bＰ１\u2060", "AP1"],
  ["https://trace.example/t/AP1?lang=zh#line-2", "AP1"],
  ["HTTP://TRACE.EXAMPLE:8081/T/AP1", "AP1"],
  ["trace.example/qr/AP1", "AP1"],
  ["https://trace.example/01/09520123456788/10/AP1?17=260101", "AP1"],
  ["https://trace.example/t/A%2FB", "A/B"],
  ["https://trace.example/t/A%", "A%"],
  ["https://trace.example/t/", "https://trace.example/t/"],
  ["t/AP1", "t/AP1"],
  ["A/t", "A/t"],
  ["", ""],
])("%j means the code %j", (typed, code) => {
  expect(typedCode(typed)).toBe(code);
});
