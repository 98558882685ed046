/**
 * Record documents: the details of lines on chain. A document is stored and passed on as the exact bytes of its
 * canonical JSON (RFC 8785); their SHA-256 is the digest on the line. A random salt keeps a short document from being
 * guessed from its digest when it is withheld.
 */
import * as z from "zod/mini";
import { excessOf, type JsonBounds, parseJson, textOfBytes } from "../shared/bounded-json.ts";
import { harmlessJson, isWebAddress } from "../shared/foreign-text.ts";
import type { JsonValue } from "../shared/json.ts";
import { isLot } from "../shared/lot.ts";
import { readingsSchema } from "./readings.ts";
import { placeSchema, tradeFields } from "./trade.ts";

/** The format's name; a document of another format is stored and proved, but not interpreted. */
export const RECORD_FORMAT = "suyuan-record/1";

/**
 * Bounds on readable documents: more than any verb writes. Anything else is still proved by its digest, and shown as
 * unreadable.
 */
export const DOCUMENT_BOUNDS: JsonBounds = { depth: 64, length: 1_048_576, values: 50_000 };

/** The most bytes that such a text can have. */
export const DOCUMENT_SIZE = 3 * DOCUMENT_BOUNDS.length;

/** Limits for names and titles, and for long texts. */
const short = z.string().check(z.maxLength(1_000));
const long = z.string().check(z.maxLength(20_000));
const shorts = z.array(short).check(z.maxLength(100));
/** Any JSON: its text was parsed within bounds and need not be checked again. */
const anything = z.custom<JsonValue>((value) => value !== undefined);
/** A told time (days.ts). It has to be a valid ECMAScript date as well: year, fraction of a second. */
const time = z.iso.datetime({ offset: true }).check(
  z.maxLength(40),
  z.refine((text) => !Number.isNaN(Date.parse(text))),
);
const sha256 = z.string().check(z.regex(/^0x[0-9a-f]{64}$/));

/** What an attachment is, in a word: `image`, `document`, `video`, … */
const attachmentType = z.string().check(z.minLength(1), z.maxLength(50));

/** A file, named by what it contains: `sha256sum` of the file is all that an auditor needs. */
export const attachmentSchema = z.strictObject({
  type: attachmentType,
  title: z.string().check(z.maxLength(200)),
  sha256,
  size: z.int().check(z.nonnegative()),
  mediaType: z.string().check(z.maxLength(100)),
  cid: z.string().check(z.maxLength(100)),
});

/** A page elsewhere, whose content nobody vouches for. */
export const linkSchema = z.strictObject({
  type: attachmentType,
  title: z.string().check(z.maxLength(200)),
  url: z.url().check(z.maxLength(2000)),
});

/** A description of the whole batch, in a creation or a later revision. */
export const batchDescriptionSchema = z.strictObject({
  name: short,
  description: long,
  state: short,
  /** Thousandths, as 64 bits hold them. */
  quantity: z.string().check(z.regex(/^\d{1,20}$/)),
  unit: short,
  /** The word that the holder told the unit in, where that is not the code's own. */
  toldUnit: z.optional(short),
  harvestDate: z.nullable(time),
  /** Which lot of its product it is, where its maker said so; older documents have none, and without one none is written. */
  lot: z.optional(z.string().check(z.refine(isLot))),
  certifications: shorts,
  attributes: z.record(z.string(), anything),
  product: z.strictObject({
    id: short,
    name: short,
    description: long,
    /** Its Global Trade Item Number; older documents have none, and without one none is written. */
    gtin: z.optional(z.string().check(z.regex(/^\d{14}$/))),
    image: z.nullable(attachmentSchema),
    nutritionalInfo: z.record(z.string(), anything),
    storageGuide: long,
  }),
  producer: z.strictObject({
    id: short,
    name: short,
    location: short,
    certifications: shorts,
    /** Where it is; older documents do not tell, and none is written where that is not known. */
    place: z.optional(placeSchema),
  }),
});

/** A step's content. */
export const stepDescriptionSchema = z.strictObject({
  type: short,
  title: short,
  description: long,
  location: short,
  operator: z.strictObject({ id: short, name: short }),
  details: z.record(z.string(), anything),
  attachments: z.array(z.union([attachmentSchema, linkSchema])).check(z.maxLength(100)),
  ...tradeFields,
  /** Of a line that anchors readings. */
  readings: z.optional(readingsSchema),
});

const common = {
  format: z.literal(RECORD_FORMAT),
  salt: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  /** The batch's code, so that a document cannot be shown for another batch. */
  code: short,
  /** When it happened, as stated by the recorder; the block's timestamp says when it was recorded. */
  eventTime: time,
};

/** A record document: of a creation, a step, an inspection, or an amendment of one of them. */
export const recordDocumentSchema = z.discriminatedUnion("record", [
  z.strictObject({ ...common, record: z.literal("creation"), batch: batchDescriptionSchema }),
  z.strictObject({
    ...common,
    record: z.literal("step"),
    kind: short,
    step: stepDescriptionSchema,
    /** All batches that it is about, where those are several. */
    codes: z.optional(z.array(short).check(z.minLength(2), z.maxLength(256))),
  }),
  z.strictObject({
    ...common,
    record: z.literal("inspection"),
    verdict: z.enum(["pass", "fail"]),
    step: stepDescriptionSchema,
  }),
  z.strictObject({
    ...common,
    record: z.literal("amendment"),
    amends: z.int().check(z.positive()),
    /** Which step of a series, counted from 0; left out for 0. */
    index: z.optional(z.int().check(z.positive())),
    batch: z.optional(batchDescriptionSchema),
    step: z.optional(stepDescriptionSchema),
    /** Why; older amendments do not say. */
    reason: z.optional(short),
  }),
]);

/** A record document's content. */
export type RecordDocument = z.infer<typeof recordDocumentSchema>;
/** A file named in a record. */
export type Attachment = z.infer<typeof attachmentSchema>;
/** A page elsewhere, named in a record. */
export type Link = z.infer<typeof linkSchema>;
/** A record's description of the whole batch. */
export type BatchDescription = z.infer<typeof batchDescriptionSchema>;
/** A record's description of one step. */
export type StepDescription = z.infer<typeof stepDescriptionSchema>;

/** Read a document's text; undefined if it is unreadable. The only entry point for documents: never throws. */
export function parseDocument(text: string): RecordDocument | undefined {
  try {
    return recordDocumentSchema.safeParse(parseJson(text, DOCUMENT_BOUNDS)).data;
  } catch {
    return undefined;
  }
}

/**
 * A document as it is shown: without what is not text in its texts, and without links that lead to no page. Digests are
 * of what was written, never of this.
 */
export function shownDocument(document: RecordDocument): RecordDocument {
  const shown = harmlessJson(document);
  if (!("step" in shown) || !shown.step) return shown;
  const { lotSource, ...step } = shown.step;
  const attachments = step.attachments.filter((item) => !("url" in item) || isWebAddress(item.url));
  const source = lotSource && (!("url" in lotSource) || isWebAddress(lotSource.url)) ? { lotSource } : {};
  return { ...shown, step: { ...step, ...source, attachments } } as RecordDocument;
}

/** Whether a document names a batch as one that it is about. */
export function isAbout(document: RecordDocument, code: string): boolean {
  return document.code === code || (document.record === "step" && document.codes?.includes(code) === true);
}

/** The text of stored bytes, if it could be a document: UTF-8, and not too long. */
export function documentText(bytes: Uint8Array): string | undefined {
  const text = textOfBytes(bytes, DOCUMENT_BOUNDS.length);
  return text === undefined || excessOf(text, DOCUMENT_BOUNDS) ? undefined : text;
}

/** The files that a record names. */
export function attachmentsOf(document: RecordDocument): Attachment[] {
  const batch = "batch" in document ? document.batch : undefined;
  const step = "step" in document ? document.step : undefined;
  const image = batch?.product.image;
  return [...(image ? [image] : []), ...(step?.attachments ?? []).filter((item) => "sha256" in item)];
}
