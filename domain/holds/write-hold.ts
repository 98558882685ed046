/** What placing a hold and ending it have in common. */
import type { Account } from "../accounts/account.ts";
import type { Batch } from "../batches/batch.ts";
import { findBatchOrThrow, holdersOf } from "../batches/find-batch-or-throw.ts";
import { stepDocument } from "../operations/step-document.ts";
import { idempotencyOf, type SubmitServices, submitAct, type Written } from "../operations/submit-act.ts";
import { gravest, type Hold, type Holds, holdsOf } from "../records/holds.ts";
import type { Kind } from "../records/kinds.ts";
import type { Line } from "../records/line.ts";
import { readerOf } from "../roles/access-policy.ts";
import { requireKind } from "../roles/require-kind.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { requireAccount } from "../shared/require-account.ts";

/** A batch whose hold was changed by a line, and how that left it. */
export interface HeldBatch {
  readonly batch: Batch;
  readonly line: Line;
  /** The hold that stands now. */
  readonly hold: Hold<Line> | null;
}

/** What it takes. */
export type HoldServices = SubmitServices & Pick<Services, "accounts" | "contractKinds" | "keys" | "mirror">;

/** A line that is to be written about holds. */
interface HoldWords {
  /** Its kind by an authority, and by a holder. */
  readonly kinds: { readonly official: Kind; readonly own: Kind };
  readonly request: { readonly verb: string; readonly traceId: string; readonly input: unknown };
  readonly reason: string;
  readonly details?: Readonly<Record<string, string>>;
  /** The rest of "You do not have permission to …". */
  readonly action: string;
  /** Throws where the line would say nothing. */
  check?(isOfficial: boolean, standing: Holds<Line>): void;
}

/**
 * Write a line about a batch's holds: an inspector's or a regulator's as an authority's, whoever holds the batch, else its
 * holder's. Throws `not-found`, `forbidden`, and a `conflict` on a contract without the kinds.
 */
export async function writeHold(
  services: HoldServices,
  context: Context,
  { kinds, request, reason, details = {}, action, check }: HoldWords,
): Promise<Written<HeldBatch>> {
  const account = requireAccount(context);
  const { traceId } = request;
  const batch = await findBatchOrThrow(services, traceId);
  const idempotency = await idempotencyOf(services, context, account, request);
  // A retry is answered with what it led to, whoever holds the batch by now.
  const isRetry = idempotency?.earlier !== undefined;
  const isOfficial = await isAuthority(services, context, kinds.official);
  const [holder] = isOfficial || isRetry ? [account] : await holdersOf(services, account, batch);
  const writer = holder ?? notAllowed(action);
  const operation = await submitAct(services, context, writer, idempotency, async () => {
    check?.(isOfficial, holdsOf(await services.mirror.linesOf(batch.id), services.now()));
    const kind = isOfficial ? kinds.official : kinds.own;
    await requireKind(services, kind);
    const { code } = batch;
    return {
      // As a recall: whoever has the goods in hand must know.
      restricted: false,
      document: stepDocument(services, writer, code, kind, { description: reason, details }),
      act: (digest) => ({ verb: "record", code, kind, digest }),
    };
  });
  if (!operation.chain) return { operation, result: null };
  const { seq } = operation.chain;
  const lines = (await services.mirror.linesOf(batch.id)).filter(({ chain }) => chain.seq <= seq);
  const line = lines.at(-1);
  if (line?.chain.seq !== seq) throw new DomainError("unavailable", "The hold is on chain but cannot be read yet");
  return { operation, result: { batch, line, hold: gravest(holdsOf(lines, services.now())) } };
}

async function isAuthority(services: HoldServices, context: Context, kind: Kind): Promise<boolean> {
  const [{ roles }, needed] = await Promise.all([readerOf(services, context), services.mirror.kindRole(kind)]);
  return (roles & needed) !== 0;
}

function notAllowed(action: string): Account {
  throw new DomainError("forbidden", `You do not have permission to ${action} this trace batch`);
}
