/** Splitting, transforming and consuming batches, for the documentation. */
import { z } from "@hono/zod-openapi";
import { REASONS } from "../../../domain/operations/act.ts";
import { chainSchema, createSchema, operationSchema, quantitiesSchema } from "./schema.ts";

/** What is gone of a batch. */
export const consumptionInputSchema = z
  .object({
    quantity: z.number().positive(),
    reason: z.enum(REASONS),
    description: z.string().max(5000).optional(),
    location: z.string().max(500).optional(),
  })
  .openapi("ConsumptionInput");

/** A consumption, with what remains. */
export const consumptionSchema = z
  .object({
    traceId: z.string(),
    batchCode: z.string(),
    quantity: z.number().openapi({ description: "What is gone" }),
    reason: z.enum(REASONS),
    remaining: z.number(),
    unit: z.string(),
    chain: chainSchema,
  })
  .openapi("Consumption");

/** Into which parts a batch is split. */
export const splitInputSchema = z
  .object({
    parts: z.union([
      z.array(
        z.object({
          quantity: z.number().positive(),
          batchCode: z.string().optional().openapi({
            description: "The part's name, or its whole code: the batch's, `~` and the name. A number if left out",
          }),
          name: z.string().max(200).optional(),
        }),
      ),
      z.object({ count: z.int().min(1).max(1024), size: z.number().positive() }),
    ]),
  })
  .openapi("SplitInput");

const madeSchema = z.object({
  id: z.string(),
  batchCode: z.string(),
  name: z.string().nullable(),
  quantity: z.number(),
  unit: z.string(),
  qrCode: z.string(),
});

/** What a batch was split into. */
export const splitSchema = z
  .object({
    traceId: z.string(),
    remaining: z.number(),
    unit: z.string(),
    parts: z.array(madeSchema),
    labels: z.string().openapi({ description: "The labels of all these parts in one PDF" }),
  })
  .openapi("Split");

/** A split on its way to the chain. */
export const acceptedSplitSchema = operationSchema
  .extend({
    acts: z.array(operationSchema).openapi({ description: "All acts of it: `makes` tells the parts of each" }),
  })
  .openapi("AcceptedSplit");

/** What goes in, and what comes out. */
export const transformationInputSchema = z
  .object({
    inputs: z.array(z.object({ traceId: z.string(), quantity: z.number().positive() })),
    outputs: z.array(createSchema),
    title: z.string().max(200).optional(),
    description: z.string().max(5000).optional(),
    location: z.string().max(500).optional(),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .openapi("TransformationInput");

/** What was made. */
export const transformationSchema = z
  .object({
    inputs: z.array(z.object({ id: z.string(), batchCode: z.string(), remaining: z.number(), unit: z.string() })),
    outputs: z.array(madeSchema),
    gains: z
      .array(z.object({ unit: z.string(), in: z.number(), out: z.number() }))
      .openapi({ description: "Units of which more came out than went in: the record says so too" }),
  })
  .openapi("Transformation");

const nodeSchema = z.object({
  key: z.string().openapi({ description: "What edges call it by: its code, or a word for one that is withheld" }),
  depth: z.int().openapi({ description: "How many steps away; less than 0 for what the batch was made of" }),
  id: z.string().nullable(),
  batchCode: z.string().nullable(),
  name: z.string().nullable(),
  status: z.enum(["active", "recalled", "withdrawn"]).nullable(),
  result: z.enum(["pass", "fail"]).nullable(),
  remaining: z.number().nullable(),
  unit: z.string().nullable(),
  quantities: quantitiesSchema.nullable(),
  holder: z
    .object({ address: z.string(), userId: z.string().nullable(), name: z.string().nullable() })
    .nullable()
    .openapi({ description: "Null for whom that does not concern" }),
  withheld: z.literal(true).optional(),
});

/** A lineage. */
export const lineageSchema = z
  .object({
    batchCode: z.string(),
    nodes: z.array(nodeSchema),
    edges: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        kind: z.enum(["split", "transformation"]),
        quantity: z.number().openapi({
          description: "What of `from` went in; of a transformation into all that came out together",
        }),
        unit: z.string().nullable(),
      }),
    ),
    counts: z.object({ up: z.int(), down: z.int() }),
    truncated: z.boolean(),
  })
  .openapi("Lineage");
