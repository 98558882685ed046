import { z } from "zod";
import { idempotencyOf, newSalt, type SubmitServices, submitAct, type Written } from "../operations/submit-act.ts";
import type { Line } from "../records/line.ts";
import { type BatchDescription, RECORD_FORMAT } from "../records/record-document.ts";
import type { Context, Services } from "../services.ts";
import { type Clock, pastTimeSchema, toldNow } from "../shared/days.ts";
import { DomainError, invalid } from "../shared/errors.ts";
import { harmless } from "../shared/foreign-text.ts";
import { parseInput, requiredName, textList } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { Batch } from "./batch.ts";
import { contributionsOf, contributionsSchema } from "./create-batch.ts";
import { findOwnBatchOrThrow } from "./find-batch-or-throw.ts";
import { setContributions } from "./set-contributions.ts";

/** Statuses that only the contract may set. */
const OF_THE_CHAIN: readonly string[] = ["recalled", "withdrawn"];

const FIXED = (label: string) => z.never({ error: `${label} cannot be changed: it stands on chain` }).optional();

/** A change to a batch's description: omitted fields stay as they are. */
export function updateBatchInput(clock: Clock) {
  return z.object({
    name: requiredName("Name", 200).optional(),
    description: z.string({ error: "Description must be a text" }).overwrite(harmless).trim().max(5000).optional(),
    /** Its status in its holder's own words. */
    status: z
      .string({ error: "Status must be a text" })
      .regex(/^[a-z][a-z0-9_-]{0,49}$/, "Status must be 1 to 50 lower-case letters, digits and dashes")
      .refine((status) => !OF_THE_CHAIN.includes(status), "This status is set by recalling or deleting the batch")
      .optional(),
    harvestDate: pastTimeSchema("Harvest date", clock).nullish(),
    certifications: textList("Certifications").removeDefault().optional(),
    /** Merged into the existing ones; null removes one (RFC 7396). */
    attributes: z.record(z.string(), z.json(), { error: "Attributes must be an object" }).optional(),
    /** A line of its own, so a request of its own. */
    contributions: contributionsSchema.optional(),
    quantity: FIXED("Quantity"),
    unit: FIXED("Unit"),
    batchCode: FIXED("Batch code"),
  });
}

type Input = Omit<z.output<ReturnType<typeof updateBatchInput>>, "contributions">;

/** A batch after a change. */
export interface UpdatedBatch {
  readonly batch: Batch;
  /** The line that changed it. */
  readonly line: Line;
}

/**
 * Revise a batch's description: a new revision on chain; the older ones stay. Or say who may write on it. Throws
 * `not-found`, `validation`, `forbidden` unless the account is its holder and, for the description, created it, and a
 * `conflict` while it is recalled.
 */
export async function updateBatch(
  services: SubmitServices & Pick<Services, "keys" | "mirror">,
  context: Context,
  traceId: string,
  input: unknown,
): Promise<Written<UpdatedBatch>> {
  const account = requireAccount(context);
  const own = await findOwnBatchOrThrow(services, account, traceId, "update");
  const { batch, holders } = own;
  const { contributions, ...fields } = parseInput(updateBatchInput(services), input);
  const isNothing = Object.values(fields).every((value) => value === undefined);
  if (contributions === undefined && isNothing) throw invalid("body", "There is nothing to change");
  const idempotency = await idempotencyOf(services, context, account, { verb: "amend", traceId, input });
  if (contributions !== undefined && isNothing) {
    return setContributions(services, context, account, own, contributions, idempotency);
  }
  if (contributions !== undefined && contributions !== contributionsOf(batch)) {
    throw invalid("contributions", "Contributions must be changed in a request of their own");
  }
  // A description counts only as its author's own: another holder's would stand on chain and change nothing.
  const holder = holders.find(({ address }) => address === batch.chain.actor);
  if (!holder) {
    throw new DomainError("forbidden", "Only the account that created a trace batch can change its description");
  }

  const operation = await submitAct(services, context, holder, idempotency, async () => {
    if (batch.status !== "active") throw new DomainError("conflict", `The batch is ${batch.status}: it cannot change`);
    if (!batch.description) throw new DomainError("conflict", "The batch's description is missing: it cannot change");
    const { code } = batch;
    return {
      restricted: batch.visibility === "restricted",
      document: {
        format: RECORD_FORMAT,
        salt: newSalt(),
        code,
        eventTime: toldNow(services),
        record: "amendment",
        amends: 1,
        batch: merged(batch.description, fields),
      },
      act: (digest) => ({ verb: "amend", code, amended: 1, digest }),
    };
  });
  return { operation, result: operation.chain && (await asChanged(services, batch, operation.chain.seq)) };
}

function merged(description: BatchDescription, fields: Input): BatchDescription {
  const attributes = { ...description.attributes };
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
