/** The shapes of this dialect, for its documentation (docs of the traces API). */
import { z } from "@hono/zod-openapi";

const json = () => z.record(z.string(), z.unknown());
const time = () => z.iso.datetime();

/** The position of a batch or line on chain. */
export const chainSchema = z
  .object({
    batchId: z.string(),
    seq: z.int(),
    transactionHash: z.string(),
    blockNumber: z.int(),
    actor: z.string(),
    digest: z.string(),
    status: z.enum(["pending", "confirmed", "final"]),
  })
  .openapi("ChainReference");

/** A failure. */
export const errorSchema = z
  .object({
    status: z.literal("error"),
    code: z.string(),
    message: z.string(),
    details: z.array(z.object({ field: z.string(), message: z.string() })),
  })
  .openapi("TraceError");

const unreadable = z.literal(true).optional().openapi({ description: "Withheld because nobody can read it" });

/** What is shown of a record that not everybody may read. */
const shown = {
  visibility: z.enum(["restricted", "erased", "missing"]).optional(),
  withheld: z.literal(true).optional().openapi({ description: "The caller cannot be shown it" }),
  unreadable,
};

const base = {
  id: z.string(),
  name: z.string().nullable(),
  description: z.string().nullable(),
  productId: z.string().nullable(),
  quantity: z.number(),
  unit: z.string(),
  batchCode: z.string(),
  qrCode: z.url(),
  status: z.string(),
  farmId: z.string().nullable(),
  certifications: z.array(z.string()),
  createdAt: time(),
  updatedAt: time(),
  ...shown,
  chain: chainSchema,
};

/** A batch in a list. */
export const listedSchema = z
  .object({
    ...base,
    productName: z.string().nullable(),
    farmName: z.string().nullable(),
    processingIds: z.array(z.string()),
    logisticsIds: z.array(z.string()),
  })
  .openapi("TraceListItem");

/** A batch as created. */
export const createdSchema = z
  .object({ ...base, harvestDate: time().nullable(), attributes: json() })
  .openapi("TraceCreated");

/** A batch with everything known about it. */
export const detailSchema = z
  .object({
    ...base,
    productName: z.string().nullable(),
    farmName: z.string().nullable(),
    farmDetails: z
      .object({ location: z.string(), owner: z.string().nullable(), certifications: z.array(z.string()) })
      .nullable(),
    harvestDate: time().nullable(),
    processing: z.array(json()),
    logistics: z.array(json()),
    qualityTests: z.array(json()),
    attributes: json(),
    timeline: z.array(z.object({ date: time(), event: z.string(), details: z.string(), ...shown, chain: chainSchema })),
  })
  .openapi("TraceDetail");

/** What a batch is created from. */
export const createSchema = z
  .object({
    name: z.string(),
    description: z.string().optional(),
    productId: z.string().optional(),
    quantity: z.number().positive(),
    unit: z.string(),
    farmId: z.string().optional(),
    harvestDate: time().optional(),
    certifications: z.array(z.string()).optional(),
    attributes: json().optional(),
    batchCode: z.string().max(64).optional(),
    restricted: z.boolean().optional(),
  })
  .openapi("TraceInput");

/** A change to a batch's description. */
export const updateSchema = z
  .object({
    name: z.string().optional(),
    description: z.string().optional(),
    status: z.string().max(50).optional(),
    harvestDate: time().nullable().optional(),
    certifications: z.array(z.string()).optional(),
    attributes: json().optional().openapi({ description: "Merged into those there are; null takes one away" }),
  })
  .openapi("TraceUpdate");

/** An earlier description of a batch. */
export const revisionSchema = z
  .object({
    revision: z.int().positive(),
    name: z.string().nullable(),
    description: z.string().nullable(),
    status: z.string().nullable(),
    harvestDate: time().nullable(),
    certifications: z.array(z.string()),
    attributes: json(),
    recordedAt: time(),
    withheld: z.literal(true).optional(),
    chain: chainSchema,
  })
  .openapi("TraceRevision");

const attachmentInput = z.object({
  type: z.enum(["image", "document", "other"]).optional(),
  url: z.url(),
  title: z.string().optional(),
});

/** A request to add an event. */
export const eventInputSchema = z
  .object({
    type: z.string(),
    date: time().optional(),
    title: z.string().optional(),
    description: z.string().optional(),
    location: z.string().optional(),
    operatorId: z.string().optional(),
    operatorName: z.string().optional(),
    details: json().optional(),
    attachments: z.array(attachmentInput).optional(),
    status: z.enum(["passed", "failed"]).optional(),
    restricted: z.boolean().optional(),
  })
  .openapi("TraceEventInput");

/** An event. */
export const eventSchema = z
  .object({
    id: z.string(),
    traceId: z.string(),
    type: z.string(),
    date: time(),
    title: z.string(),
    description: z.string(),
    location: z.string(),
    operatorId: z.string().nullable(),
    operatorName: z.string().nullable(),
    details: json(),
    attachments: z.array(z.object({ id: z.string(), type: z.string(), url: z.url(), title: z.string() })),
    createdAt: time(),
    updatedAt: time(),
    status: z.enum(["passed", "failed"]).optional().openapi({ description: "Of a quality test" }),
    amendedBy: chainSchema.optional(),
    ...shown,
    chain: chainSchema,
  })
  .openapi("TraceEvent");

const picture = z.url().nullable();

/** What a shopper sees. */
export const publicSchema = z
  .object({
    batchCode: z.string(),
    productName: z.string().nullable(),
    productDescription: z.string().nullable(),
    productImage: picture,
    producer: z.object({ name: z.string(), location: z.string(), certifications: z.array(z.string()) }).nullable(),
    journey: z.array(
      z.object({
        stage: z.string(),
        date: z.iso.date(),
        location: z.string().optional(),
        description: z.string().optional(),
        image: picture.optional(),
        withheld: z.literal(true).optional(),
        unreadable,
        chain: chainSchema,
      }),
    ),
    certifications: z.array(
      z.object({ name: z.string(), issuer: z.string(), validUntil: z.string().nullable(), image: picture }),
    ),
    nutritionalInfo: json(),
    storageGuide: z.string(),
    verificationDate: time().nullable(),
    status: z.string(),
    withheld: z.literal(true).optional(),
    notice: z
      .object({ en: z.string(), zh: z.string() })
      .nullable()
      .openapi({ description: "What whoever holds it must know: it is recalled, or withdrawn" }),
    chain: chainSchema,
  })
  .openapi("PublicTrace");

/** A product. */
export const productSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    gtin: z.string().nullable().openapi({ description: "Global Trade Item Number, as 14 digits" }),
    image: picture,
    nutritionalInfo: json(),
    storageGuide: z.string(),
    ownerId: z.string(),
    createdAt: time(),
    updatedAt: time(),
  })
  .openapi("Product");

/** A farm. */
export const farmSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    location: z.string(),
    owner: z.string(),
    certifications: z.array(z.string()),
    ownerId: z.string(),
    createdAt: time(),
    updatedAt: time(),
  })
  .openapi("Farm");

/** A stored file. */
export const attachmentSchema = z
  .object({
    sha256: z.string(),
    size: z.int(),
    mediaType: z.string(),
    cid: z.string(),
    url: z.url(),
    restricted: z.boolean(),
  })
  .openapi("Attachment");

/** A write on its way to the chain. */
export const operationSchema = z
  .object({
    id: z.string(),
    verb: z.string(),
    state: z.enum(["unsigned", "waiting", "sent", "mined", "final", "failed"]).openapi({
      description:
        "`mined` and `final` mean that its own line (or event) is in the mirror, the latter in a final block; before, it is sent again until it is",
    }),
    stuck: z.boolean().openapi({ description: "Accepted longer ago than the limit of the alert, and without a line" }),
    error: z.string().nullable(),
    typedData: json().nullable().openapi({ description: "What the actor's own wallet has to sign (EIP-712)" }),
    chain: z.union([chainSchema, z.null()]),
    createdAt: time(),
    acceptedAt: time().nullable().openapi({ description: "When it was accepted: null while it is unsigned" }),
    updatedAt: time(),
  })
  .openapi("Operation");
