/** The shapes of certificates, for the documentation. */
import { z } from "@hono/zod-openapi";
import {
  CERTIFICATE_LANGUAGES,
  CERTIFICATE_TEMPLATES,
  CERTIFICATE_TYPES,
} from "../../../domain/certificates/certificate.ts";
import { chainSchema } from "./schema.ts";

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
    status: z.enum(["valid", "revoked", "expired"]),
    sha256: z.string().openapi({ description: "Of the PDF" }),
    issuedBy: z.object({ id: z.string().nullable(), name: z.string().nullable(), address: z.string() }),
    revocation: z.object({ date: time(), reason: z.string(), chain: chainSchema }).nullable(),
    chain: chainSchema,
  })
  .openapi("TraceCertificate");
