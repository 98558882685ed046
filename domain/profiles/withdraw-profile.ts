import { idempotencyOf, type Written } from "../operations/submit-act.ts";
import { isDone } from "../operations/submit-administration.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { requireAccount } from "../shared/require-account.ts";
import { type AccountProfile, accountProfile } from "./account-profile.ts";
import { type DescribeServices, describeAccount } from "./describe-account.ts";
import { NOW } from "./profile-lines.ts";
import { NOTHING } from "./profiles-of.ts";

/**
 * Take back what one said of oneself. What an officer confirmed stays that officer's word, and the line on chain that was
 * one's own stays for ever. Throws `not-found` if one says nothing.
 */
export async function withdrawProfile(
  services: DescribeServices & Pick<Services, "accounts" | "hashOf" | "names" | "objects" | "profiles" | "requests">,
  context: Context,
): Promise<Written<AccountProfile>> {
  const account = requireAccount(context);
  const { address } = account;
  const idempotency = await idempotencyOf(services, context, account, { verb: "withdraw-profile" });
  const operation = await describeAccount(services, context, account, idempotency, async () => {
    const lines = await services.profiles.latest([{ account: address, line: NOW }]);
    const isSaid = lines.some(({ author, digest }) => author === address && digest !== NOTHING);
    if (!isSaid) throw new DomainError("not-found", "You have no profile");
    return { account: address, digest: NOTHING };
  });
  return { operation, result: isDone(operation) ? await accountProfile(services, address) : null };
}
