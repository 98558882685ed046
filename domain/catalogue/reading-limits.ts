/** Between what readings of a product's sensors should be, in a request. */
import { z } from "zod";
import { readingType, readingUnit } from "../records/reading-units.ts";
import { MOST_LIMITS, type ReadingLimit } from "../records/readings.ts";
import { compareDecimals, decimalText, toDecimal } from "../shared/decimal.ts";
import { requiredName } from "../shared/input.ts";

const decimal = (label: string) =>
  z.union([z.number(), z.string().trim()], { error: `${label} must be a number` }).transform((told, context) => {
    const value = toDecimal(String(told));
    if (value) return decimalText(value);
    context.addIssue({ code: "custom", message: `${label} must be a number` });
    return z.NEVER;
  });

const limitInput = z
  .object({
    /** What is measured: `temperature`, `humidity`, or any word. */
    type: requiredName("Type", 50),
    min: decimal("Minimum").optional(),
    max: decimal("Maximum").optional(),
    unit: requiredName("Unit", 20),
    /** For how long it may be outside. */
    minutes: z
      .int({ error: "Minutes must be a whole number from 0 to 525600" })
      .min(0, "Minutes must be a whole number from 0 to 525600")
      .max(525_600, "Minutes must be a whole number from 0 to 525600")
      .optional(),
  })
  .transform(({ type: word, unit: told, min, max, minutes }, context): ReadingLimit => {
    const type = readingType(word);
    const unit = readingUnit(type, told);
    const refuse = (field: string, message: string) => context.addIssue({ code: "custom", path: [field], message });
    if (unit === undefined) refuse("unit", "Unit must be a usual unit or a UN/ECE Recommendation 20 code of this type");
    if (min === undefined && max === undefined) refuse("min", "A limit needs a minimum or a maximum");
    const [low, high] = [min, max].map((text) => (text === undefined ? undefined : toDecimal(text)));
    if (low && high && compareDecimals(low, high) > 0) refuse("max", "Maximum must not be less than the minimum");
    return {
      type,
      unit: unit ?? "",
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
      ...(minutes === undefined ? {} : { minutes }),
    };
  });

/** Limits, at most one of each type. */
export const readingLimitsInput = z
  .array(limitInput, { error: "Limits must be a list" })
  .max(MOST_LIMITS, `Limits must have at most ${MOST_LIMITS} entries`)
  .refine(
    (limits) => new Set(limits.map(({ type }) => type)).size === limits.length,
    "Limits must have one entry a type",
  );
