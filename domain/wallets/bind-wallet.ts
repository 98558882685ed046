import type { Account } from "../accounts/account.ts";
import { appointDueAgents } from "../accounts/appoint-due-agents.ts";
import { granted, settled } from "../accounts/register-account.ts";
import type { Operation } from "../operations/outbox.ts";
import { idempotencyOf } from "../operations/submit-act.ts";
import type { Context, Services } from "../services.ts";
import { DomainError, invalid } from "../shared/errors.ts";
import { parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { roleSet } from "../shared/roles.ts";
import { storageError } from "../shared/storage-fault.ts";
import { challengeUsed, findChallenge, signedChallengeInput } from "./internal.ts";
import type { WalletChallenge } from "./ports.ts";
import { proposeAgents } from "./propose-agents.ts";

/** An account with its wallet, and what the wallet may sign besides. */
export interface BoundWallet {
  readonly account: Account;
  /** By which its custodial address becomes the wallet's agent: nothing waits for them. */
  readonly operations: readonly Operation[];
}

/**
 * Bind a wallet to the account: from then on the wallet's address is the actor, and its owner signs. The account's
 * previous address stays on record as its own; each becomes the other's agent on chain, so that batches of either go on. Throws `validation`, `forbidden`, and a `conflict` if the wallet is
 * another account's.
 */
export async function bindWallet(
  services: Pick<
    Services,
    | "accounts"
    | "applications"
    | "hashOf"
    | "keys"
    | "mirror"
    | "now"
    | "outbox"
    | "requests"
    | "settings"
    | "walletBindings"
    | "wallets"
  >,
  context: Context,
  input: unknown,
): Promise<BoundWallet> {
  const account = requireAccount(context);
  const signed = parseInput(signedChallengeInput, input);
  const { address, message, signature } = signed;
  const request = { verb: "bind-wallet", address, message, signature };
  const idempotency = await idempotencyOf(services, context, account, request);
  if (idempotency && (await services.requests.find(account.id, idempotency)) !== undefined) {
    return agreed(services, context, account);
  }

  // Sent again, also at once, and without a key: it is bound, and stays so.
  const isBound = ({ custody, address: own }: Account) => custody === "wallet" && own === address;
  const challenge = isBound(account) ? undefined : await findOrBound();
  if (!(await services.wallets.signed(address, message, signature))) {
    throw invalid("signature", "The signature is not this address's over this message");
  }
  if (challenge === undefined) return agreed(services, context, await currentAccount());
  const grantDue = await isGrantDue(services, account);
  const bound = await services.walletBindings.bind({
    accountId: account.id,
    challenge,
    grantDue,
    idempotency,
    at: services.now(),
  });
  if (bound) return agreed(services, context, bound);
  // Two equal requests at once: the first used the challenge, and the second is the same act.
  const current = await currentAccount();
  if (isBound(current)) return agreed(services, context, current);
  throw challengeUsed(account.id);

  async function currentAccount(): Promise<Account> {
    return (await services.accounts.byId(requireAccount(context).id)) ?? requireAccount(context);
  }

  /** The challenge; undefined where another request has just used it for this very wallet. */
  async function findOrBound(): Promise<WalletChallenge | undefined> {
    try {
      return await findChallenge(services, requireAccount(context).id, signed);
    } catch (error) {
      if (isBound(await currentAccount())) return undefined;
      throw error;
    }
  }
}

/** What follows a binding: its role and its agent on chain, and what is left to the wallet. */
async function agreed(
  services: Pick<Services, "accounts" | "applications" | "hashOf" | "keys" | "mirror" | "outbox" | "settings">,
  context: Context,
  account: Account,
): Promise<BoundWallet> {
  const appointed = await appointDueAgents(services, account.id).catch((error: unknown) => {
    // The wallet is bound and its agents stay due: they are appointed at the next log-in or restart.
    if (storageError(error) === undefined) throw error;
    return [];
  });
  await granted(services, context, account);
  if (!context.respondAsync) await settled(services, appointed);
  const operations = await proposeAgents(services, account).catch((error: unknown) => {
    // Asked for again, they are there again.
    if (!(error instanceof DomainError) && storageError(error) === undefined) throw error;
    return [];
  });
  return { account, operations };
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
