import type { Account } from "../accounts/account.ts";
import { MOST_BATCHES } from "../lineage/bounds.ts";
import type { Context, Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import type { RecallItem } from "./ports.ts";
import { readWholeRecall, type ShownRecall } from "./read-recall.ts";

/** A recall as it is printed. */
export interface PrintedRecall extends ShownRecall {
  /** Its batches by their codes: no more than a recall begins with. The summary tells how many there are in all. */
  readonly items: readonly RecallItem[];
  /** Who began it. */
  readonly by: string;
  /** The accounts of holders, by their addresses. */
  readonly accounts: ReadonlyMap<Hex, Pick<Account, "id" | "name">>;
}

/** A recall as far as it concerns the caller, to print. Throws `not-found`. */
export async function printRecall(
  services: Pick<Services, "accounts" | "keys" | "mirror" | "recalls">,
  context: Context,
  id: string,
): Promise<PrintedRecall> {
  const shown = await readWholeRecall(services, context, id, MOST_BATCHES);
  const addresses = shown.items.flatMap(({ holder, custodian }) => [holder, custodian]);
  const [beginner, accounts] = await Promise.all([
    services.accounts.byId(shown.recall.accountId),
    services.accounts.byAddresses([...new Set(addresses)]),
  ]);
  return { ...shown, by: beginner?.name ?? "", accounts };
}
