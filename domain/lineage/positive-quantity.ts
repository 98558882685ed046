import { z } from "zod";
import { toThousandths } from "../shared/quantity.ts";

/** An amount of more than nothing, in thousandths, from a decimal of a batch's unit. */
export function positiveQuantity(label: string) {
  return z
    .number({ error: ({ input }) => (input === undefined ? `${label} is required` : `${label} must be a number`) })
    .positive(`${label} must be more than 0`)
    .refine((value) => toThousandths(value) !== undefined, `${label} must have at most three decimals`)
    .transform((value) => toThousandths(value) ?? 0n);
}
