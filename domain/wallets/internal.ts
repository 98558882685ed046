/** What binding a wallet and logging in with one share. */
import { z } from "zod";
import { newSalt } from "../operations/submit-act.ts";
import type { Services } from "../services.ts";
import { type DomainError, invalid } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
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

/** The issued text, and a wallet's signature over it. */
export const signedChallengeInput = z.object({
  address: addressSchema,
  message: z
    .string({ error: (issue) => (issue.input === undefined ? "Message is required" : "Message must be a text") })
    .max(4000, "Message must have at most 4000 characters"),
  signature: z
    .string({ error: (issue) => (issue.input === undefined ? "Signature is required" : "Signature must be a text") })
    .trim()
    // A contract's signature may be longer than a key's, within reason.
    .max(16_386, "Signature is too long")
    .regex(/^0x(?:[0-9a-fA-F]{2})+$/, "Signature must be 0x and hexadecimal digits")
    .transform((signature) => signature as Hex),
});

/** Issue a text for a wallet to sign: valid for this address, for five minutes, and once. */
export async function issueChallenge(
  services: Pick<Services, "now" | "walletBindings" | "wallets">,
  { accountId, address, statement }: Pick<WalletChallenge, "accountId" | "address"> & { readonly statement: string },
): Promise<WalletChallenge> {
  const issuedAt = wholeSecond(services.now());
  const expiresAt = new Date(issuedAt.getTime() + LIFETIME);
  const nonce = newSalt();
  const message = services.wallets.message({ address, statement, nonce, issuedAt, expiresAt });
  const challenge = { accountId, address, message, nonce, expiresAt };
  await services.walletBindings.challenge(challenge, issuedAt);
  return challenge;
}

/** The challenge that was issued with this text, for this address. Throws `validation` where there is none now. */
export async function findChallenge(
  services: Pick<Services, "now" | "walletBindings">,
  accountId: number | null,
  { address, message }: z.output<typeof signedChallengeInput>,
): Promise<WalletChallenge> {
  const challenge = await services.walletBindings.challengeOf(accountId, message);
  if (!challenge || challenge.expiresAt <= services.now()) throw challengeUsed(accountId);
  if (challenge.address !== address) throw invalid("address", "The message is for another address");
  return challenge;
}

/** A text that is good for nothing. */
export function challengeUsed(accountId: number | null): DomainError {
  const whose = accountId === null ? "to log in with" : "to this account";
  return invalid("message", `The message was not handed out ${whose}, was used or has expired: ask for another`);
}
