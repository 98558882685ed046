import { idempotencyOf, type Written } from "../operations/submit-act.ts";
import { isDone } from "../operations/submit-administration.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { requireAccount } from "../shared/require-account.ts";
import { type AccountProfile, accountProfile, addressNamed } from "./account-profile.ts";
import { type DescribeServices, describeAccount } from "./describe-account.ts";
import { NOW } from "./profile-lines.ts";
import { NOTHING } from "./profiles-of.ts";
import { requireOfficer } from "./require-officer.ts";

/**
 * Take back one's own confirmation. Throws `not-found`, `forbidden` unless the caller is a registrar or regulator on chain,
 * and a `conflict` where only others confirmed the account: each takes back its own word.
 */
export async function withdrawConfirmation(
  services: DescribeServices &
    Pick<Services, "accounts" | "hashOf" | "mirror" | "names" | "objects" | "profiles" | "requests">,
  context: Context,
  text: string,
): Promise<Written<AccountProfile>> {
  const officer = requireAccount(context);
  await requireOfficer(services, officer);
  const address = await addressNamed(services, text);
  const idempotency = await idempotencyOf(services, context, officer, { verb: "withdraw-confirmation", address });
  const operation = await describeAccount(services, context, officer, idempotency, async () => {
    const lines = await services.profiles.latest([{ account: address, line: NOW }]);
    const standing = lines.filter(({ author, digest }) => author !== address && digest !== NOTHING);
    if (standing.some(({ author }) => author === officer.address)) return { account: address, digest: NOTHING };
    if (standing.length === 0) throw new DomainError("not-found", "Nobody confirmed this account");
    throw new DomainError("conflict", "Others confirmed this account, and only they take that back");
  });
  return { operation, result: isDone(operation) ? await accountProfile(services, address) : null };
}
