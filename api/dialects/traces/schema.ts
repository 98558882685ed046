/** The shapes of this dialect, for its documentation (docs of the traces API). */
import { z } from "@hono/zod-openapi";
import { HOLDERS_STATUSES } from "../../../domain/batches/batch-status.ts";
import { CAPACITIES } from "../../../domain/records/capacity.ts";
import { calledFields, calledSchema } from "./profile-schema.ts";
import { readingsSummarySchema } from "./readings-summary-schema.ts";
import { tradeInputSchema, tradeSchema } from "./trade-schema.ts";

const json = () => z.record(z.string(), z.unknown());
const time = () => z.iso.datetime({ offset: true });

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

/** That nobody can read it. */
export const unreadable = z.literal(true).optional().openapi({ description: "Withheld because nobody can read it" });

/** Who wrote a line, and when. */
export const written = {
  by: z.object({
    address: z.string(),
    ...calledFields,
    capacity: z.enum(CAPACITIES),
    roles: z.array(z.string()),
  }),
  recordedAt: time(),
  recordedLate: z.literal(true).optional().openapi({ description: "Recorded more than a day after its date" }),
};

/** A line that stands apart from the journey. */
export const statementSchema = z
  .object({
    type: z.string(),
    reason: z.enum(["unreadable", "before-batch"]),
    date: time().nullable(),
    title: z.string().nullable(),
    description: z.string().nullable(),
    location: z.string().nullable(),
    ...written,
    withheld: z.literal(true).optional(),
    unreadable,
    chain: chainSchema,
  })
  .openapi("Statement");

/** Why a text is gone. */
export const erased = z
  .object({
    reason: z.string(),
    basis: z.string().nullable(),
    by: z.string(),
    erasedAt: time(),
    remains: json().optional().openapi({ description: "What it said besides" }),
    chain: chainSchema,
  })
  .optional()
  .openapi({ description: "That it was erased on a lawful request, by whose word, and why" });

/** What is shown of a record that not everybody may read. */
const shown = {
  visibility: z.enum(["restricted", "erased", "missing"]).optional(),
  withheld: z.literal(true).optional().openapi({ description: "The caller cannot be shown it" }),
  unreadable,
  erased,
};

/** What a batch's holder must know before everything else. */
export const noticeSchema = z
  .object({ en: z.string(), zh: z.string() })
  .nullable()
  .openapi({ description: "What whoever holds it must know: it is recalled, failed an inspection, or was withdrawn" });

/** The hold that stands on a batch. */
export const standingHoldSchema = z
  .object({
    reason: z.string().nullable(),
    by: z.string(),
    official: z.boolean().openapi({ description: "By an inspector or a regulator: its holder does not end it" }),
    since: time(),
    until: time().nullable(),
  })
  .nullable()
  .openapi({ description: "That it is not to be moved while a result is awaited" });

/** The texts that stood before an amendment. */
export const historySchema = z
  .array(
    z.object({
      title: z.string(),
      description: z.string(),
      location: z.string(),
      details: json(),
      recordedAt: time(),
      amendmentReason: z.string().optional(),
      withheld: z.literal(true).optional(),
      chain: chainSchema,
    }),
  )
  .optional()
  .openapi({ description: "What was said before it was amended by its own writer, the first text first" });
/** What stands apart from a journey. */
export const statements = z
  .array(statementSchema)
  .openapi({ description: "What nobody can read, or is dated before its batch: no part of its journey" });

/** A batch's lot in answers. */
export const lot = z
  .string()
  .nullable()
  .openapi({ description: "Which lot of its product it is, where its maker said so (GS1 Application Identifier 10)" });

const contributions = z.enum(["named", "open"]).openapi({
  description: "Who may write on it besides its holder and authorities: whom the holder admits, or whoever has a role",
});

const amount = z.number();
/** How much there was of a batch, and what became of it. */
export const quantitiesSchema = z
  .object({
    made: amount,
    remaining: amount,
    taken: amount.openapi({ description: "Into other batches, by splits and transformations" }),
    sold: amount,
    used: amount,
    lost: amount,
    destroyed: amount,
    sampled: amount,
    unit: z.string(),
  })
  .openapi("Quantities", { description: "`made` is the sum of all others" });

const base = {
  id: z.string(),
  name: z.string().nullable(),
  description: z.string().nullable(),
  productId: z.string().nullable(),
  quantity: z.number().nullable().openapi({ description: "What remains; null where nobody told how much it is" }),
  unit: z.string(),
  quantities: quantitiesSchema.nullable(),
  batchCode: z.string(),
  qrCode: z.url(),
  status: z.string(),
  lot,
  contributions,
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
    notice: noticeSchema,
    hold: standingHoldSchema,
    held: z.boolean().openapi({ description: "Whether the caller holds it, or somebody whom it acts for" }),
    processing: z.array(json()),
    logistics: z.array(json()),
    qualityTests: z.array(json()),
    attributes: json(),
    timeline: z.array(z.object({ date: time(), event: z.string(), details: z.string(), ...shown, chain: chainSchema })),
    statements,
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
    lot: z.string().max(20).optional().openapi({
      description: "Which lot of its product it is; without a batch code, the code is the lot or begins with it",
    }),
    contributions: contributions.optional(),
    restricted: z.boolean().optional(),
  })
  .openapi("TraceInput");

const asItStands = { description: "Cannot change: taken as it stands, refused otherwise" };
const standing = {
  id: z.string().optional().openapi(asItStands),
  batchCode: z.string().optional().openapi(asItStands),
  quantity: z.number().optional().openapi(asItStands),
  unit: z.string().optional().openapi(asItStands),
  productId: z.string().nullable().optional().openapi(asItStands),
  farmId: z.string().nullable().optional().openapi(asItStands),
};

/** A change to a batch's description. */
export const updateSchema = z
  .object({
    name: z.string().optional(),
    description: z.string().nullable().optional(),
    status: z.enum(HOLDERS_STATUSES).nullable().optional(),
    harvestDate: time().nullable().optional(),
    certifications: z.array(z.string()).nullable().optional(),
    attributes: json()
      .nullable()
      .optional()
      .openapi({ description: "Merged into those there are; null takes one away" }),
    ...standing,
    contributions: contributions.optional().openapi({ description: "A line of its own: in a request of its own" }),
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
  type: z.string().max(50).optional().openapi({ description: "`image`, `document`, or any other word" }),
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
    ...tradeInputSchema,
  })
  .openapi("TraceEventInput");

/** A request to amend an event. */
export const amendmentInputSchema = eventInputSchema
  .omit({ type: true })
  .extend({
    type: z.string().optional().openapi(asItStands),
    date: z.string().optional().openapi(asItStands),
    status: z.enum(["passed", "failed"]).optional().openapi(asItStands),
    details: json().nullable().optional().openapi({ description: "Merged into those there are; null takes one away" }),
    attachments: z
      .array(attachmentInput)
      .nullable()
      .optional()
      .openapi({ description: "In place of all; kept where left out" }),
    reason: z.string().max(1000),
  })
  .openapi("TraceEventAmendment");

/** That a check is the holder's own. */
export const ownCheck = z
  .literal(true)
  .optional()
  .openapi({ description: "A check that the holder made of its own goods: no inspector's verdict" });

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
    operatorName: z.string().nullable().openapi({ description: "As its writer said" }),
    actor: calledSchema.openapi({ description: "Whose line it is" }),
    details: json(),
    attachments: z.array(z.object({ id: z.string(), type: z.string(), url: z.url(), title: z.string() })),
    createdAt: time(),
    updatedAt: time(),
    status: z.enum(["passed", "failed"]).optional().openapi({ description: "Of a quality test" }),
    ownCheck,
    ...tradeSchema,
    readings: readingsSummarySchema.optional(),
    amendedBy: chainSchema.optional(),
    amendmentReason: z
      .string()
      .optional()
      .openapi({ description: "Why it was last amended, where its writer said so" }),
    history: historySchema,
    ...shown,
    chain: chainSchema,
  })
  .openapi("TraceEvent");

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
    makes: z.array(z.string()).openapi({ description: "The codes of the batches that it makes" }),
    chain: z.union([chainSchema, z.null()]),
    createdAt: time(),
    acceptedAt: time().nullable().openapi({ description: "When it was accepted: null while it is unsigned" }),
    updatedAt: time(),
  })
  .openapi("Operation");
