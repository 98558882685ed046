/**
 * Record documents: what a line on chain is about. A document is stored and passed on as the exact bytes of its
 * canonical JSON (RFC 8785); their SHA-256 is the digest on the line. A random salt keeps a short document from being
 * guessed from its digest when it is withheld.
 */
import { z } from "zod";

/** The format's name; a document of another format is kept and proved, but its content is not understood. */
export const RECORD_FORMAT = "suyuan-record/1";

const sha256 = z.string().regex(/^0x[0-9a-f]{64}$/);

/** A file, named by what it contains: `sha256sum` of the file is all that an auditor needs. */
export const attachmentSchema = z.strictObject({
  type: z.enum(["image", "document", "other"]),
  title: z.string().max(200),
  sha256,
  size: z.int().nonnegative(),
  mediaType: z.string().max(100),
  cid: z.string().max(100),
});

/** A page elsewhere, whose content nobody vouches for. */
export const linkSchema = z.strictObject({
  type: z.enum(["image", "document", "other"]),
  title: z.string().max(200),
  url: z.url().max(2000),
});

/** What a creation, or a later revision of it, says of the batch as a whole. */
export const batchDescriptionSchema = z.strictObject({
  name: z.string(),
  description: z.string(),
  state: z.string(),
  quantity: z.string().regex(/^\d+$/),
  unit: z.string(),
  harvestDate: z.iso.datetime().nullable(),
  certifications: z.array(z.string()),
  attributes: z.record(z.string(), z.json()),
  product: z.strictObject({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    /** Its Global Trade Item Number; older documents have none, and without one none is written. */
    gtin: z
      .string()
      .regex(/^\d{14}$/)
      .optional(),
    image: attachmentSchema.nullable(),
    nutritionalInfo: z.record(z.string(), z.json()),
    storageGuide: z.string(),
  }),
  producer: z.strictObject({
    id: z.string(),
    name: z.string(),
    location: z.string(),
    certifications: z.array(z.string()),
  }),
});

/** What a step says. */
export const stepDescriptionSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  description: z.string(),
  location: z.string(),
  operator: z.strictObject({ id: z.string(), name: z.string() }),
  details: z.record(z.string(), z.json()),
  attachments: z.array(z.union([attachmentSchema, linkSchema])),
});

const common = {
  format: z.literal(RECORD_FORMAT),
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  /** The batch's code, so that a document cannot be shown for another batch. */
  code: z.string(),
  /** When it happened, as told by who recorded it; the block's timestamp says when it was recorded. */
  eventTime: z.iso.datetime(),
};

/** A record document: of a creation, a step, an inspection, or an amendment of one of them. */
export const recordDocumentSchema = z.discriminatedUnion("record", [
  z.strictObject({ ...common, record: z.literal("creation"), batch: batchDescriptionSchema }),
  z.strictObject({ ...common, record: z.literal("step"), kind: z.string(), step: stepDescriptionSchema }),
  z.strictObject({
    ...common,
    record: z.literal("inspection"),
    verdict: z.enum(["pass", "fail"]),
    step: stepDescriptionSchema,
  }),
  z.strictObject({
    ...common,
    record: z.literal("amendment"),
    amends: z.int().positive(),
    batch: batchDescriptionSchema.optional(),
    step: stepDescriptionSchema.optional(),
  }),
]);

/** A record document's content. */
export type RecordDocument = z.infer<typeof recordDocumentSchema>;
/** A file named in a record. */
export type Attachment = z.infer<typeof attachmentSchema>;
/** A page elsewhere, named in a record. */
export type Link = z.infer<typeof linkSchema>;
/** What a record says of the whole batch. */
export type BatchDescription = z.infer<typeof batchDescriptionSchema>;
/** What a record says of one step. */
export type StepDescription = z.infer<typeof stepDescriptionSchema>;

/** The files that a record names. */
export function attachmentsOf(document: RecordDocument): Attachment[] {
  const batch = "batch" in document ? document.batch : undefined;
  const step = "step" in document ? document.step : undefined;
  const image = batch?.product.image;
  return [...(image ? [image] : []), ...(step?.attachments ?? []).filter((item) => "sha256" in item)];
}
