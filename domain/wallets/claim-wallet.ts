import { z } from "zod";
import { idempotencyOf } from "../operations/submit-act.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { addressSchema } from "./internal.ts";

/** A wallet that is named, and not proved. */
export const claimWalletInput = z.object({ address: addressSchema });

/**
 * Note which wallet an account says is its own. Nothing follows from it: it is told to the account alone, as unproved;
 * others may name the same one, and whoever proves it has it. This server goes on signing. Naming the wallet that was
 * proved changes nothing. Throws `validation`, and a `conflict` where another one was proved: only a signature takes its
 * place.
 */
export async function claimWallet(
  services: Pick<Services, "hashOf" | "now" | "outbox" | "requests" | "walletBindings">,
  context: Context,
  input: unknown,
): Promise<Hex> {
  const account = requireAccount(context);
  const { address } = parseInput(claimWalletInput, input);
  const idempotency = await idempotencyOf(services, context, account, { verb: "claim-wallet", address });
  if (account.custody === "wallet") {
    if (account.address === address) return address;
    const message = "The account has a wallet that is proved: another takes its place by its own signature alone";
    throw new DomainError("conflict", message, [{ field: "address", message }]);
  }
  if (idempotency && (await services.requests.find(account.id, idempotency)) !== undefined) return address;
  await services.walletBindings.claim({ accountId: account.id, address, idempotency, at: services.now() });
  return address;
}

/** The wallet that an account named and did not prove, for its own eyes; null for none. */
export async function claimedWallet(
  services: Pick<Services, "walletBindings">,
  { id, custody }: { readonly id: number; readonly custody: "custodial" | "wallet" },
): Promise<Hex | null> {
  return custody === "wallet" ? null : ((await services.walletBindings.claimOf(id)) ?? null);
}
