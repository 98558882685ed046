import { z } from "zod";
import { toThousandths } from "./quantity.ts";

/** Plain digits, as forms and spreadsheets send them: no sign, exponent, separator or unit. */
const DIGITS = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** The number that a text of plain digits tells to its last digit; any other value as it is. */
export function numberTold(value: unknown): unknown {
  if (typeof value !== "string" || !DIGITS.test(value.trim())) return value;
  const number = Number(value);
  const text = value
    .trim()
    .replace(/(?<=\.\d*)0+$/, "")
    .replace(/\.$/, "");
  return String(number) === text ? number : value;
}

/** A quantity in thousandths, from a number that the schema takes or from plain digits of one; `tooFine` says why another is refused. */
export function quantityOf(number: z.ZodNumber, tooFine: string) {
  return z
    .preprocess(numberTold, number)
    .refine((value) => toThousandths(value) !== undefined, tooFine)
    .transform((value) => toThousandths(value) ?? 0n);
}
