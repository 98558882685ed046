/** The shape of what a shopper sees, for the documentation. */
import { z } from "@hono/zod-openapi";
import { VERDICTS } from "../../../domain/records/completeness.ts";
import { calledSchema } from "./profile-schema.ts";
import { readingsSummarySchema } from "./readings-summary-schema.ts";
import { standingRecallSchema } from "./recall-schema.ts";
import {
  chainSchema,
  erased,
  historySchema,
  lot,
  noticeSchema,
  ownCheck,
  quantitiesSchema,
  standingHoldSchema,
  statements,
  unreadable,
  written,
} from "./schema.ts";
import { originSchema, tradeSchema } from "./trade-schema.ts";

const json = () => z.record(z.string(), z.unknown());
const time = () => z.iso.datetime();
const picture = z.url().nullable();

/** What a shopper sees. */
export const publicSchema = z
  .object({
    batchCode: z.string(),
    productName: z.string().nullable(),
    productDescription: z.string().nullable(),
    productImage: picture,
    producer: z
      .object({
        name: z.string(),
        location: z.string(),
        certifications: z.array(z.string()),
        place: originSchema,
        nameNotice: z.string().optional(),
        recordedBy: calledSchema.openapi({ description: "Whose account wrote the producer's name down" }),
      })
      .nullable(),
    journey: z.array(
      z.object({
        stage: z.string(),
        date: z.iso.date(),
        result: z.enum(["pass", "fail"]).optional().openapi({ description: "Of an inspection, as on chain" }),
        ownCheck,
        location: z.string().nullable().openapi({ description: "Null where it is withheld" }),
        description: z.string().nullable(),
        image: picture,
        ...tradeSchema,
        readings: readingsSummarySchema.optional(),
        withheld: z.literal(true).optional(),
        unreadable,
        erased,
        history: historySchema,
        ...written,
        chain: chainSchema,
      }),
    ),
    statements,
    certifications: z.array(
      z.object({ name: z.string(), issuer: z.string(), validUntil: z.string().nullable(), image: picture }),
    ),
    quantities: quantitiesSchema.nullable(),
    nutritionalInfo: json(),
    storageGuide: z.string(),
    verificationDate: time().nullable(),
    lot,
    status: z.string(),
    withheld: z.literal(true).optional(),
    notice: noticeSchema,
    hold: standingHoldSchema,
    recalls: z.array(standingRecallSchema).openapi({
      description: "Recalls that stand on it: what is to be done, and whom to ask",
    }),
    result: z.enum(["pass", "fail"]).nullable().openapi({
      description:
        "What the inspections come to: a fail stands until its author, or a regulator over an inspector, passes",
    }),
    canonical: z
      .string()
      .optional()
      .openapi({ description: "The batch's own code, where another was asked for that looks like it" }),
    resembles: z
      .string()
      .optional()
      .openapi({ description: "The code of an older batch of somebody else's that this one's is easily taken for" }),
    verification: z
      .object({ verdict: z.enum(VERDICTS), notShown: z.int() })
      .openapi({ description: "What a verifier will say, as far as this server knows: its word proves nothing" }),
    chain: chainSchema,
  })
  .openapi("PublicTrace");
