/** Codes in words: only where they are codes. */
import { expect, test } from "vitest";
import { claimName, valueName, valueWithUnit } from "../../../domain/names/values.ts";

test.each([
  ["status", "passed", "Passed", "合格"],
  ["result", "fail", "Failed", "不合格"],
  ["testType", "pesticide-residue", "Pesticide residues", "农药残留"],
  ["role", "harvest", "Harvest", "采收"],
  ["type", "official", "Official certificate", "对外证书"],
  ["template", "template-compact", "Compact", "简版"],
  ["language", "zh", "Chinese", "中文"],
])("%s %s is %s, %s", (field, value, en, zh) => {
  expect([valueName(field, value, "en"), valueName(field, value, "zh")]).toEqual([en, zh]);
});

test.each([
  ["notes", "passed"],
  ["status", "Passed"],
  ["constructor", "name"],
  ["status", "toString"],
  ["facility", "harvest"],
])("%s %s stays as it was recorded", (field, value) => {
  expect([valueName(field, value, "en"), valueName(field, value, "zh")]).toEqual([value, value]);
});

test("what a producer says of its goods", () => {
  expect(["organic", "pesticide-free", "绿色食品", "valueOf"].map((claim) => claimName(claim, "zh"))).toEqual([
    "有机",
    "无农药残留（自述）",
    "绿色食品",
    "valueOf",
  ]);
});

test.each([
  ["calories", 95, "95 kcal", "95 千卡"],
  ["energy", "397", "397 kJ", "397 千焦"],
  ["energy", "397 kJ", "397 kJ", "397 kJ"],
  ["calories", "95大卡", "95大卡", "95大卡"],
  ["brix", 14.2, "14.2", "14.2"],
  ["constructor", 1, "1", "1"],
])("%s of %s is %s, %s", (field, value, en, zh) => {
  expect([valueWithUnit(field, value, "en"), valueWithUnit(field, value, "zh")]).toEqual([en, zh]);
});
