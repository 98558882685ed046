/** Readings of sensors as records tell them, for the documentation. */
import { z } from "@hono/zod-openapi";

/** Parts of several schemas. */
export const time = () => z.iso.datetime();
export const decimal = () => z.string().openapi({ description: "A decimal, exact", example: "4.25" });
export const series = { sensor: z.string(), type: z.string(), unit: z.string() };

/** Between what readings of a type should be, as it is sent. */
export const readingLimitInputSchema = z
  .object({
    type: z.string().openapi({ example: "temperature" }),
    min: z.union([z.number(), z.string()]).optional(),
    max: z.union([z.number(), z.string()]).optional(),
    unit: z.string().openapi({ description: "A usual word or a UN/ECE Recommendation 20 code", example: "CEL" }),
    minutes: z.int().min(0).max(525_600).optional().openapi({ description: "For how long they may be outside" }),
  })
  .openapi("ReadingLimitInput");

/** Between what readings of a type should be. */
export const readingLimitSchema = z
  .object({
    type: z.string(),
    unit: z.string(),
    min: decimal().optional(),
    max: decimal().optional(),
    minutes: z.int().optional(),
  })
  .openapi("ReadingLimit");

const excursionSchema = z
  .object({
    ...series,
    beyond: z.enum(["min", "max"]),
    limit: decimal(),
    from: time(),
    to: time().openapi({ description: "The first reading within again; the last one outside where none is" }),
    extreme: decimal(),
    minutes: z.int(),
    count: z.int(),
    ended: z.boolean(),
  })
  .openapi("Excursion");

/** What a record tells of its readings. */
export const readingsSummarySchema = z
  .object({
    count: z.int(),
    from: time(),
    to: time(),
    series: z.array(z.object({ ...series, count: z.int(), min: decimal(), max: decimal() })),
    limits: z.array(readingLimitSchema),
    excursions: z.array(excursionSchema).openapi({ description: "The gravest 200 at most, by time" }),
    excursionCount: z.int(),
    root: z.string(),
    file: z.url(),
  })
  .openapi("ReadingsSummary");
