import { appointDueAgents } from "../accounts/appoint-due-agents.ts";
import { grantDueRoles } from "../accounts/grant-due-roles.ts";
import type { Services } from "../services.ts";
import type { LoggedIn } from "../sessions/log-in.ts";
import { openSession } from "../sessions/open-session.ts";
import { DomainError } from "../shared/errors.ts";
import { parseInput } from "../shared/input.ts";
import { challengeWalletInput } from "./challenge-wallet.ts";
import { challengeUsed, findChallenge, issueChallenge, signedChallengeInput } from "./internal.ts";
import type { WalletChallenge } from "./ports.ts";

const STATEMENT = "Log in to the account that bound this wallet.";

/**
 * Issue a text for a wallet to sign, to log in: for five minutes, and once. The same for every address, whether or not an
 * account bound it. Throws `validation`.
 */
export async function challengeLogIn(
  services: Pick<Services, "now" | "walletBindings" | "wallets">,
  input: unknown,
): Promise<WalletChallenge> {
  const { address } = parseInput(challengeWalletInput, input);
  return issueChallenge(services, { accountId: null, address, statement: STATEMENT });
}

/**
 * Open a session for the account that bound a wallet, by its signature over the issued text: also by a contract wallet
 * that is not deployed yet. Throws `validation`, and `unauthenticated` for another's signature or a wallet of no account.
 *
 * @param from The address that the request came from.
 */
export async function logInByWallet(
  services: Pick<
    Services,
    | "accounts"
    | "applications"
    | "keyedHash"
    | "keys"
    | "logInAddresses"
    | "now"
    | "outbox"
    | "sessions"
    | "settings"
    | "tokens"
    | "walletBindings"
    | "wallets"
  >,
  input: unknown,
  from: string,
): Promise<LoggedIn> {
  const request = parseInput(signedChallengeInput, input);
  const { address, message, signature } = request;
  const challenge = await findChallenge(services, null, request);
  if (!(await services.wallets.signed(address, message, signature))) {
    throw new DomainError("unauthenticated", "The signature is not this address's over this message");
  }
  if (!(await services.walletBindings.use(challenge))) throw challengeUsed(null);
  const account = (await services.accounts.byAddresses([address])).get(address);
  // One that an account had before is its own no more.
  if (account?.address !== address || account.custody !== "wallet") {
    throw new DomainError("unauthenticated", "No account has bound this wallet: log in otherwise, and bind it first");
  }
  await services.logInAddresses.remember(account.id, from, services.now());
  await grantDueRoles(services, account.id);
  await appointDueAgents(services, account.id);
  return { ...(await openSession(services, account)), account };
}
