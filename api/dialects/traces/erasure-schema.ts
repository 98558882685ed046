/** Erasing what was recorded, for the documentation. */
import { z } from "@hono/zod-openapi";
import { PERSONAL } from "../../../domain/erasures/erase-record.ts";
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
