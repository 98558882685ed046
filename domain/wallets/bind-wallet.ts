import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import { granted } from "../accounts/register-account.ts";
import { idempotencyOf } from "../operations/submit-act.ts";
import { PERMISSIONS } from "../roles/permissions.ts";
import { requirePermission } from "../roles/require-permission.ts";
import type { Context, Services } from "../services.ts";
import { type DomainError, invalid } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { roleSet } from "../shared/roles.ts";
import { addressSchema } from "./challenge-wallet.ts";

/** The input for binding a wallet: the issued text, and its signature. */
export const bindWalletInput = z.object({
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

/**
 * Bind a wallet to the account: from then on the wallet's address is the actor, and its owner signs. The account's
 * previous address stays on record as its own. Throws `validation`, `forbidden`, and a `conflict` if the wallet is
 * another account's.
 */
export async function bindWallet(
  services: Pick<
    Services,
    | "accounts"
    | "applications"
    | "hashOf"
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
): Promise<Account> {
  const account = requireAccount(context);
  const { address, message, signature } = parseInput(bindWalletInput, input);
  const request = { verb: "bind-wallet", address, message, signature };
  const idempotency = await idempotencyOf(services, context, account, request);
  if (idempotency && (await services.requests.find(account.id, idempotency)) !== undefined) {
    return granted(services, context, account);
  }

  await requirePermission(services, account, PERMISSIONS.inspection.bindWallet, "bind a wallet");
  const challenge = await services.walletBindings.challengeOf(account.id, message);
  if (!challenge || challenge.expiresAt <= services.now()) throw used();
  if (challenge.address !== address) throw invalid("address", "The message is for another address");
  if (!(await services.wallets.signed(address, message, signature))) {
    throw invalid("signature", "The signature is not this address's over this message");
  }
  const grantDue = await isGrantDue(services, account);
  const bound = await services.walletBindings.bind({ challenge, grantDue, idempotency, at: services.now() });
  if (bound) return granted(services, context, bound);
  // Two identical requests at once: the first used the challenge, and the second is the same act.
  const made = idempotency && (await services.requests.find(account.id, idempotency));
  const current = made === undefined ? undefined : await services.accounts.byId(account.id);
  if (current) return granted(services, context, current);
  throw used();
}

function used(): DomainError {
  return invalid("message", "The message was not handed out to this account, was used or has expired: ask for another");
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
