import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import { idempotencyOf, type Written } from "../operations/submit-act.ts";
import { isDone } from "../operations/submit-administration.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { type AccountProfile, accountProfile, addressNamed } from "./account-profile.ts";
import { type DescribeServices, describeAccount } from "./describe-account.ts";
import { accountWithGln } from "./find-by-gln.ts";
import { NOW } from "./profile-lines.ts";
import { NOTHING } from "./profiles-of.ts";
import { readProfile } from "./read-profile.ts";
import { requireOfficer } from "./require-officer.ts";

/** Which profile is confirmed: the one that its reader saw, and no later one. */
export const confirmProfileInput = z.object({
  digest: z
    .string({ error: "Digest is required: that of the profile which is confirmed" })
    .regex(/^(?:0x)?[0-9a-f]{64}$/i, "Digest must be the profile's SHA-256, 64 hexadecimal digits")
    .transform((text) => `0x${text.replace(/^0x/i, "").toLowerCase()}` as Hex),
});

type Needs = DescribeServices &
  Pick<Services, "accounts" | "hashOf" | "mirror" | "names" | "objects" | "profiles" | "requests">;

/**
 * Confirm, in the officer's own name, what an account says of itself. Throws `not-found`, `validation`, `forbidden` unless
 * the caller is a registrar or regulator on chain, and for its own account; and a `conflict` where the account says another
 * thing by now, where nobody can read what it says, or where its location number is confirmed as another's.
 */
export async function confirmProfile(
  services: Needs,
  context: Context,
  text: string,
  input: unknown,
): Promise<Written<AccountProfile>> {
  const officer = requireAccount(context);
  await requireOfficer(services, officer);
  const address = await addressNamed(services, text);
  await requireAnother(services, officer, address);
  const { digest } = parseInput(confirmProfileInput, input);
  const idempotency = await idempotencyOf(services, context, officer, { verb: "confirm-profile", address, digest });
  const operation = await describeAccount(services, context, officer, idempotency, async () => {
    await requireConfirmable(services, officer, address, digest);
    return { account: address, digest };
  });
  return { operation, result: isDone(operation) ? await accountProfile(services, address) : null };
}

/** Throws `forbidden` for an address of the officer's own: the contract takes its word there for any account's own. */
async function requireAnother(services: Pick<Services, "accounts">, officer: Account, address: Hex): Promise<void> {
  const account = (await services.accounts.byAddresses([address])).get(address);
  if (address !== officer.address && account?.id !== officer.id) return;
  throw new DomainError("forbidden", "Nobody confirms an account of its own: another registrar or regulator has to");
}

async function requireConfirmable(services: Needs, officer: Account, address: Hex, digest: Hex): Promise<void> {
  const lines = await services.profiles.latest([{ account: address, line: NOW }]);
  const said = lines.find(({ author }) => author === address)?.digest ?? NOTHING;
  if (said === NOTHING)
    throw new DomainError("conflict", "This account says nothing of itself that could be confirmed");
  if (said !== digest) {
    throw new DomainError("conflict", "This account says another thing of itself by now: read it, and confirm that", [
      { field: "digest", message: `The digest of what it says is ${said}` },
    ]);
  }
  if (lines.some((line) => line.author === officer.address && line.digest === digest)) {
    throw new DomainError("conflict", "You confirmed this already");
  }
  const profile = await readProfile(services, address, digest);
  if (!profile) throw new DomainError("conflict", "Nobody can read here what this account says of itself");
  await services.names.keep(digest, profile);
  if (profile.gln === undefined) return;
  const holder = await accountWithGln(services, profile.gln, address);
  if (holder) {
    throw new DomainError("conflict", "Its location number (GLN) is confirmed as another account's", [
      { field: "gln", message: `${profile.gln} is that of ${holder}` },
    ]);
  }
}
