/** Erasing what was recorded, for the documentation. */
import { z } from "@hono/zod-openapi";
import { PERSONAL } from "../../../domain/erasures/erase-record.ts";
import { REQUEST_STATUSES } from "../../../domain/erasures/ports.ts";
import { chainSchema } from "./schema.ts";

/** What is to be erased of a line, and why. */
export const erasureInputSchema = z
  .object({
    reason: z.string().max(1000),
    basis: z.string().max(1000).optional().openapi({ description: "The law or order that it rests on" }),
    requestId: z.string().max(64).optional(),
    index: z.int().min(0).optional().openapi({ description: "Which step of a series, counted from 0" }),
    attachments: z.boolean().optional().openapi({ description: "The files that it names as well" }),
    attachment: z.string().optional().openapi({ description: "The SHA-256 of one of its files, which alone goes" }),
    fields: z
      .array(z.string())
      .min(1)
      .max(50)
      .optional()
      .openapi({ description: `What goes, of ${PERSONAL.join(", ")} and details.‹name›: the rest is kept` }),
  })
  .openapi("ErasureInput");

/** What was erased. */
export const erasureSchema = z
  .object({
    traceId: z.string(),
    batchCode: z.string(),
    line: z.int().positive(),
    index: z.int().optional(),
    reason: z.string(),
    basis: z.string().nullable(),
    requestId: z.string().nullable(),
    erased: z.array(z.string()).openapi({ description: "The digests of what is gone" }),
    kept: z.array(z.string()).openapi({ description: "Files that other records need" }),
    remains: z.record(z.string(), z.unknown()).optional(),
    by: z.string(),
    outOfReach: z.array(z.string()).openapi({ description: "Where copies may be that nobody here can take back" }),
    chain: chainSchema,
  })
  .openapi("Erasure");

/** Asking that something is erased. */
export const erasureRequestInputSchema = z
  .object({
    traceId: z.string().max(100).optional(),
    batchCode: z.string().max(200).optional().openapi({ description: "In place of `traceId`, as on the label" }),
    seq: z.int().min(1).optional().openapi({ description: "Which line of the batch, where that is known" }),
    eventId: z.string().max(100).optional().openapi({ description: "In place of `seq`" }),
    reason: z.string().max(2000),
    contact: z.email().openapi({ description: "Where the answer goes; kept encrypted, and deleted with the answer" }),
  })
  .openapi("ErasureRequestInput");

/** What who asked is told. */
export const erasureReceiptSchema = z
  .object({
    id: z.string(),
    status: z.enum(REQUEST_STATUSES),
    askedAt: z.string(),
    dueAt: z.string().openapi({ description: "By when it has to be answered: a month after (GDPR article 12(3))" }),
  })
  .openapi("ErasureReceipt");

/** A request, for who decides on it. */
export const erasureRequestSchema = erasureReceiptSchema
  .extend({
    traceId: z.string(),
    batchCode: z.string(),
    seq: z.int().nullable(),
    accountId: z.string().nullable(),
    reason: z.string().nullable(),
    contact: z.string().nullable().openapi({ description: "Null when it has ended" }),
    overdue: z.boolean(),
    endedAt: z.string().nullable(),
    answer: z.string().nullable().openapi({ description: "Why it was refused" }),
    erasure: z.int().nullable().openapi({ description: "The line that says what was erased" }),
  })
  .openapi("ErasureRequest");
