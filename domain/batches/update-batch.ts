import { z } from "zod";
import type { Act } from "../operations/outbox.ts";
import {
  idempotencyOf,
  type KeyedRequest,
  newSalt,
  type SubmitServices,
  submitAct,
  type Written,
} from "../operations/submit-act.ts";
import type { Line } from "../records/line.ts";
import { type BatchDescription, RECORD_FORMAT } from "../records/record-document.ts";
import type { Context, Services } from "../services.ts";
import { type Clock, pastTimeSchema, toldNow } from "../shared/days.ts";
import { DomainError, invalid } from "../shared/errors.ts";
import { harmless } from "../shared/foreign-text.ts";
import { traceIdOf } from "../shared/identifiers.ts";
import { parseChange, requiredName, textList } from "../shared/input.ts";
import { toldAmount, unitName } from "../shared/quantity.ts";
import { numberTold } from "../shared/quantity-input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { amendmentUnderWay, baseOf, changesInTurn } from "./amendment-under-way.ts";
import type { Batch } from "./batch.ts";
import { HOLDERS_STATUSES } from "./batch-status.ts";
import { contributionsOf, contributionsSchema } from "./create-batch.ts";
import { findOwnBatchOrThrow, type OwnBatch } from "./find-batch-or-throw.ts";
import { setContributions } from "./set-contributions.ts";

/** Statuses that only the contract may set. */
const OF_THE_CHAIN: readonly string[] = ["recalled", "withdrawn"];

const statusSchema = z
  .string({ error: "Status must be a text" })
  .trim()
  .transform((text) => text.toLowerCase().replace(/[\s-]+/g, "_"))
  .refine((status) => !OF_THE_CHAIN.includes(status), "This status is set by recalling or deleting the batch")
  .pipe(z.enum(HOLDERS_STATUSES, { error: `Status must be one of ${HOLDERS_STATUSES.join(", ")}` }));

/** An empty text in place of what is no text was left out. */
const orLeftOut = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional()).optional();

/** What no line changes: told as it stands it changes nothing, told otherwise it is refused. */
const FIXED = {
  id: "ID",
  batchCode: "Batch code",
  lot: "Lot",
  quantity: "Quantity",
  unit: "Unit",
  productId: "Product ID",
  farmId: "Farm ID",
} as const;

const fixed = Object.fromEntries(Object.keys(FIXED).map((name) => [name, z.unknown().optional()])) as Record<
  keyof typeof FIXED,
  z.ZodOptional<z.ZodUnknown>
>;

/** A change to a batch's description: omitted fields stay as they are, and null empties those that may be empty. */
export function updateBatchInput(clock: Clock) {
  return z.object({
    name: requiredName("Name", 200).optional(),
    description: z
      .string({ error: "Description must be a text" })
      .overwrite(harmless)
      .trim()
      .max(5000, "Description must have at most 5000 characters")
      .nullish()
      .transform((text) => (text === null ? "" : text)),
    status: orLeftOut(statusSchema.nullish().transform((status) => (status === null ? "active" : status))),
    harvestDate: orLeftOut(pastTimeSchema("Harvest date", clock).nullish()),
    certifications: orLeftOut(
      textList("Certifications")
        .removeDefault()
        .nullish()
        .transform((list) => (list === null ? [] : list)),
    ),
    /** Merged into the existing ones; null removes one (RFC 7396), and in place of them all. */
    attributes: orLeftOut(z.record(z.string(), z.json(), { error: "Attributes must be an object" }).nullish()),
    /** A line of its own, so a request of its own. */
    contributions: orLeftOut(contributionsSchema.nullish().transform((value) => value ?? undefined)),
    ...fixed,
  });
}

type Input = Omit<z.output<ReturnType<typeof updateBatchInput>>, "contributions" | keyof typeof FIXED>;

/** A batch after a change. */
export interface UpdatedBatch {
  readonly batch: Batch;
  /** The line that changed it; null where all was as it was told to be. */
  readonly line: Line | null;
}

/** A change that was accepted, or that there was nothing to accept for. */
export type Updated =
  | Written<UpdatedBatch>
  | { readonly operation: null; readonly result: UpdatedBatch & { readonly line: null } };

/** What describes a batch, and is amended where that changes. */
const DESCRIPTION = { seq: 1, index: 0 };

/**
 * Revise a batch's description: a new revision on chain; the older ones stay. Or say who may write on it. Changes that are
 * under way are part of what is revised, so that none takes another back. Throws `not-found`, `validation`, `forbidden`
 * unless the account is its holder and, for the description, created it, a `conflict` while it is recalled, and
 * `precondition-failed` if it has changed since its line of the number `ifSeq`.
 */
export async function updateBatch(
  services: SubmitServices & Pick<Services, "keys" | "mirror">,
  context: Context,
  traceId: string,
  input: unknown,
  ifSeq?: number,
): Promise<Updated> {
  const account = requireAccount(context);
  const own = await findOwnBatchOrThrow(services, account, traceId, "update");
  const { batch } = own;
  const { contributions, ...told } = parseChange(updateBatchInput(services), input);
  const fields = changesIn(told, batch);
  const isNothing = Object.values(fields).every((value) => value === undefined);
  const isTold = Object.values({ contributions, ...told }).some((value) => value !== undefined);
  if (!isTold) throw invalid("body", "There is nothing to change");
  const idempotency = await idempotencyOf(services, context, account, { verb: "amend", traceId, input });

  if (contributions !== undefined && isNothing) {
    if (!idempotency?.earlier && ifSeq !== undefined && own.batch.seq !== ifSeq) throw changedSince();
    return setContributions(services, context, account, own, contributions, idempotency);
  }
  // Only until it is accepted: the chain is waited for side by side.
  const accepted = await changesInTurn(batch.id, async (): Promise<Updated> => {
    const undone = await services.outbox.undoneOn(batch.id);
    const now = await findOwnBatchOrThrow(services, account, traceId, "update");
    const isRetry = idempotency?.earlier !== undefined;
    if (!isRetry && ifSeq !== undefined && (now.batch.seq !== ifSeq || undone.length > 0)) throw changedSince();
    const description =
      (await amendmentUnderWay(services, undone, DESCRIPTION))?.document.batch ?? now.batch.description;
    if (contributions !== undefined && contributions !== contributionsOf(now.batch)) {
      throw invalid("contributions", "Contributions must be changed in a request of their own");
    }
    return amend(services, context, { ...now, description, idempotency }, fields, undone);
  });
  const { operation } = accepted;
  if (operation === null || accepted.result !== null || operation.state === "unsigned" || context.respondAsync) {
    return accepted;
  }
  const settled = await services.outbox.settle(operation.id, services.settings.writeTimeout);
  return { operation: settled, result: settled.chain && (await asChanged(services, batch, settled.chain.seq)) };
}

function changedSince(): DomainError {
  return new DomainError("precondition-failed", "The trace batch has changed since: get it again");
}

/** The fields that may change. Throws `validation` for those that may not, unless they are told as they stand. */
function changesIn(told: Input & { readonly [Field in keyof typeof FIXED]?: unknown }, batch: Batch): Input {
  const { id, batchCode, lot, quantity, unit, productId, farmId, ...fields } = told;
  const amount = toldAmount(batch.quantity, batch.unit, batch.description?.toldUnit);
  const standing: Record<keyof typeof FIXED, readonly unknown[]> = {
    id: [traceIdOf(batch.id)],
    batchCode: [batch.code],
    lot: [batch.description?.lot ?? ""],
    quantity: [amount.quantity],
    unit: [amount.unit, unitName(batch.unit), batch.unit],
    productId: [batch.description?.product.id ?? ""],
    farmId: [batch.description?.producer.id ?? ""],
  };
  const details = Object.entries({
    id,
    batchCode,
    lot,
    quantity: numberTold(quantity),
    unit,
    productId,
    farmId,
  }).flatMap(([name, value]) => {
    const field = name as keyof typeof FIXED;
    if (value === undefined || value === null || value === "" || standing[field].includes(value)) return [];
    return [{ field, message: `${FIXED[field]} cannot be changed: it stands on chain` }];
  });
  if (details.length > 0) throw new DomainError("validation", "Validation failed", details);
  return fields;
}

/** Write a revision down, without waiting for its line; nothing where the description is as it is told to be. */
async function amend(
  services: SubmitServices & Pick<Services, "mirror">,
  context: Context,
  {
    batch,
    holders,
    description,
    idempotency,
  }: OwnBatch & { readonly description: BatchDescription | null; readonly idempotency: KeyedRequest | undefined },
  fields: Input,
  undone: readonly Act[],
): Promise<Updated> {
  // A description counts only as its author's own: another holder's would stand on chain and change nothing.
  const holder = holders.find(({ address }) => address === batch.chain.actor);
  if (!holder) {
    throw new DomainError("forbidden", "Only the account that created a trace batch can change its description");
  }
  const revised = description && merged(description, fields);
  if (revised && !idempotency?.earlier && JSON.stringify(revised) === JSON.stringify(description)) {
    return { operation: null, result: { batch: { ...batch, description }, line: null } };
  }
  const operation = await submitAct(services, { ...context, respondAsync: true }, holder, idempotency, async () => {
    if (batch.status !== "active") throw new DomainError("conflict", `The batch is ${batch.status}: it cannot change`);
    if (!revised) throw new DomainError("conflict", "The batch's description is missing: it cannot change");
    const { code } = batch;
    const base = await baseOf(services, holder, batch, undone, DESCRIPTION);
    return {
      restricted: batch.visibility === "restricted",
      document: {
        format: RECORD_FORMAT,
        salt: newSalt(),
        code,
        eventTime: toldNow(services),
        record: "amendment",
        amends: 1,
        batch: revised,
      },
      act: (digest) => ({ verb: "amend", code, amended: 1, digest, ...base }),
    };
  });
  return { operation, result: null };
}

function merged(description: BatchDescription, fields: Input): BatchDescription {
  const attributes = fields.attributes === null ? {} : { ...description.attributes };
  for (const [name, value] of Object.entries(fields.attributes ?? {})) {
    if (value === null) delete attributes[name];
    else attributes[name] = value;
  }
  return {
    ...description,
    name: fields.name ?? description.name,
    description: fields.description ?? description.description,
    state: fields.status ?? description.state,
    harvestDate: fields.harvestDate === undefined ? description.harvestDate : fields.harvestDate,
    certifications: fields.certifications ?? description.certifications,
    attributes,
  };
}

/** The batch as of that line, whatever came after. */
async function asChanged(services: Pick<Services, "mirror">, batch: Batch, seq: number): Promise<UpdatedBatch> {
  const line = await services.mirror.lineAt(batch.id, seq);
  const description = line?.document?.record === "amendment" ? line.document.batch : undefined;
  if (!line || !description) throw new DomainError("unavailable", "The change is on chain but cannot be read yet");
  return { line, batch: { ...batch, seq, head: line.head, description, updatedAt: line.timestamp } };
}
