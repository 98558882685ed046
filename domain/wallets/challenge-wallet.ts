import { z } from "zod";
import type { Context, Services } from "../services.ts";
import { userIdOf } from "../shared/identifiers.ts";
import { parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { addressSchema, issueChallenge } from "./internal.ts";
import type { WalletChallenge } from "./ports.ts";

/** A request for a challenge. */
export const challengeWalletInput = z.object({ address: addressSchema });

/**
 * Issue a text for a wallet to sign, to prove that it belongs to the account: valid for this account and address, for
 * five minutes, and once. Throws `validation` and `forbidden`.
 */
export async function challengeWallet(
  services: Pick<Services, "mirror" | "now" | "walletBindings" | "wallets">,
  context: Context,
  input: unknown,
): Promise<WalletChallenge> {
  const account = requireAccount(context);
  const { address } = parseInput(challengeWalletInput, input);
  // Only what is not personal data and fits EIP-4361's plain text: wallets show it, and may store it.
  const statement = `Bind this wallet to the account ${userIdOf(account.id)}. From then on it signs what the account does.`;
  return issueChallenge(services, { accountId: account.id, address, statement });
}
