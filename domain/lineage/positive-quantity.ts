import { z } from "zod";
import { quantityOf } from "../shared/quantity-input.ts";

/** An amount of more than nothing, in thousandths, from a decimal of a batch's unit. */
export function positiveQuantity(label: string) {
  const number = z.number({
    error: ({ input }) => (input === undefined ? `${label} is required` : `${label} must be a number`),
  });
  return quantityOf(number.positive(`${label} must be more than 0`), `${label} must have at most three decimals`);
}
