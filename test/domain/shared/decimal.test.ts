import fc from "fast-check";
import { expect, test } from "vitest";
import { compareDecimals, type Decimal, decimalText, toDecimal } from "../../../domain/shared/decimal.ts";

const textOf = (text: string) => {
  const value = toDecimal(text);
  return value && decimalText(value);
};

test.each([
  ["4.25", "4.25"],
  ["-4.50", "-4.5"],
  ["+007", "7"],
  ["1e3", "1000"],
  ["12.5e-3", "0.0125"],
  ["-0.000", "0"],
  ["0e999", "0"],
  ["999999999999999.999999999999999", "999999999999999.999999999999999"],
])("%s is exactly %s", (told, kept) => expect(textOf(told)).toBe(kept));

test.each(["", "NaN", "Infinity", "1e400", "1e-16", "1000000000000000", "0x10", "4,25", "٤", "1.", ".5", "=1", "1 2"])(
  "%s is none",
  (told) => expect(toDecimal(told)).toBeUndefined(),
);

test("what is written is what was told, and the order is that of the numbers", () => {
  const decimals = fc.tuple(fc.bigInt(-(10n ** 14n), 10n ** 14n), fc.nat(14));
  fc.assert(
    fc.property(decimals, decimals, ([a, power], [b, other]) => {
      const [one, two] = [`${a}e-${power}`, `${b}e-${other}`].map(toDecimal) as [Decimal, Decimal];
      expect(toDecimal(decimalText(one))).toEqual(one);
      const exact = a * 10n ** BigInt(14 - power) - b * 10n ** BigInt(14 - other);
      expect(Math.sign(compareDecimals(one, two))).toBe(exact < 0n ? -1 : exact > 0n ? 1 : 0);
    }),
  );
});
