import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import type { Batch } from "../batches/batch.ts";
import { findBatchOrThrow } from "../batches/find-batch-or-throw.ts";
import { placeLine } from "../catalogue/place-of.ts";
import { type AttachmentInput, attachmentInput, resolveAttachments, webUrlSchema } from "../files/attachments.ts";
import {
  idempotencyOf,
  type KeyedRequest,
  newSalt,
  type SubmitServices,
  submitAct,
  type Written,
} from "../operations/submit-act.ts";
import { type JourneyEntry, journeyEntriesOf } from "../records/journey-entries.ts";
import { RECORD_FORMAT, type StepDescription } from "../records/record-document.ts";
import { readerOf } from "../roles/access-policy.ts";
import { requireStanding } from "../roles/require-standing.ts";
import type { Context, Services } from "../services.ts";
import { type Clock, pastTimeSchema, toldNow } from "../shared/days.ts";
import { DomainError, invalid } from "../shared/errors.ts";
import { userIdOf } from "../shared/identifiers.ts";
import { jsonObject, optionalName, optionalText, parseInput, requiredName } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { tradeInput } from "../trade/trade-input.ts";
import { type TradeServices, tradeOf } from "../trade/trade-of.ts";
import { EVENT_TYPES, isReserved, kindOfType } from "./event-types.ts";
import { kindFor } from "./own-check.ts";

const OUTCOMES = { passed: "pass", failed: "fail" } as const;
const outcomeSchema = z.enum(["passed", "failed"], { error: "Status must be passed or failed" });

/** The input for adding an event. */
export function addEventInput(clock: Clock) {
  return z.object({
    /** In any word: a known one decides who may write it. */
    type: requiredName("Type", 50).refine((type) => !isReserved(type), `Type must be one of ${EVENT_TYPES.join(", ")}`),
    date: pastTimeSchema("Date", clock).optional(),
    title: optionalName("Title", 200),
    description: optionalText("Description", 5000),
    /** Where it took place, in words; those of its place where it is left out. */
    location: optionalName("Location", 500),
    operatorId: optionalName("Operator ID", 100),
    /** Who acted, if not an account here. */
    operatorName: optionalName("Operator name", 200),
    details: jsonObject("Details"),
    attachments: z
      .array(attachmentInput, { error: "Attachments must be a list" })
      .max(50, "Attachments must have at most 50 entries")
      .default([]),
    /** The outcome of a quality test; it may stand in `details` as well. */
    status: outcomeSchema.optional(),
    restricted: z.boolean({ error: "Restricted must be true or false" }).default(false),
    ...tradeInput,
  });
}

/** An event to be added. */
export type EventFields = z.output<ReturnType<typeof addEventInput>>;

/** An event and its batch. */
export interface AddedEvent {
  readonly batch: Batch;
  readonly entry: JourneyEntry;
}

/**
 * Attest a step on a batch, or inspect it where the type is that of a quality test, which is a declaration where the
 * batch's holder tells of a check of its own: also while it is recalled, because its return and destruction are part of
 * its journey. Throws `not-found`, `validation` and `forbidden`.
 */
export async function addEvent(
  services: SubmitServices & TradeServices & Pick<Services, "accounts" | "keys" | "mirror" | "uploads">,
  context: Context,
  traceId: string,
  input: unknown,
): Promise<Written<AddedEvent>> {
  const account = requireAccount(context);
  const batch = await findBatchOrThrow(services, traceId);
  const fields = parseInput(addEventInput(services), input);
  const idempotency = await idempotencyOf(services, context, account, { verb: "record", traceId, input });
  return addEventOf(services, context, batch, fields, idempotency);
}

/** Add an event from validated fields. Dialects with other inputs fill them in themselves. */
export async function addEventOf(
  services: TradeServices &
    Pick<Services, "files" | "housekeeping" | "keys" | "mirror" | "now" | "outbox" | "seal" | "uploads">,
  context: Context,
  batch: Batch,
  fields: EventFields,
  idempotency: KeyedRequest | undefined,
): Promise<Written<AddedEvent>> {
  const account = requireAccount(context);
  const kind = await kindFor(services, context, account, batch, fields.type);
  const isCheck = kindOfType(fields.type) === "inspection";
  // A check of the holder's own may say how it ended too, in its document alone.
  const outcome = isCheck ? outcomeOf(fields, kind === "inspection") : undefined;
  const verdict = outcome !== undefined && kind === "inspection" ? OUTCOMES[outcome] : null;

  const action = `add ${fields.type} events to this trace batch`;
  const isRetry = idempotency?.earlier !== undefined;
  const actor = isRetry ? account : await requireStanding(services, context, account, batch, kind, action);

  const operation = await submitAct(services, context, actor, idempotency, async () => {
    const { code } = batch;
    const eventTime = fields.date ?? toldNow(services);
    const common = { format: RECORD_FORMAT, salt: newSalt(), code, eventTime } as const;
    const step = await describe(services, context, account, batch, ownOutcome(fields, verdict ? undefined : outcome));
    return {
      restricted: fields.restricted,
      document: verdict
        ? { ...common, record: "inspection", verdict, step }
        : { ...common, record: "step", kind, step },
      act: (digest) => (verdict ? { verb: "inspect", code, verdict, digest } : { verb: "record", code, kind, digest }),
    };
  });
  if (!operation.chain) return { operation, result: null };

  const { seq } = operation.chain;
  const line = await services.mirror.lineAt(batch.id, seq);
  // Without later lines: the answer is what was recorded, also to a late retry.
  const [entry] = line ? journeyEntriesOf([line]) : [];
  if (!entry) throw new DomainError("unavailable", "The event is on chain but cannot be read yet");
  return { operation, result: { batch, entry } };
}

function outcomeOf(fields: EventFields, isRequired: boolean): keyof typeof OUTCOMES | undefined {
  const inDetails =
    fields.details.status === undefined ? undefined : outcomeSchema.safeParse(fields.details.status).data;
  const outcome = fields.status ?? inDetails;
  if (outcome === undefined && isRequired)
    throw invalid("status", `Status must be passed or failed for a ${fields.type} event`);
  if (inDetails !== undefined && inDetails !== outcome)
    throw invalid("details.status", "Details must not contradict status");
  return outcome;
}

/** The fields with the outcome of a holder's own check among the details, where its reader finds it. */
function ownOutcome(fields: EventFields, outcome: keyof typeof OUTCOMES | undefined): EventFields {
  return outcome === undefined ? fields : { ...fields, details: { ...fields.details, status: outcome } };
}

async function describe(
  services: TradeServices & Pick<Services, "files" | "mirror" | "now" | "uploads">,
  context: Context,
  account: Account,
  batch: Batch,
  fields: EventFields,
): Promise<StepDescription> {
  const reader = await readerOf(services, context);
  const { type, title, description, details } = fields;
  const trade = await tradeOf(services, account, batch, fields);
  return {
    type,
    title,
    description,
    location: fields.location || (trade.place ? placeLine(trade.place) : ""),
    details,
    operator: operatorOf(account, fields),
    attachments: await resolveAttachments(services, reader, [...fields.attachments, ...certificateImage(fields)]),
    ...trade,
  };
}

/**
 * Who did it, in the words of whoever tells it. Only one's own identifier stands for a name here: nobody puts another
 * account's name under what that account never said.
 */
function operatorOf(account: Account, fields: EventFields): StepDescription["operator"] {
  const id = fields.operatorId || userIdOf(account.id);
  return { id, name: fields.operatorName || (id === userIdOf(account.id) ? account.name : id) };
}

/** A certificate's picture may be given in its details; attaching it binds its content to the record. */
function certificateImage(fields: EventFields): AttachmentInput[] {
  const { image } = fields.details;
  if (kindOfType(fields.type) !== "certificate" || image === undefined) return [];
  const url = webUrlSchema("Image").safeParse(image);
  if (!url.success) throw invalid("details.image", url.error.issues[0]?.message ?? "Image must be a URL");
  if (fields.attachments.some((attachment) => attachment.url === url.data)) return [];
  return [{ type: "image", url: url.data, title: fields.title }];
}
