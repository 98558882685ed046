/** What labels say, by the words that records use for it. */
import { expect, test } from "vitest";
import { isMedicine, productField } from "../../../domain/names/product-fields.ts";

test("a label's field is known by its name in either language, and a medicine by its fields", () => {
  expect(["netContent", " 净含量", "NET CONTENT", "toString", "color"].map(productField)).toEqual([
    "netContent",
    "netContent",
    "netContent",
    undefined,
    undefined,
  ]);
  expect([{ 批准文号: "1" }, { marketingAuthorizationHolder: "1" }, { netContent: "1" }].map(isMedicine)).toEqual([
    true,
    true,
    false,
  ]);
});
