import { expect, test } from "vitest";
import { unitCode } from "../../../domain/shared/quantity.ts";

test("units are everyday names or codes, and no names that objects are born with", () => {
  expect([unitCode("kg"), unitCode(" KG "), unitCode("公斤"), unitCode("KGM")]).toEqual(["KGM", "KGM", "KGM", "KGM"]);
  for (const unit of ["constructor", "__proto__", "toString", "smidgen", ""]) expect(unitCode(unit)).toBeUndefined();
});
