/** A quantity is a number, or plain digits that tell one to the last of them. */
import { expect, test } from "vitest";
import { z } from "zod";
import { numberTold, quantityOf } from "../../../domain/shared/quantity-input.ts";

test.each([
  ["5", 5],
  ["0", 0],
  ["12.5", 12.5],
  ["12.500", 12.5],
  ["100", 100],
  ["10.0", 10],
  [" 7 ", 7],
  ["4503599627370.125", 4503599627370.125],
])("%j tells the number %d", (text, number) => {
  expect(numberTold(text)).toBe(number);
});

test.each([
  "5 kg",
  "5kg",
  "1,000",
  "1e3",
  "+5",
  "-5",
  "0x10",
  "05",
  ".5",
  "5.",
  "５",
  "五",
  "",
  " ",
  "NaN",
  "Infinity",
  // More digits than a number keeps.
  "9007199254740993",
  "0.12345678901234567890",
  true,
  null,
  undefined,
  7,
])("%j stays as it is", (value) => {
  expect(numberTold(value)).toBe(value);
});

test("what is taken is counted in thousandths, and what is not is refused by its reason", () => {
  const schema = quantityOf(z.number({ error: "no number" }).positive("not positive"), "too fine");
  expect([schema.parse(12.5), schema.parse("12.5")]).toEqual([12_500n, 12_500n]);
  const said = (value: unknown) => schema.safeParse(value).error?.issues[0]?.message;
  expect(["5 kg", undefined, "0", "0.0001"].map(said)).toEqual(["no number", "no number", "not positive", "too fine"]);
});
