/** Readings of sensors, for the documentation. */
import { z } from "@hono/zod-openapi";
import { MOST_READINGS } from "../../../domain/records/readings.ts";
import { decimal, readingLimitInputSchema, readingsSummarySchema, series, time } from "./readings-summary-schema.ts";
import { chainSchema } from "./schema.ts";

const readingInput = z.object({
  time: z.iso.datetime({ offset: true }),
  sensor: z.string().max(64),
  type: z.string().max(50).openapi({ example: "temperature" }),
  value: z.union([z.number(), z.string()]),
  unit: z.string().openapi({ example: "CEL" }),
});

/** Readings to be anchored. */
export const readingsInputSchema = z
  .object({
    readings: z.array(readingInput).min(1).max(MOST_READINGS),
    limits: z.array(readingLimitInputSchema).max(20).optional().openapi({ description: "Instead of the product's" }),
    title: z.string().max(200).optional(),
    description: z.string().max(5000).optional(),
    location: z.string().max(500).optional(),
    restricted: z.boolean().optional(),
  })
  .openapi("ReadingsInput");

/** Readings on chain. */
export const addedReadingsSchema = readingsSummarySchema
  .extend({ id: z.string(), traceId: z.string(), batchCode: z.string(), chain: chainSchema })
  .openapi("AddedReadings");

/** Which readings are asked for. */
export const readingsQuery = z.object({
  from: time().optional(),
  to: time().optional(),
  sensor: z.string().optional(),
  type: z.string().optional(),
  points: z.coerce.number().int().min(4).max(2000).default(400).openapi({
    description: "At most so many of each series: of each span of time the first, lowest, highest and last",
  }),
});

/** A batch's readings. */
export const readingsSchema = z
  .object({
    batchCode: z.string(),
    readings: z.array(
      z.object({
        ...series,
        time: time(),
        value: decimal(),
        seq: z.int().openapi({ description: "The line that they were anchored by" }),
        index: z.int().openapi({ description: "The reading's place there" }),
      }),
    ),
    total: z.int(),
    lines: z.array(readingsSummarySchema.extend({ seq: z.int(), eventId: z.string() })),
    withheld: z.int().openapi({ description: "Lines whose readings are not shown" }),
    contradicting: z.array(z.int()).openapi({ description: "Lines whose file is not what their root says" }),
  })
  .openapi("Readings");
