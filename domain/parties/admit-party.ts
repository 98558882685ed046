import { z } from "zod";
import { idempotencyOf, type SubmitServices, type Written } from "../operations/submit-act.ts";
import { isDone, submitAdministration } from "../operations/submit-administration.ts";
import { addressesMeant } from "../profiles/addresses-meant.ts";
import type { Context, Services } from "../services.ts";
import { DomainError, invalid } from "../shared/errors.ts";
import { withoutHidden } from "../shared/hidden-characters.ts";
import { optionalText, parseInput, requiredText } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { scopeOf } from "./internal.ts";
import type { ListedParty } from "./ports.ts";

/** Whom to admit. */
export const admitPartyInput = z.object({
  /** An account's id, its username, a confirmed GLN, or an address. */
  account: requiredText("Account", 100),
  note: optionalText("Note", 500).transform(withoutHidden),
});

/**
 * Admit somebody to a batch or, without one, to all batches that the account holds: from then on it writes what its own
 * roles let it. Throws `not-found`, `forbidden` unless the account holds the batch, `validation`, and a `conflict` for who
 * is admitted already.
 */
export async function admitParty(
  services: SubmitServices & Pick<Services, "accounts" | "keys" | "mirror" | "names" | "parties" | "profiles">,
  context: Context,
  traceId: string | null,
  input: unknown,
): Promise<Written<ListedParty>> {
  const account = requireAccount(context);
  const idempotency = await idempotencyOf(services, context, account, { verb: "admit", traceId, input });
  const { custodian, holder, batch } = await scopeOf(services, account, traceId);
  const { account: text, note } = parseInput(admitPartyInput, input);
  const [address] = await addressesMeant(services, text, "account");
  const admission = { custodian, account: address, batchId: batch?.id ?? null };

  const operation = await submitAdministration(services, context, holder, idempotency, async () => {
    if (address === custodian) throw invalid("account", "Whoever holds a batch writes on it: nobody has to admit it");
    if (await services.parties.find(admission)) throw new DomainError("conflict", "This account is admitted already");
    await services.parties.note(admission, note || null);
    return { verb: "setParty", ...(batch ? { code: batch.code } : {}), custodian, account: address, admitted: true };
  });
  const party = isDone(operation) ? await services.parties.find(admission) : undefined;
  const known = party && (await services.accounts.byAddresses([address])).get(address);
  return { operation, result: party ? { party, account: known } : null };
}
