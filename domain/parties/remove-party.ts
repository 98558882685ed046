import { addressesOf } from "../accounts/selves-of.ts";
import { idempotencyOf, type SubmitServices, type Written } from "../operations/submit-act.ts";
import { isDone, submitAdministration } from "../operations/submit-administration.ts";
import { addressesMeant } from "../profiles/addresses-meant.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { requireAccount } from "../shared/require-account.ts";
import { scopeOf } from "./internal.ts";
import type { Party } from "./ports.ts";

/**
 * Admit somebody no longer to a batch or, without one, to all batches that the account holds: what it wrote stays. Throws
 * `not-found`, also for who is not admitted, `validation`, and `forbidden` unless the account holds the batch.
 */
export async function removeParty(
  services: SubmitServices & Pick<Services, "accounts" | "keys" | "mirror" | "names" | "parties" | "profiles">,
  context: Context,
  traceId: string | null,
  party: string,
): Promise<Written<true>> {
  const account = requireAccount(context);
  const idempotency = await idempotencyOf(services, context, account, { verb: "remove-party", traceId, party });
  const { batch, custodian, holder } = await scopeOf(services, account, traceId);
  const addresses = await addressesMeant(services, party, "account");
  const custodians = batch ? [custodian] : addressesOf(services, account);
  const admitted = await firstOf(services, custodians, addresses, batch?.id ?? null);
  // Whom its custodial address admitted before the account bound a wallet, that address admits no longer: its key is here.
  const isEarlier = admitted !== undefined && admitted.custodian !== custodian;
  const actor = isEarlier ? { ...account, address: admitted.custodian, custody: "custodial" as const } : holder;

  const operation = await submitAdministration(services, context, actor, idempotency, async () => {
    if (!admitted) throw await notAdmitted();
    const code = batch ? { code: batch.code } : {};
    return { verb: "setParty", ...code, custodian: admitted.custodian, account: admitted.account, admitted: false };
  });
  return { operation, result: isDone(operation) ? true : null };

  async function notAdmitted(): Promise<DomainError> {
    const isToAll = batch !== null && (await firstOf(services, custodians, addresses, null));
    const message = isToAll
      ? "This account is admitted to all of the holder's batches, and not to this one by itself"
      : "This account is not admitted";
    return new DomainError("not-found", message, [{ field: "account", message }]);
  }
}

/** The admission that there is, of those that may be meant. */
async function firstOf(
  { parties }: Pick<Services, "parties">,
  custodians: readonly Party["custodian"][],
  addresses: readonly Party["account"][],
  batchId: Party["batchId"],
): Promise<Party | undefined> {
  for (const custodian of custodians) {
    for (const account of addresses) {
      const found = await parties.find({ custodian, account, batchId });
      if (found) return found;
    }
  }
  return undefined;
}
