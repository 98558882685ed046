import type { Account } from "../accounts/account.ts";
import { granted } from "../accounts/register-account.ts";
import { idempotencyOf } from "../operations/submit-act.ts";
import { PERMISSIONS } from "../roles/permissions.ts";
import { requirePermission } from "../roles/require-permission.ts";
import type { Context, Services } from "../services.ts";
import { invalid } from "../shared/errors.ts";
import { parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { roleSet } from "../shared/roles.ts";
import { challengeUsed, findChallenge, signedChallengeInput } from "./internal.ts";

/**
 * Bind a wallet to the account: from then on the wallet's address is the actor, and its owner signs. The account's
 * previous address stays on record as its own. Throws `validation`, `forbidden`, and a `conflict` if the wallet is
 * another account's.
 */
export async function bindWallet(
  services: Pick<
    Services,
    "accounts" | "hashOf" | "mirror" | "now" | "outbox" | "requests" | "settings" | "walletBindings" | "wallets"
  >,
  context: Context,
  input: unknown,
): Promise<Account> {
  const account = requireAccount(context);
  const signed = parseInput(signedChallengeInput, input);
  const { address, message, signature } = signed;
  const request = { verb: "bind-wallet", address, message, signature };
  const idempotency = await idempotencyOf(services, context, account, request);
  if (idempotency && (await services.requests.find(account.id, idempotency)) !== undefined) {
    return granted(services, context, account);
  }

  await requirePermission(services, account, PERMISSIONS.inspection.bindWallet, "bind a wallet");
  const challenge = await findChallenge(services, account.id, signed);
  if (!(await services.wallets.signed(address, message, signature))) {
    throw invalid("signature", "The signature is not this address's over this message");
  }
  const grantDue = await isGrantDue(services, account);
  const bound = await services.walletBindings.bind({
    accountId: account.id,
    challenge,
    grantDue,
    idempotency,
    at: services.now(),
  });
  if (bound) return granted(services, context, bound);
  // Two identical requests at once: the first used the challenge, and the second is the same act.
  const made = idempotency && (await services.requests.find(account.id, idempotency));
  const current = made === undefined ? undefined : await services.accounts.byId(account.id);
  if (current) return granted(services, context, current);
  throw challengeUsed(account.id);
}

/**
 * Where the previous address holds the role; with open registration also where it never did. Revoked roles stay
 * revoked.
 */
async function isGrantDue(
  services: Pick<Services, "mirror" | "settings">,
  { role, address }: Account,
): Promise<boolean> {
  if (role === null) return false;
  const needed = roleSet(role);
  if (((await services.mirror.rolesOf(address)) & needed) !== 0) return true;
  const ever = (await services.mirror.rolesEverOf([address])).get(address) ?? 0;
  return services.settings.registration === "open" && (ever & needed) === 0;
}
