/**
 * Readings of sensors in a record: what stands in the document of an `Anchored` line beside the file that holds them all.
 * Each reading is a leaf below the line's root (proof/reading.ts).
 */
import * as z from "zod/mini";
import { toDecimal } from "../shared/decimal.ts";
import { READINGS_FORMAT } from "./readings-format.ts";

/** The most readings of one line. */
export const MOST_READINGS = 100_000;

/** The most of each that a record tells. */
export const MOST_SERIES = 100;
export const MOST_LIMITS = 20;
export const MOST_EXCURSIONS = 200;

const short = z.string().check(z.minLength(1), z.maxLength(100));
const decimal = z.string().check(
  z.maxLength(40),
  z.refine((text) => toDecimal(text) !== undefined),
);
const time = z.iso.datetime().check(z.maxLength(40));
const count = z.int().check(z.minimum(1), z.maximum(MOST_READINGS));
const series = { sensor: short, type: short, unit: short };

/** What readings of a type should be between; `minutes`: for how long they may be outside. */
export const limitSchema = z.strictObject({
  type: short,
  unit: short,
  min: z.optional(decimal),
  max: z.optional(decimal),
  minutes: z.optional(z.int().check(z.minimum(0), z.maximum(525_600))),
});

/** A time for which a sensor's readings were outside a limit. */
export const excursionSchema = z.strictObject({
  ...series,
  /** Which side of the limit, and where that is. */
  beyond: z.enum(["min", "max"]),
  limit: decimal,
  /** The first reading outside. */
  from: time,
  /** The first one within again; where none is, the last one outside. */
  to: time,
  /** The one that was farthest outside. */
  extreme: decimal,
  /** From `from` to `to`, in whole minutes begun. */
  minutes: z.int().check(z.nonnegative()),
  /** How many readings were outside. */
  count,
  /** Whether a reading within again shows that it ended. */
  ended: z.boolean(),
});

/** All readings of one line, in short. */
export const readingsSchema = z.strictObject({
  format: z.literal(READINGS_FORMAT),
  /** Which of the record's files has them. */
  file: z.string().check(z.regex(/^0x[0-9a-f]{64}$/)),
  /** What each leaf's own salt is made of. */
  salt: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  count,
  from: time,
  to: time,
  series: z.array(z.strictObject({ ...series, count, min: decimal, max: decimal })).check(z.maxLength(MOST_SERIES)),
  limits: z.array(limitSchema).check(z.maxLength(MOST_LIMITS)),
  /** The gravest, in the order of time. */
  excursions: z.array(excursionSchema).check(z.maxLength(MOST_EXCURSIONS)),
  /** How many there were in all. */
  excursionCount: z.int().check(z.nonnegative()),
});

/** Readings in short, as a record tells them. */
export type ReadingsSummary = z.infer<typeof readingsSchema>;
/** A limit of a type of readings. */
export type ReadingLimit = z.infer<typeof limitSchema>;
/** A time outside a limit. */
export type Excursion = z.infer<typeof excursionSchema>;
/** The readings of one sensor of one type. */
export type ReadingSeries = ReadingsSummary["series"][number];
