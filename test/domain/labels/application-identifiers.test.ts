import { expect, test } from "vitest";
import { isElement } from "../../../domain/labels/application-identifiers.ts";

test.each([
  ["17", "260228"],
  ["17", "280229"],
  ["11", "261200"],
  ["15", "260101"],
  ["10", "A/B"],
  ["3922", "1299"],
  ["422", "156"],
  ["423", "156840"],
  ["7007", "260101"],
  ["7007", "260101260102"],
  ["8008", "2602281530"],
  ["90", "x".repeat(30)],
  ["98", "x".repeat(90)],
])("(%s)%s", (identifier, value) => {
  expect(isElement(identifier, value)).toBe(true);
});

test.each([
  ["17", "260229"],
  ["17", "260431"],
  ["17", "260001"],
  ["17", "2602281"],
  ["14", "260228"],
  ["18", "260228"],
  ["10", ""],
  ["10", "a b"],
  ["21", "x".repeat(21)],
  ["3106", "000001"],
  ["3980", "1"],
  ["423", "15684"],
  ["7003", "2602282460"],
  ["7007", "260101260132"],
  ["00", "1"],
  ["toString", "1"],
  ["", ""],
])("(%s)%s is nothing", (identifier, value) => {
  expect(isElement(identifier, value)).toBe(false);
});
