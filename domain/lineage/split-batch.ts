import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import type { Batch } from "../batches/batch.ts";
import { findOwnBatchOfRequest } from "../batches/find-batch-or-throw.ts";
import { partCode, partName, partNames } from "../batches/part-code.ts";
import type { Operation } from "../operations/outbox.ts";
import { stepDocument } from "../operations/step-document.ts";
import {
  idempotencyOf,
  type KeyedRequest,
  newSalt,
  type SubmitServices,
  settled,
  submitAct,
  type Written,
} from "../operations/submit-act.ts";
import { RECORD_FORMAT, type RecordDocument } from "../records/record-document.ts";
import type { Context, Services } from "../services.ts";
import { toldNow } from "../shared/days.ts";
import { DomainError, invalid } from "../shared/errors.ts";
import { optionalName, parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { turns } from "../shared/turns.ts";
import { amountIn, amountTold, amountWords } from "./amounts.ts";
import { codesMadeBy } from "./codes-made-by.ts";
import { positiveQuantity } from "./positive-quantity.ts";

/** The most parts that one act makes (contracts/libraries/Lineage.sol), and one request. */
export const PARTS_OF_AN_ACT = 64;
const MOST_PARTS = 1_024;

const partInput = z.object({
  quantity: positiveQuantity("Quantity"),
  /** The part's name, or its whole code: the batch's, `~`, and the name. */
  batchCode: z.string({ error: "Batch code must be a text" }).optional(),
  name: optionalName("Name", 200),
});

/** Into which parts: each by itself, or so many of one size. */
export const splitInput = z.object({
  parts: z.union(
    [
      z.array(partInput).min(1, "There must be a part").max(MOST_PARTS, `There may be ${MOST_PARTS} parts at most`),
      z
        .object({
          count: z.int("Count must be a whole number").min(1).max(MOST_PARTS, `Count may be ${MOST_PARTS} at most`),
          size: positiveQuantity("Size"),
        })
        .transform(({ count, size }) => Array.from({ length: count }, () => ({ quantity: size, name: "" }))),
    ],
    { error: "Parts must be a list of parts, or their count and size" },
  ),
});

/** A part as it is asked for, with its place in the request. */
interface Field {
  readonly index: number;
  readonly quantity: bigint;
  readonly name: string;
  readonly batchCode?: string | undefined;
}
type Fields = readonly Field[];
type Part = Omit<Field, "batchCode"> & { readonly part: string };

/** What a batch was split into, by which of its lines, and what remains of it. */
export interface SplitBatch {
  readonly parent: Batch;
  readonly parts: readonly Batch[];
  readonly lines: readonly number[];
}

/** A split, with all acts that it goes as, in the order of its parts; `operation` is the last of them. */
export interface WrittenSplit extends Written<SplitBatch> {
  readonly operations: readonly Operation[];
}

/**
 * Split parts off a batch: each is a batch of its own, of the same holder, unit and kind. More than one act can make go as
 * several, all of them accepted before this answers; a repetition of the request goes on where an earlier one was cut off.
 * Throws `not-found`, `validation`, `forbidden` unless the account holds the batch, a `conflict` where the parts are more
 * than remains, or have the codes of others, and what the contract refused some of several acts for, with the parts that
 * are missing.
 */
export async function splitBatch(
  services: SubmitServices & Pick<Services, "keys" | "mirror">,
  context: Context,
  traceId: string,
  input: unknown,
): Promise<WrittenSplit> {
  const account = requireAccount(context);
  const idempotency = await idempotencyOf(services, context, account, { verb: "split", traceId, input });
  const earlier = idempotency?.earlier;
  const { batch, holders } = await findOwnBatchOfRequest(services, account, earlier, traceId, "split");
  const fields = parseInput(splitInput, input).parts.map((part, index) => ({
    ...part,
    index,
    quantity: amountIn(batch, part.quantity, `parts.${index}.quantity`),
  }));
  if (holders[0].custody === "wallet" && fields.length > PARTS_OF_AN_ACT) {
    throw invalid("parts", `A wallet signs for ${PARTS_OF_AN_ACT} parts at most at once`);
  }
  // Only until it is accepted: two at once would be given the same names.
  const accepted = await inTurn(batch.id, () =>
    accept(services, context, account, holders[0], batch, fields, idempotency),
  );
  const operations = await allSettled(services, context, accepted);
  const operation = operations.at(-1) as Operation;
  const isDone = operations.every(({ chain }) => chain !== null);
  return { operation, operations, result: isDone ? await readSplit(services, batch, operations) : null };
}

/** Wait for all acts. Throws why one was refused; of several, which parts are missing, and why. */
async function allSettled(
  services: SubmitServices,
  context: Context,
  accepted: readonly Operation[],
): Promise<readonly Operation[]> {
  const outcomes = await Promise.allSettled(accepted.map((one) => settled(services, context, one)));
  const refused = outcomes.flatMap((outcome, index) =>
    outcome.status === "rejected" ? [{ index, reason: outcome.reason as unknown }] : [],
  );
  const [first] = refused;
  if (!first) return outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
  const { reason } = first;
  if (accepted.length === 1 || !(reason instanceof DomainError)) throw reason;
  const missing = refused.map(({ index, reason: why }) => {
    const codes = codesMadeBy((accepted[index] as Operation).act);
    const told = why instanceof DomainError ? why.message : reason.message;
    const message = `${codes[0]} to ${codes.at(-1)} were not made: ${told}`;
    return { field: `parts.${index * PARTS_OF_AN_ACT}`, message };
  });
  throw new DomainError(reason.code, reason.message, missing);
}

/** Splits of one batch are accepted one after another. */
const inTurn = turns();

/** Have all acts of a split accepted that were not before, none of them waited for. */
async function accept(
  services: SubmitServices & Pick<Services, "mirror">,
  context: Context,
  account: Account,
  holder: Account,
  batch: Batch,
  fields: Fields,
  idempotency: KeyedRequest | undefined,
): Promise<readonly Operation[]> {
  const acts = Array.from({ length: Math.ceil(fields.length / PARTS_OF_AN_ACT) }, (_, index) => index);
  const keys = await Promise.all(acts.map((index) => keyOf(services, account, idempotency, index)));
  const underWay = (await services.outbox.undoneOn(batch.id)).flatMap((act) =>
    act.verb === "split" && act.code === batch.code ? act.parts : [],
  );
  const left = fields.filter(({ index }) => !keys[Math.floor(index / PARTS_OF_AN_ACT)]?.earlier);
  const parts = await namedParts(services, batch, left, underWay.length);
  if (parts.length > 0) await requireEnough(services, batch, parts, underWay);

  const operations: Operation[] = [];
  for (const act of acts) {
    const some = parts.filter(({ index }) => Math.floor(index / PARTS_OF_AN_ACT) === act);
    const asked = { ...context, respondAsync: true };
    const prepare = async () => splitOf(services, holder, batch, some);
    operations.push(await submitAct(services, asked, holder, keys[act], prepare));
  }
  return operations;
}

/** Each of several acts of one request has a key of its own that no client can send: theirs are ASCII. */
async function keyOf(
  { outbox }: Pick<Services, "outbox">,
  { id }: Account,
  request: KeyedRequest | undefined,
  index: number,
): Promise<KeyedRequest | undefined> {
  if (!request || index === 0) return request;
  const own = { key: `${request.key}·${index}`, requestHash: request.requestHash };
  return { ...own, earlier: await outbox.find(id, own) };
}

async function namedParts(
  { mirror }: Pick<Services, "mirror">,
  { id, code }: Batch,
  fields: Fields,
  underWay: number,
): Promise<readonly Part[]> {
  const unnamed = fields.filter(({ batchCode }) => batchCode === undefined).length;
  const names = unnamed === 0 ? [] : partNames((await mirror.countParts(id)) + underWay, unnamed);
  const seen = new Set<string>();
  return fields.map(({ index, quantity, name, batchCode }) => {
    const part = batchCode === undefined ? names.shift() : partName(code, batchCode);
    const field = `parts.${index}.batchCode`;
    if (part === undefined) {
      throw invalid(field, `A part is called ${code}~ and 1 to 64 printable ASCII characters without spaces, : and ~`);
    }
    if (seen.has(part)) throw invalid(field, `Two parts would be called ${partCode(code, part)}`);
    seen.add(part);
    return { index, quantity, name, part };
  });
}

async function requireEnough(
  { mirror }: Pick<Services, "mirror">,
  batch: Batch,
  parts: readonly Part[],
  underWay: readonly { readonly quantity: number | bigint }[],
): Promise<void> {
  const wanted = parts.reduce((sum, { quantity }) => sum + quantity, 0n);
  const taken = underWay.reduce((sum, { quantity }) => sum + BigInt(quantity), 0n);
  if (wanted > batch.quantity - taken) {
    const told = (quantity: bigint) => amountWords(batch, quantity);
    throw new DomainError("conflict", `Only ${told(batch.quantity - taken)} remain of this batch, not ${told(wanted)}`);
  }
  const [other] = await mirror.batchesByCodes(parts.map(({ part }) => partCode(batch.code, part)));
  if (other) throw new DomainError("conflict", `There is a part ${other.code} already`);
}

/** One act with its documents: the split's own, and the description of each part. */
function splitOf(services: Pick<Services, "now" | "settings">, holder: Account, batch: Batch, parts: readonly Part[]) {
  const { unit } = amountTold(batch, batch.quantity);
  const told = parts.map(({ part, quantity }) => ({
    batchCode: partCode(batch.code, part),
    quantity: amountTold(batch, quantity).quantity,
  }));
  return {
    restricted: batch.visibility !== "public",
    document: stepDocument(services, holder, batch.code, "split", { details: { parts: told, unit } }),
    more: parts.map((part) => descriptionOf(services, batch, part)),
    act: (digest: `0x${string}`, digests: readonly `0x${string}`[]) => ({
      verb: "split" as const,
      code: batch.code,
      digest,
      parts: parts.map(({ part, quantity }, index) => ({
        name: part,
        quantity,
        digest: digests[index] as `0x${string}`,
      })),
    }),
  };
}

/** A part is what its parent is, in its own amount, under a name of its own if it was given one. */
function descriptionOf(services: Pick<Services, "now" | "settings">, batch: Batch, part: Part): RecordDocument {
  const { description } = batch;
  if (!description) throw new DomainError("unavailable", "The batch's description cannot be read, so it has no parts");
  return {
    format: RECORD_FORMAT,
    salt: newSalt(),
    code: partCode(batch.code, part.part),
    eventTime: toldNow(services),
    record: "creation",
    batch: {
      ...description,
      name: part.name || description.name,
      quantity: String(part.quantity),
      unit: batch.unit,
      state: "active",
    },
  };
}

async function readSplit(
  { mirror }: Pick<Services, "mirror">,
  batch: Batch,
  operations: readonly Operation[],
): Promise<SplitBatch> {
  const codes = operations.flatMap(({ act }) => codesMadeBy(act));
  const [parent, found] = await Promise.all([mirror.batchByCode(batch.code), mirror.batchesByCodes(codes)]);
  const byCode = new Map(found.map((part) => [part.code, part]));
  const parts = codes.flatMap((code) => byCode.get(code) ?? []);
  if (!parent || parts.length < codes.length) {
    throw new DomainError("unavailable", "The parts are on chain but cannot be read yet");
  }
  return { parent, parts, lines: operations.flatMap(({ chain }) => (chain ? [chain.seq] : [])) };
}
