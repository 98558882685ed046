/** The shapes of certificates, for the documentation. */
import { z } from "@hono/zod-openapi";
import {
  CERTIFICATE_LANGUAGES,
  CERTIFICATE_TEMPLATES,
  CERTIFICATE_TYPES,
} from "../../../domain/certificates/certificate.ts";
import { CERTIFICATE_STATUSES } from "../../../domain/certificates/find-certificate.ts";
import { SINCE } from "../../../domain/certificates/since.ts";
import { MOST_INPUTS_LISTED } from "../../../domain/lineage/inputs.ts";
import { calledFields } from "./profile-schema.ts";
import { chainSchema, noticeSchema } from "./schema.ts";

const time = () => z.iso.datetime();

/** A request for a certificate. */
export const certificateInputSchema = z
  .object({
    type: z.enum(CERTIFICATE_TYPES).optional(),
    language: z.enum(CERTIFICATE_LANGUAGES).optional(),
    includeDetails: z
      .boolean()
      .optional()
      .openapi({ description: "Whether steps are told with descriptions and details; true if left out" }),
    templateId: z.enum(CERTIFICATE_TEMPLATES).optional(),
  })
  .openapi("TraceCertificateInput");

/** A request to revoke a certificate. */
export const revocationInputSchema = z
  .object({ reason: z.string().min(1).max(500).openapi({ description: "Public: it is written on chain" }) })
  .openapi("TraceCertificateRevocation");

/** A request to attest a certificate. */
export const attestationInputSchema = z
  .object({
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional()
      .openapi({ description: "Of the PDF that was looked at: 409 if the certificate's is another" }),
  })
  .openapi("TraceCertificateAttestation");

const by = z.object({ id: z.string().nullable(), address: z.string(), ...calledFields });

/** A certificate. */
export const certificateSchema = z
  .object({
    id: z.string(),
    traceId: z.string(),
    batchCode: z.string(),
    type: z.string(),
    language: z.string(),
    certificateNumber: z.string(),
    issueDate: time(),
    validUntil: time(),
    pdfUrl: z.url(),
    verificationUrl: z.url(),
    createdAt: time(),
    updatedAt: time(),
    templateId: z.string(),
    status: z.enum(CERTIFICATE_STATUSES).openapi({
      description:
        "The gravest that is true: revoked; its batch is recalled, or failed an inspection; expired; declared by the holder and attested by nobody; valid",
    }),
    kind: z.enum(["certificate", "declaration"]).openapi({
      description: "Attested by its issuer, or declared by whoever held the batch: worth what the attestations are",
    }),
    notice: noticeSchema,
    sha256: z.string().openapi({ description: "Of the PDF" }),
    issuedBy: by,
    attestations: z
      .array(z.object({ by, date: time(), chain: chainSchema }))
      .openapi({ description: "By inspectors and regulators, of the same PDF" }),
    revocation: z.object({ date: time(), reason: z.string(), chain: chainSchema }).nullable(),
    since: z
      .array(z.object({ type: z.enum(SINCE), date: time(), chain: chainSchema }))
      .openapi({ description: "What came after it, and so is not in its PDF" }),
    inputs: z
      .object({
        items: z.array(
          z.object({
            batchCode: z.string().nullable(),
            name: z.string().nullable(),
            quantity: z.number().nullable().openapi({ description: "How much of it went in" }),
            unit: z.string().nullable(),
            result: z.enum(["pass", "fail"]).nullable(),
            recalled: z.boolean(),
            withheld: z.literal(true).optional(),
          }),
        ),
        more: z.int(),
      })
      .openapi({
        description: `What the batch, or what it is a part of, was made of, as that stands now: ${MOST_INPUTS_LISTED} at most, the recalled and failed first, and how many more there are`,
      }),
    chain: chainSchema,
  })
  .openapi("TraceCertificate");
