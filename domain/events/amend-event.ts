import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import { selvesOf } from "../accounts/selves-of.ts";
import { amendmentUnderWay, baseOf, changesInTurn } from "../batches/amendment-under-way.ts";
import type { Batch } from "../batches/batch.ts";
import { findBatchOrThrow } from "../batches/find-batch-or-throw.ts";
import { attachmentInput, resolveAttachments } from "../files/attachments.ts";
import { idempotencyOf, newSalt, type SubmitServices, submitAct, type Written } from "../operations/submit-act.ts";
import type { StepPosition } from "../records/amendments.ts";
import { type JourneyEntry, journeyEntriesOf } from "../records/journey-entries.ts";
import { RECORD_FORMAT, type StepDescription } from "../records/record-document.ts";
import { readerOf } from "../roles/access-policy.ts";
import { mayAmend } from "../roles/may-amend.ts";
import type { Context, Services } from "../services.ts";
import { toldNow } from "../shared/days.ts";
import { withoutEmpty } from "../shared/empty-values.ts";
import { DomainError, invalid } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { jsonObject, optionalName, optionalText, parseChange, requiredText } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { type TradeInput, tradeInput } from "../trade/trade-input.ts";
import { type TradeServices, tradeOf } from "../trade/trade-of.ts";
import { isReserved, kindOfType } from "./event-types.ts";
import { eventIn, textOf } from "./find-event.ts";

const orEmpty = <Schema extends z.ZodType>(schema: z.ZodDefault<Schema>) => schema.removeDefault().nullish();

const trade = {
  place: tradeInput.place.nullish(),
  from: tradeInput.from.nullish(),
  to: tradeInput.to.nullish(),
  carrier: tradeInput.carrier.nullish(),
  quantity: tradeInput.quantity.nullish(),
  unit: tradeInput.unit.nullish(),
  references: orEmpty(tradeInput.references),
  lotSource: tradeInput.lotSource.nullish(),
};

/** What changes of an event: what is left out stays as it is, and null empties it. */
export const amendEventInput = z.object({
  reason: requiredText("Reason", 1000),
  title: orEmpty(optionalName("Title", 200)),
  description: orEmpty(optionalText("Description", 5000)),
  location: orEmpty(optionalName("Location", 500)),
  operatorId: orEmpty(optionalName("Operator ID", 100)),
  operatorName: orEmpty(optionalName("Operator name", 200)),
  /** Merged into those there are; null removes one (RFC 7396), and in place of them all. */
  details: orEmpty(jsonObject("Details")),
  /** In place of all that there were. */
  attachments: z
    .array(attachmentInput, { error: "Attachments must be a list" })
    .max(50, "Attachments must have at most 50 entries")
    .nullish(),
  /** What was withheld stays so; what was not may be. */
  restricted: z.boolean({ error: "Restricted must be true or false" }).nullish(),
  ...trade,
  // What an amendment does not change: told as it stands, it is taken.
  type: z.unknown().optional(),
  date: z.unknown().optional(),
  status: z.unknown().optional(),
});

type Amended = z.output<typeof amendEventInput>;

type Needs = SubmitServices & TradeServices & Pick<Services, "keys" | "mirror" | "uploads">;

/**
 * Tell an event anew, by who wrote it: both texts are kept and shown. Amendments that are under way are part of what is
 * amended. Throws `not-found`, `validation`, `forbidden` unless the account wrote the event and may still write on its
 * batch, a `conflict` while the batch is recalled, for what has rules of its own, and where nothing is left to amend, and
 * `precondition-failed` where its text has another digest than `ifText`.
 */
export async function amendEvent(
  services: Needs,
  context: Context,
  traceId: string,
  eventId: string,
  input: unknown,
  ifText?: Hex,
): Promise<Written<JourneyEntry>> {
  const account = requireAccount(context);
  const batch = await findBatchOrThrow(services, traceId);
  const found = eventIn(await entriesOf(services, batch), eventId);
  const author = authorOf(services, account, found);
  const told = parseChange(amendEventInput, withoutNestedEmpty(input));
  const request = { verb: "amendEvent", traceId, eventId, input };
  const idempotency = await idempotencyOf(services, context, account, request);

  // Only until it is accepted: the chain is waited for side by side.
  const accepted = await changesInTurn(batch.id, async () => {
    // First what is under way: what comes on chain meanwhile is then in both, never in neither.
    const acts = await services.outbox.undoneOn(batch.id);
    const entry = eventIn(await entriesOf(services, batch), eventId);
    const position = { seq: entry.line.chain.seq, index: entry.part?.index ?? 0 };
    const undone = await amendmentUnderWay(services, acts, position);
    const hasChanged = ifText !== undefined && (undone !== undefined || textOf(entry) !== ifText);
    if (hasChanged && !idempotency?.earlier) {
      throw new DomainError("precondition-failed", "The event has changed since: get it again");
    }
    return submitAct(services, { ...context, respondAsync: true }, author, idempotency, async () => {
      const standing = undone?.document.step ?? requireAmendable(batch, entry);
      if (!(await mayAmend(services, author.address, batch))) {
        throw new DomainError("forbidden", "You may write on this trace batch no more, and so amend nothing there");
      }
      // Also by an amendment that is still on its way: this one is made of what that says.
      const isWithheld = undone?.isRestricted || (entry.amendment ?? entry.line).visibility === "restricted";
      if (isWithheld && told.restricted === false) throw invalid("restricted", "What was withheld stays withheld");
      requireUnchanged(told, entry, standing);
      const base = await baseOf(services, author, batch, acts, position);
      return {
        restricted: isWithheld || told.restricted === true,
        document: {
          ...{ format: RECORD_FORMAT, salt: newSalt(), code: batch.code, eventTime: toldNow(services) },
          record: "amendment",
          amends: position.seq,
          ...(position.index === 0 ? {} : { index: position.index }),
          step: await amendedStep(services, context, account, batch, standing, told),
          reason: told.reason,
        },
        act: (digest) => ({ verb: "amend", code: batch.code, ...amends(position), digest, ...base }),
      };
    });
  });
  const isWaitedFor = accepted.state !== "unsigned" && !context.respondAsync;
  const operation = isWaitedFor ? await services.outbox.settle(accepted.id, services.settings.writeTimeout) : accepted;
  if (!operation.chain || !isWaitedFor) return { operation, result: null };
  return { operation, result: eventIn(await entriesOf(services, batch, operation.chain.seq), eventId) };
}

const amends = ({ seq, index }: StepPosition) => (index === 0 ? { amended: seq } : { amended: seq, index });

/** The batch's events with all that its author may see of them, as of a line or now. */
async function entriesOf(
  { mirror }: Pick<Services, "mirror">,
  { id }: Batch,
  last = Number.POSITIVE_INFINITY,
): Promise<JourneyEntry[]> {
  const lines = await mirror.linesOf(id);
  return journeyEntriesOf(lines.filter(({ chain }) => chain.seq <= last));
}

/** The account as it wrote the event. Throws `forbidden` for anybody else's. */
function authorOf(services: Pick<Services, "keys">, account: Account, { line }: JourneyEntry): Account {
  const author = selvesOf(services, account).find(({ address }) => address === line.chain.actor);
  if (author) return author;
  throw new DomainError("forbidden", "Only who wrote an event amends it");
}

const AMENDABLE: ReadonlySet<string> = new Set(["Recorded", "SeriesRecorded", "Inspected"]);

/** What an event says now. Throws a `conflict` where it cannot be amended. */
function requireAmendable(batch: Batch, { line, step }: JourneyEntry): StepDescription {
  if (batch.status !== "active") throw new DomainError("conflict", `The batch is ${batch.status}: it cannot change`);
  // What has verbs of its own means what it meant: it is revoked, lifted, told anew.
  if (!AMENDABLE.has(line.event) || line.kind === "certificate" || isReserved(line.kind)) {
    throw new DomainError("conflict", `A ${line.kind} is not amended: it has rules of its own`);
  }
  if (!step) throw new DomainError("conflict", "What the event says is not there any more: it cannot be amended");
  return step;
}

/** Throws `validation` where what an amendment does not change is told otherwise than it stands. */
function requireUnchanged(told: Amended, { time, verdict }: JourneyEntry, standing: StepDescription): void {
  const isTime = (value: unknown) => typeof value === "string" && Date.parse(value) === time.getTime();
  const outcome = verdict ? { pass: "passed", fail: "failed" }[verdict] : standing.details.status;
  const isOutcome = (value: unknown) => value === outcome;
  const changed = {
    type: isGiven(told.type) && told.type !== standing.type,
    date: isGiven(told.date) && !isTime(told.date),
    status: isGiven(told.status) && !isOutcome(told.status),
  };
  const name = (["type", "date", "status"] as const).find((field) => changed[field]);
  if (name) throw invalid(name, "An amendment does not change type, date and status: record another event");
  const isCheck = verdict !== null || kindOfType(standing.type) === "inspection";
  const status = told.details === null ? undefined : (told.details?.status ?? standing.details.status);
  if (isCheck && status !== standing.details.status) {
    throw invalid("details.status", "An amendment does not change type, date and status: record another event");
  }
}

const isGiven = (value: unknown) => value !== undefined && value !== null && value !== "";

/** What is empty inside a place or a party was left out, as when an event is recorded; a field itself is emptied by it. */
function withoutNestedEmpty(input: unknown): unknown {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return input;
  const fields: Readonly<Record<string, z.ZodType>> = { ...trade, attachments: amendEventInput.shape.attachments };
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => {
      const schema = Object.hasOwn(fields, name) ? fields[name] : undefined;
      return [name, schema ? withoutEmpty(schema, value) : value];
    }),
  );
}

async function amendedStep(
  services: Needs,
  context: Context,
  account: Account,
  batch: Batch,
  standing: StepDescription,
  told: Amended,
): Promise<StepDescription> {
  const { title, description, location, operatorId, operatorName, attachments } = told;
  const step = {
    ...standing,
    title: changed(title, standing.title, ""),
    description: changed(description, standing.description, ""),
    location: changed(location, standing.location, ""),
    operator: {
      id: changed(operatorId, standing.operator.id, ""),
      name: changed(operatorName, standing.operator.name, ""),
    },
    details: detailsOf(standing.details, told.details),
    attachments:
      attachments === undefined
        ? standing.attachments
        : await resolveAttachments(services, await readerOf(services, context), attachments ?? []),
  };
  return withTrade(services, account, batch, step, told);
}

const changed = <T>(told: T | null | undefined, standing: T, empty: T) =>
  told === undefined ? standing : (told ?? empty);

function detailsOf(standing: StepDescription["details"], told: Amended["details"]): StepDescription["details"] {
  const merged = new Map(Object.entries(told === null ? {} : standing));
  for (const [name, value] of Object.entries(told ?? {})) {
    if (value === null) merged.delete(name);
    else merged.set(name, value);
  }
  return Object.fromEntries(merged);
}

/** The step with what is told anew of trade, and without what is taken away. */
async function withTrade(
  services: TradeServices,
  account: Account,
  batch: Batch,
  step: StepDescription,
  told: Amended,
): Promise<StepDescription> {
  const names = Object.keys(trade) as (keyof typeof trade)[];
  const removed = new Set<string>(names.filter((name) => told[name] === null));
  // An amount has both: of the two what is not told is as it stands.
  if (removed.has("quantity")) removed.add("unit");
  else removed.delete("unit");
  const given = Object.fromEntries(names.flatMap((name) => (told[name] == null ? [] : [[name, told[name]]])));
  const added = await tradeOf(services, account, batch, { references: [], ...amountOf(step, told), ...given });
  if (told.references?.length === 0) removed.add("references");
  const kept = Object.entries(step).filter(([name]) => !removed.has(name));
  return { ...(Object.fromEntries(kept) as StepDescription), ...added };
}

/** What stands of an amount of which a part is told anew. */
function amountOf({ quantity, unit }: StepDescription, told: Amended): Partial<TradeInput> {
  if (told.quantity === null || (told.quantity ?? told.unit) == null || quantity === undefined) return {};
  return { quantity: BigInt(quantity), ...(unit === undefined ? {} : { unit }) };
}
