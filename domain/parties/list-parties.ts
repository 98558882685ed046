import { addressesOf } from "../accounts/selves-of.ts";
import { findBatchOrThrow } from "../batches/find-batch-or-throw.ts";
import type { Context, Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import { pageSchema, parseInput } from "../shared/input.ts";
import { type ToldPage, toldPage } from "../shared/page.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { ListedParty } from "./ports.ts";

const listInput = pageSchema.pick({ page: true, limit: true, cursor: true });

/**
 * Who is admitted to a batch, also by way of all its holder's; or, without one, to all batches that the account holds. It
 * stands on chain for everybody to see; a note is for the holder alone. Throws `not-found` and `validation`.
 */
export async function listParties(
  services: Pick<Services, "accounts" | "keys" | "mirror" | "outbox" | "parties">,
  context: Context,
  traceId: string | null,
  input: unknown,
): Promise<ToldPage<ListedParty>> {
  const account = requireAccount(context);
  const own = addressesOf(services, account);
  const batch = traceId === null ? null : await findBatchOrThrow(services, traceId);
  const request = parseInput(listInput, input);
  const custodians = batch ? [batch.custodian] : own;
  const found = await services.parties.list({ custodians, batchId: batch?.id ?? null, ...request });
  const known = await services.accounts.byAddresses(found.items.map((party) => party.account));
  const isOwn = (custodian: Hex) => own.includes(custodian);
  const items = found.items.map((party) => ({
    party: isOwn(party.custodian) ? party : { ...party, note: null },
    account: known.get(party.account),
  }));
  return toldPage({ ...found, items }, request);
}
