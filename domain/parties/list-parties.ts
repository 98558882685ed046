import { findBatchOrThrow } from "../batches/find-batch-or-throw.ts";
import type { Context, Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import { pageSchema, parseInput } from "../shared/input.ts";
import type { Page } from "../shared/page.ts";
import { requireAccount } from "../shared/require-account.ts";
import { addressesOf } from "./internal.ts";
import type { ListedParty } from "./ports.ts";

const listInput = pageSchema.pick({ page: true, limit: true });

/**
 * Who is admitted to a batch, also by way of all its holder's; or, without one, to all batches that the account holds. It
 * stands on chain for everybody to see; a note is for the holder alone. Throws `not-found` and `validation`.
 */
export async function listParties(
  services: Pick<Services, "accounts" | "keys" | "mirror" | "outbox" | "parties">,
  context: Context,
  traceId: string | null,
  input: unknown,
): Promise<Page<ListedParty> & { readonly page: number; readonly limit: number }> {
  const account = requireAccount(context);
  const own = addressesOf(services, account);
  const batch = traceId === null ? null : await findBatchOrThrow(services, traceId);
  const paging = parseInput(listInput, input);
  const custodians = batch ? [batch.custodian] : own;
  const { items, total } = await services.parties.list({ custodians, batchId: batch?.id ?? null, ...paging });
  const known = await services.accounts.byAddresses(items.map((party) => party.account));
  const isOwn = (custodian: Hex) => own.includes(custodian);
  return {
    items: items.map((party) => ({
      party: isOwn(party.custodian) ? party : { ...party, note: null },
      account: known.get(party.account),
    })),
    total,
    ...paging,
  };
}
