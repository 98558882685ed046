import type { Account } from "../accounts/account.ts";
import type { Batch } from "../batches/batch.ts";
import { holdersOf } from "../batches/find-batch-or-throw.ts";
import type { JourneyEntry } from "../records/journey-entries.ts";
import type { Kind } from "../records/kinds.ts";
import { readerOf } from "../roles/access-policy.ts";
import type { Context, Services } from "../services.ts";
import { kindForType, kindOfType } from "./event-types.ts";

/** Kinds that only authorities write: what a holder finds out itself about its own goods is its declaration. */
const CHECKS: ReadonlySet<string | undefined> = new Set<Kind>(["inspection", "evaluation"]);
const DECLARATION: Kind = "declaration";

/** The kind that an account's event has on a batch: its type's own, or a declaration for a holder's check of its own. */
export async function kindFor(
  services: Pick<Services, "accounts" | "keys" | "mirror">,
  context: Context,
  account: Account,
  batch: Batch,
  type: string,
): Promise<Kind> {
  const kind = kindForType(type);
  if (!CHECKS.has(kind)) return kind;
  const [{ roles }, needed, holders] = await Promise.all([
    readerOf(services, context),
    services.mirror.kindRole(kind),
    holdersOf(services, account, batch),
  ]);
  return (roles & needed) === 0 && holders.length > 0 ? DECLARATION : kind;
}

/** Whether an entry is a holder's check of its own goods: no authority's verdict, and never told as one. */
export function isOwnCheck({ type, line }: Pick<JourneyEntry, "type" | "line">): boolean {
  return line.kind === DECLARATION && CHECKS.has(kindOfType(type));
}
