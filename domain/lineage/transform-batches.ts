import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import type { Batch } from "../batches/batch.ts";
import { amountOnChain, type BatchFields, createBatchInput, describeBatch } from "../batches/create-batch.ts";
import { findOwnBatchOfRequest, type OwnBatch } from "../batches/find-batch-or-throw.ts";
import { type CodeServices, codesInTurn, freeCode } from "../batches/free-code.ts";
import type { Operation } from "../operations/outbox.ts";
import { stepDocument } from "../operations/step-document.ts";
import {
  idempotencyOf,
  newSalt,
  type PreparedAct,
  type SubmitServices,
  settled,
  submitAct,
  type Written,
} from "../operations/submit-act.ts";
import { RECORD_FORMAT, type RecordDocument } from "../records/record-document.ts";
import { requireRole } from "../roles/require-role.ts";
import type { Context, Services } from "../services.ts";
import { type Clock, toldNow } from "../shared/days.ts";
import { DomainError, invalid } from "../shared/errors.ts";
import { jsonObject, optionalName, optionalText, parseInput, requiredText } from "../shared/input.ts";
import { fromThousandths, unitName } from "../shared/quantity.ts";
import { requireAccount } from "../shared/require-account.ts";
import { amountIn, amountTold, amountWords } from "./amounts.ts";
import { type Gain, gainsOf, gainTold } from "./gains.ts";
import { positiveQuantity } from "./positive-quantity.ts";

/** The most batches on either side of one act (contracts/libraries/Lineage.sol). */
const MOST = 64;

/** What goes in, and what comes out. Outputs are described as new batches are. */
export function transformInput(clock: Clock) {
  return z.object({
    inputs: z
      .array(z.object({ traceId: requiredText("Trace ID", 100), quantity: positiveQuantity("Quantity") }), {
        error: "Inputs must be a list",
      })
      .min(1, "There must be an input")
      .max(MOST, `There may be ${MOST} inputs at most`),
    outputs: z
      .array(createBatchInput(clock).omit({ contributions: true, restricted: true }), {
        error: "Outputs must be a list",
      })
      .min(1, "There must be an output")
      .max(MOST, `There may be ${MOST} outputs at most`),
    title: optionalName("Title", 200),
    description: optionalText("Description", 5000),
    location: optionalName("Location", 500),
    details: jsonObject("Details"),
  });
}

type Needs = SubmitServices & CodeServices & Pick<Services, "farms" | "keys" | "locations" | "products">;

interface Input {
  readonly batch: Batch;
  readonly quantity: bigint;
}

/** What was made, of what, and of which unit more came out than went in. */
export interface Transformation {
  readonly inputs: readonly Batch[];
  readonly outputs: readonly Batch[];
  readonly gains: readonly Gain[];
}

/**
 * Make new batches of others: so much of each input is gone, and each output begins. Throws `not-found`, `validation`,
 * `forbidden` unless the account holds all inputs and may create batches, and a `conflict` where less remains than goes in.
 */
export async function transformBatches(
  services: Needs,
  context: Context,
  input: unknown,
): Promise<Written<Transformation>> {
  const account = requireAccount(context);
  const idempotency = await idempotencyOf(services, context, account, { verb: "transform", input });
  const fields = parseInput(transformInput(services), input);
  const { actor, inputs } = await heldInputs(services, account, idempotency?.earlier, fields.inputs);
  const outputs = fields.outputs.map((output) => ({
    ...output,
    ...amountOnChain(output),
    contributions: "named" as const,
    restricted: false,
  }));
  const gains = gainsOf(
    inputs.map(({ batch, quantity }) => ({ unit: batch.unit, quantity })),
    outputs,
  );
  // Only until it is accepted: the chain is waited for side by side.
  const asked = { ...context, respondAsync: true };
  const accepted = await codesInTurn(outputs, () =>
    submitAct(services, asked, actor, idempotency, async () => {
      await requireRole(services, context, actor, "creation", "create trace batches");
      for (const one of inputs) requireEnough(one);
      return transformationOf(services, actor, inputs, outputs, gains, fields);
    }),
  );
  const operation = await settled(services, context, accepted);
  if (!operation.chain || operation.act.verb !== "transform") return { operation, result: null };
  const { act } = operation;
  const [made, left] = await Promise.all([inOrder(services, act.outputs), inOrder(services, act.inputs)]);
  return { operation, result: { inputs: left, outputs: made, gains } };
}

/** The inputs, and the one address that holds them all: the contract takes no others together. */
async function heldInputs(
  services: Needs,
  account: Account,
  earlier: Operation | undefined,
  asked: readonly { readonly traceId: string; readonly quantity: bigint }[],
): Promise<{ readonly actor: Account; readonly inputs: readonly Input[] }> {
  const found: (OwnBatch & { readonly quantity: bigint })[] = [];
  for (const [index, { traceId, quantity }] of asked.entries()) {
    const own = await findOwnBatchOfRequest(services, account, earlier, traceId, "transform");
    if (found.some(({ batch }) => batch.id === own.batch.id)) {
      throw invalid(`inputs.${index}.traceId`, "Each batch goes in once");
    }
    found.push({ ...own, quantity: amountIn(own.batch, quantity, `inputs.${index}.quantity`) });
  }
  const [first, ...others] = found as [(typeof found)[number], ...(typeof found)[number][]];
  const actor = first.holders.find(({ address }) =>
    others.every(({ holders }) => holders.some((holder) => holder.address === address)),
  );
  if (actor) return { actor, inputs: found.map(({ batch, quantity }) => ({ batch, quantity })) };
  throw new DomainError(
    "conflict",
    "The inputs are held by different addresses of yours: hand them over to one of them",
  );
}

function requireEnough({ batch, quantity }: Input): void {
  if (quantity <= batch.quantity) return;
  const told = (amount: bigint) => amountWords(batch, amount);
  throw new DomainError("conflict", `Only ${told(batch.quantity)} remain of ${batch.code}, not ${told(quantity)}`);
}

async function transformationOf(
  services: Needs,
  actor: Account,
  inputs: readonly Input[],
  outputs: readonly BatchFields[],
  gains: readonly Gain[],
  {
    title,
    description,
    location,
    details,
  }: Pick<z.output<ReturnType<typeof transformInput>>, "title" | "description" | "location" | "details">,
): Promise<PreparedAct> {
  const made: { readonly fields: BatchFields; readonly document: RecordDocument }[] = [];
  for (const [index, fields] of outputs.entries()) {
    const taken = made.map(({ document }) => document.code);
    const batch = await describeBatch(services, actor, fields);
    const code = await freeCode(services, actor, fields, batch.product.gtin, taken);
    if (taken.includes(code)) throw invalid(`outputs.${index}.batchCode`, `Two outputs would be called ${code}`);
    const eventTime = fields.harvestDate ?? toldNow(services);
    made.push({
      fields,
      document: { format: RECORD_FORMAT, salt: newSalt(), code, eventTime, record: "creation", batch },
    });
  }
  const codes = inputs.map(({ batch }) => batch.code);
  const told = {
    ...details,
    inputs: inputs.map(({ batch, quantity }) => ({ batchCode: batch.code, ...amountTold(batch, quantity) })),
    outputs: made.map(({ document, fields }) => amountOf(document.code, fields.unit, fields.quantity)),
    ...(gains.length > 0 && { gains: gains.map(gainTold) }),
  };
  const words = { title, description, location, details: told };
  const document = stepDocument(services, actor, codes[0] as string, "transformation", words);
  return {
    // It names all inputs: where one is withheld, so is that.
    restricted: inputs.some(({ batch }) => batch.visibility !== "public"),
    restrictedMore: false,
    document: codes.length > 1 ? ({ ...document, codes } as RecordDocument) : document,
    more: made.map((one) => one.document),
    act: (digest, digests) => ({
      verb: "transform",
      inputs: inputs.map(({ batch, quantity }) => ({ code: batch.code, quantity })),
      outputs: made.map((one, index) => ({
        code: one.document.code,
        quantity: one.fields.quantity,
        unit: one.fields.unit,
        digest: digests[index] as `0x${string}`,
      })),
      open: false,
      digest,
    }),
  };
}

const amountOf = (batchCode: string, unit: string, quantity: bigint) => ({
  batchCode,
  quantity: fromThousandths(quantity),
  unit: unitName(unit),
});

async function inOrder(
  { mirror }: Pick<Services, "mirror">,
  items: readonly { readonly code: string }[],
): Promise<readonly Batch[]> {
  const found = await mirror.batchesByCodes(items.map(({ code }) => code));
  const byCode = new Map(found.map((batch) => [batch.code, batch]));
  const batches = items.flatMap(({ code }) => byCode.get(code) ?? []);
  if (batches.length === items.length) return batches;
  throw new DomainError("unavailable", "The batches are on chain but cannot be read yet");
}
