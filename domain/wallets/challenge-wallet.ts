import { z } from "zod";
import { newSalt } from "../operations/submit-act.ts";
import { PERMISSIONS } from "../roles/permissions.ts";
import { requirePermission } from "../roles/require-permission.ts";
import type { Context, Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import { userIdOf } from "../shared/identifiers.ts";
import { parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { wholeSecond } from "../shared/time.ts";
import type { WalletChallenge } from "./ports.ts";

/** A challenge's lifetime in milliseconds. */
const LIFETIME = 5 * 60_000;

/** An address on chain, in any case. */
export const addressSchema = z
  .string({ error: (issue) => (issue.input === undefined ? "Address is required" : "Address must be a text") })
  .trim()
  .regex(/^0x[0-9a-fA-F]{40}$/, "Address must be 0x and 40 hexadecimal digits")
  .refine((address) => !/^0x0{40}$/.test(address), "Address must not be zero")
  .transform((address) => address.toLowerCase() as Hex);

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
  await requirePermission(services, account, PERMISSIONS.inspection.bindWallet, "bind a wallet");
  const { address } = parseInput(challengeWalletInput, input);
  const issuedAt = wholeSecond(services.now());
  const expiresAt = new Date(issuedAt.getTime() + LIFETIME);
  const nonce = newSalt();
  // Only what is not personal data and fits EIP-4361's plain text: wallets show it, and may store it.
  const statement = `Bind this wallet to the account ${userIdOf(account.id)}. From then on it signs what the account does.`;
  const message = services.wallets.message({ address, statement, nonce, issuedAt, expiresAt });
  const challenge = { accountId: account.id, address, message, nonce, expiresAt };
  await services.walletBindings.challenge(challenge, issuedAt);
  return challenge;
}
