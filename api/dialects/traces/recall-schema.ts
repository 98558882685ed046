/** Recalls, for the documentation. */
import { z } from "@hono/zod-openapi";
import { NOTICES, type NoticeName } from "../../../domain/names/notices.ts";
import { RECALL_CLASSES, RECALL_SCOPES } from "../../../domain/recalls/ports.ts";
import { operationSchema } from "./schema.ts";

/** Why a batch is recalled, how far, and what its holders are to do. */
export const recallInputSchema = z
  .object({
    reason: z.string().max(2000).optional().openapi({ description: "Required, but for a dry run" }),
    class: z
      .union([z.enum(RECALL_CLASSES), z.int().min(1).max(3)])
      .optional()
      .openapi({ description: "1 may harm gravely, 2 (default) may harm, 3 is unlikely to" }),
    scope: z.enum(RECALL_SCOPES).optional().openapi({
      description:
        "`batch`; `descendants` (default): all that was made of it too; `lineage`: that, of all that it was made of as well",
    }),
    instruction: z
      .string()
      .max(2000)
      .optional()
      .openapi({ description: "What holders are to do; required, but for a dry run" }),
    contact: z.string().max(500).optional().openapi({ description: "Whom they ask; required, but for a dry run" }),
    notify: z
      .array(z.object({ name: z.string().max(200), email: z.email() }))
      .max(100)
      .optional()
      .openapi({
        description: "Firms without an account that may have had some of it: each is told by a mail with a link",
      }),
    dryRun: z.boolean().optional().openapi({ description: "Only tell what would be reached" }),
    drill: z
      .boolean()
      .optional()
      .openapi({ description: "An exercise: not on chain, and told, as a drill, to holders with an account alone" }),
  })
  .openapi("RecallInput");

const amounts = z.record(z.string(), z.number()).openapi({ description: "By unit" });

const holderSchema = z.object({ address: z.string(), userId: z.string().nullable(), name: z.string().nullable() });

const plannedSchema = z.object({
  traceId: z.string(),
  batchCode: z.string(),
  holder: holderSchema,
  remaining: z.number().openapi({ description: "When it was recalled" }),
  sold: z.number(),
  unit: z.string(),
  marking: z.enum(["holder", "maker", "order", "notice"]).openapi({
    description: "In which capacity it is marked on chain; `notice`: its holder is only told",
  }),
});

const itemSchema = plannedSchema.extend({
  heldNowBy: holderSchema,
  marked: z
    .boolean()
    .openapi({ description: "Whether a recall of that marking stands on it on chain; of `notice`, any" }),
  addedAt: z.iso
    .datetime()
    .nullable()
    .openapi({ description: "When it was taken in, of what was made while the recall stands" }),
  acknowledgements: z.array(
    z.object({
      found: z.number(),
      quarantined: z.number(),
      destroyed: z.number(),
      note: z.string(),
      by: z.string(),
      at: z.iso.datetime(),
    }),
  ),
});

const countsSchema = z.object({
  batches: z.int(),
  holders: z.int(),
  toMark: z.int().openapi({ description: "To be marked on chain by who began it" }),
  marked: z.int().openapi({ description: "Those of them that are" }),
  notices: z.int().openapi({ description: "Whose holders are only told" }),
  acknowledged: z.int(),
});

const summarySchema = countsSchema.extend({
  remaining: amounts,
  sold: amounts,
  found: amounts,
  quarantined: amounts,
  destroyed: amounts,
});

/** A recall that stands, as anybody may know it. */
export const standingRecallSchema = z
  .object({
    class: z.enum(RECALL_CLASSES),
    reason: z.string(),
    instruction: z.string(),
    contact: z.string(),
    date: z.iso.datetime(),
  })
  .openapi("StandingRecall");

/** What whoever has a batch in hand must know before everything else. */
export const toldRecallsSchema = z
  .object({
    batchCode: z.string(),
    notices: z.array(z.enum(Object.keys(NOTICES) as [NoticeName, ...NoticeName[]])).openapi({
      description: "What there is to say of it or, as `originRecalled` and `originFailed`, of what it was made of",
    }),
    recalls: z.array(standingRecallSchema),
  })
  .openapi("ToldRecalls");

const recipientSchema = z.object({
  address: z.string().nullable().openapi({ description: "Null for a firm without an account: `notify` tells it" }),
  userId: z.string().nullable(),
  name: z.string().nullable(),
  gln: z.string().nullable(),
  batches: z.int().openapi({ description: "How many of the batches it had some of" }),
  batchCodes: z.array(z.string()).openapi({ description: "The first 20 of those" }),
  lastAt: z.iso.datetime().openapi({ description: "When the latest of it was, as its record says" }),
});

/** What a recall would reach. */
export const recallPreviewSchema = z
  .object({
    preview: z.literal(true),
    truncated: z.boolean(),
    summary: summarySchema,
    items: z.array(plannedSchema),
    recipients: z.array(recipientSchema).openapi({
      description:
        "To whom goods went by records of sales, transports and other steps that the caller may read, beside who holds them now",
    }),
    moreRecipients: z.boolean().openapi({ description: "Whether there are more records than were read" }),
  })
  .openapi("RecallPreview");

const headSchema = z.object({
  id: z.string(),
  traceId: z.string(),
  batchCode: z.string(),
  reason: z.string(),
  class: z.enum(RECALL_CLASSES),
  scope: z.enum(RECALL_SCOPES),
  instruction: z.string(),
  contact: z.string(),
  drill: z.boolean(),
  createdAt: z.iso.datetime(),
  liftedAt: z.iso.datetime().nullable(),
  liftReason: z.string().nullable(),
});

/** A recall in a list. */
export const listedRecallSchema = headSchema.extend({ summary: countsSchema }).openapi("ListedRecall");

const reportSchema = z
  .object({
    milliseconds: z.record(z.string(), z.int()).openapi({ description: "By step: `planned`, `kept`, `brought`" }),
    untilTold: z.int().nullable().openapi({ description: "Milliseconds until the last holder so far was told" }),
    untilAnswered: z.int().nullable().openapi({ description: "Milliseconds until a holder said last what it found" }),
    told: z.int().openapi({ description: "Holders who were sent a message" }),
    untold: z.int().openapi({ description: "Who began it, and holders who have no address to send one to" }),
    answered: z.number().openapi({ description: "Percent of the holders of whose batches something was said" }),
    found: z.record(z.string(), z.number()).openapi({ description: "Percent of what there was or was sold, by unit" }),
  })
  .openapi("RecallReport");

const saidSchema = z.object({ found: z.string(), note: z.string(), at: z.iso.datetime() }).nullable();

const outsiderSchema = z.object({
  name: z.string(),
  email: z.string(),
  toldAt: z.iso.datetime().nullable(),
  said: saidSchema,
});

/** The token of a mail's link. */
export const outsiderTokenSchema = z.object({ token: z.string().max(200) }).openapi("RecallNoticeToken");

/** What a firm without an account found. */
export const outsiderAnswerSchema = outsiderTokenSchema
  .extend({
    found: z.string().max(200).openapi({ description: "How much, in its own words" }),
    note: z.string().max(2000).optional(),
  })
  .openapi("RecallNoticeAnswer");

/** A recall as a firm without an account is shown it. */
export const outsiderNoticeSchema = standingRecallSchema
  .extend({
    id: z.string(),
    batchCode: z.string(),
    by: z.string().openapi({ description: "Who recalls" }),
    liftedAt: z.iso.datetime().nullable(),
    name: z.string(),
    said: saidSchema,
  })
  .openapi("RecallNotice");

/** A recall. */
export const recallSchema = headSchema
  .extend({
    summary: summarySchema,
    items: z.array(itemSchema).openapi({ description: "One page of them, by their codes" }),
    outsiders: z
      .array(outsiderSchema)
      .optional()
      .openapi({ description: "Firms without an account that are told, for who began it" }),
    report: reportSchema
      .optional()
      .openapi({ description: "How it went so far, for who began it; of a drill above all" }),
    operations: z.array(operationSchema).optional().openapi({
      description: "The acts that mark the batches, or lift that; a wallet has each to sign",
    }),
  })
  .openapi("Recall");

/** Why a recall is over. */
export const liftInputSchema = z.object({ reason: z.string().max(2000) }).openapi("LiftInput");

/** What a holder found. */
export const acknowledgementInputSchema = z
  .object({
    traceId: z.string(),
    found: z.number().min(0).optional(),
    quarantined: z.number().min(0).optional(),
    destroyed: z.number().min(0).optional(),
    note: z.string().max(2000).optional(),
  })
  .openapi("AcknowledgementInput");
