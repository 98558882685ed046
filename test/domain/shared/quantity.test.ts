import { expect, test } from "vitest";
import { inUnit, toldAmount, unitCode, unitOf } from "../../../domain/shared/quantity.ts";
import { WORDS } from "../../../domain/shared/unit-words.ts";

test("units are everyday names or codes, and no names that objects are born with", () => {
  expect([unitCode("kg"), unitCode(" KG "), unitCode("公斤"), unitCode("KGM")]).toEqual(["KGM", "KGM", "KGM", "KGM"]);
  for (const word of Object.keys(WORDS)) expect(unitOf(unitOf(word)?.code ?? ""), word).toBeDefined();
  expect([unitCode("斤"), unitOf(" 斤")]).toEqual([undefined, { code: "KGM", thousandths: 500n }]);
  for (const code of ["ZZZ", "XX", "KGS", "kgm"]) expect(unitCode(code), code).toBeUndefined();
  for (const unit of ["constructor", "__proto__", "toString", "smidgen", ""]) expect(unitCode(unit)).toBeUndefined();
});

test("an amount is told in its holder's word, while that means what stands on chain", () => {
  expect(toldAmount(5_000n, "KGM", "斤")).toEqual({ quantity: 10, unit: "斤" });
  expect(toldAmount(5_000n, "KGM", undefined)).toEqual({ quantity: 5, unit: "kg" });
  expect(toldAmount(5_000n, "KGM", "t")).toEqual({ quantity: 5, unit: "kg" });
  expect(toldAmount("7000", "XBX", "箱")).toEqual({ quantity: 7, unit: "箱" });
  expect(toldAmount("7000", "XBX", "XBX")).toEqual({ quantity: 7, unit: "XBX" });
  expect([inUnit(2_000n, { code: "KGM", thousandths: 500n }), inUnit(1n, { code: "KGM", thousandths: 500n })]).toEqual([
    1_000n,
    undefined,
  ]);
});
