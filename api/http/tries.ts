/**
 * Attempts at passwords and codes, for an account that anybody may name. They are counted by account name and address,
 * so that an attacker's failures do not lock out the owner, who comes from elsewhere. Attempts from addresses without a
 * successful log-in are also counted together, so that having many addresses does not allow unlimited attempts.
 */
import { identityKey } from "../../domain/accounts/identity.ts";
import { isKnownAddress } from "../../domain/sessions/known-address.ts";
import type { RouteOptions } from "../options.ts";
import type { RequestContext } from "./env.ts";

/** A counted attempt. */
export interface Try {
  /** Undo the count: the attempt was right. */
  succeeded(): Promise<void>;
}

/**
 * Count an attempt for a name, whether or not such an account exists, so that the limit does not reveal it. Throws a
 * fault when there are too many.
 */
export async function countTry(
  { services, limiter }: RouteOptions,
  context: RequestContext,
  named: string,
  limit: "failedLogIn" | "failedReset",
): Promise<Try> {
  const name = identityKey(services.phones, named);
  // The verb says that the name is missing.
  if (name === "") return { succeeded: async () => undefined };
  const address = limiter.addressOf(context);
  const pair = JSON.stringify([name, address]);
  await limiter.count(limit, pair);
  const isKnown = await isKnownAddress(services, name, address);
  if (!isKnown) await limiter.count(`${limit}Anywhere`, name);
  return {
    async succeeded() {
      await limiter.forgive(limit, pair);
      if (!isKnown) await limiter.forgive(`${limit}Anywhere`, name);
    },
  };
}
