import { expect, test } from "vitest";
import { typedCode, typedDigitalLink } from "../../../domain/batches/typed-code.ts";

test.each([
  ["AP1", "AP1"],
  ["ap1", "ap1"],
  [" \u3000AP1\n", "AP1"],
  ["Ａ\u200bＰ１\u2060", "AP1"],
  ["https://trace.example/t/AP1?lang=zh#line-2", "AP1"],
  ["HTTP://TRACE.EXAMPLE:8081/T/AP1", "AP1"],
  ["trace.example/qr/AP1", "AP1"],
  ["https://trace.example/t/A%2FB", "A/B"],
  ["https://trace.example/t/A%", "A%"],
  ["https://trace.example/t/", "https://trace.example/t/"],
  ["t/AP1", "t/AP1"],
  ["A/t", "A/t"],
  ["", ""],
])("%j means the code %j", (typed, code) => {
  expect(typedCode(typed)).toBe(code);
});

test.each([
  ["https://trace.example/01/09520123456788/10/AP1?17=260101", "/01/09520123456788/10/AP1"],
  [" trace.example/01/09520123456788/22/2A/10/AP1/21/7#x ", "/01/09520123456788/22/2A/10/AP1/21/7"],
  ["ｈｔｔｐｓ://trace.example/01/09520123456788", "/01/09520123456788"],
  ["https://trace.example/t/AP1", undefined],
  ["https://trace.example/01/12/10/AP1", undefined],
  ["https://trace.example/01/09520123456788/10/A B", undefined],
  ["//evil.example/01/09520123456788", undefined],
  ["AP1", undefined],
])("%j is the Digital Link %j: a lot in it is no code", (typed, link) => {
  expect(typedDigitalLink(typed)).toBe(link);
});
