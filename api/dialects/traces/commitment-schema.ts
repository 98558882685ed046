/** The shapes of commitment certificates, for the documentation. */
import { z } from "@hono/zod-openapi";
import { BASES } from "../../../domain/commitments/commitment.ts";
import { COMMITMENT_STATUSES } from "../../../domain/commitments/find-commitment.ts";
import { calledFields } from "./profile-schema.ts";
import { chainSchema, noticeSchema } from "./schema.ts";

const BASIS = Object.keys(BASES) as (keyof typeof BASES)[];

/** A request for a commitment certificate. */
export const commitmentInputSchema = z
  .object({
    basis: z.array(z.string()).openapi({
      description: `What the promise rests on: ${Object.entries(BASES)
        .map(([zh, en]) => `${zh} or "${en}"`)
        .join(", ")}. Testing takes an inspection or an evaluation of the batch on chain`,
      example: [...BASIS.slice(0, 1)],
    }),
    contact: z.string().min(1).max(200).openapi({ description: "Public: it stands on the certificate" }),
    place: z.string().max(500).optional().openapi({ description: "Place of production; the producer's if left out" }),
    collected: z
      .array(
        z.union([
          z.string(),
          z.object({ number: z.string() }),
          z.object({ url: z.url(), title: z.string().optional() }),
        ]),
      )
      .max(50)
      .optional()
      .openapi({
        description:
          "Suppliers' certificates that came with the goods: numbers of this instance, or files stored before",
      }),
  })
  .openapi("CommitmentInput");

/** A commitment certificate. */
export const commitmentSchema = z
  .object({
    number: z.string(),
    traceId: z.string(),
    batchCode: z.string(),
    status: z.enum(COMMITMENT_STATUSES).openapi({
      description:
        "The gravest that is true: its batch is recalled, or failed an inspection; its issuer gave a newer one; the goods were divided or mixed since; it stands",
    }),
    notice: noticeSchema,
    product: z.string(),
    quantity: z.string(),
    unit: z.string(),
    place: z.string().openapi({ description: "Place of production" }),
    issueDate: z.iso.datetime(),
    subject: z.string().openapi({ description: "Who promises, as named when it was issued" }),
    contact: z.string(),
    promise: z.string(),
    promiseInEnglish: z.string().nullable(),
    basis: z.array(z.enum(BASIS)),
    basisInEnglish: z.array(z.string()),
    collected: z.array(
      z.union([
        z.object({ number: z.string(), code: z.string(), product: z.string(), subject: z.string() }),
        z.object({ title: z.string(), sha256: z.string(), url: z.url() }),
      ]),
    ),
    keptUntil: z.iso.datetime().openapi({ description: "Until when it has to be kept at least" }),
    url: z.url().openapi({ description: "It as JSON, for anybody" }),
    pdfUrl: z.url(),
    labelUrl: z.url().openapi({ description: "Labels that carry it, for whoever is signed in" }),
    pageUrl: z.url().openapi({ description: "What its code leads to: the batch's page, which shows it" }),
    sha256: z.string().openapi({ description: "Of the PDF" }),
    issuedBy: z.object({ id: z.string().nullable(), address: z.string(), ...calledFields }),
    chain: chainSchema,
  })
  .openapi("Commitment");
