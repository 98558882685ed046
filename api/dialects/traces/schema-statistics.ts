/** The shapes of statistics and feedback, for the documentation. */
import { z } from "@hono/zod-openapi";

const count = () => z.int().nonnegative();

/** An anomaly among the scans of one item. */
export const anomalySchema = z
  .object({
    type: z.enum(["impossible-travel", "many-countries"]),
    regions: z.array(z.string()),
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    kilometres: count().optional().openapi({ description: "How far the two countries are from each other at least" }),
    message: z.string(),
  })
  .openapi("TraceScanAnomaly");

/** The anomalies of a batch. */
export const anomaliesSchema = z
  .object({
    traceId: z.string(),
    batchCode: z.string(),
    serialized: z.boolean().openapi({ description: "Whether the batch is one item; others have no anomalies" }),
    anomalies: z.array(anomalySchema),
    note: z.string(),
  })
  .openapi("TraceScanAnomalies");

/** The statistics of a batch. */
export const statisticsSchema = z
  .object({
    traceId: z.string(),
    batchCode: z.string(),
    totalScans: count(),
    uniqueScans: count().openapi({ description: "Visitors, each once a day" }),
    scansByRegion: z
      .array(z.object({ region: z.string(), count: count() }))
      .openapi({ description: "The ten countries with the most; the rest and the unknown ones as `Other`, last" }),
    scansByDevice: z.array(z.object({ device: z.enum(["iOS", "Android", "Web"]), count: count() })),
    scansByTime: z
      .array(z.object({ date: z.iso.date(), count: count() }))
      .openapi({ description: "By day in UTC; days without scans are left out" }),
    averageScanDuration: count().openapi({ description: "Whole seconds; 0 where no scan told its duration" }),
    certificateDownloads: count(),
    feedbackCount: count(),
    averageRating: z.number().min(0).max(5).openapi({ description: "One decimal; 0 where there is no feedback" }),
    anomalies: z.array(anomalySchema).openapi({ description: "Of all times, and only of batches that are one item" }),
  })
  .openapi("TraceStatistics");

/** A scan that has begun. */
export const scanSchema = z
  .object({ scanId: z.uuid().nullable().openapi({ description: "Null where the look is a program's: not counted" }) })
  .openapi("TraceScan");

/** A scan's duration. */
export const durationSchema = z.object({ seconds: z.int().min(0).max(3_600) }).openapi("TraceScanDuration");

/** Feedback to leave. */
export const feedbackInputSchema = z
  .object({ rating: z.int().min(1).max(5), text: z.string().max(1_000).optional() })
  .openapi("TraceFeedbackInput");

/** A shopper's feedback. */
export const feedbackSchema = z
  .object({ id: z.string(), rating: z.int().min(1).max(5), text: z.string(), createdAt: z.iso.datetime() })
  .openapi("TraceFeedback");
