/**
 * Tries at being somebody: passwords and codes for an account that anybody may name. They are counted by who is named
 * and where they come from, so that nobody's failing keeps the account's owner out, who comes from elsewhere. All that
 * come from addresses where nobody ever got in to the account are counted together too, so that who has many addresses
 * cannot try for ever.
 */
import { identityKey } from "../../domain/accounts/identity.ts";
import { isKnownAddress } from "../../domain/sessions/known-address.ts";
import type { RouteOptions } from "../options.ts";
import type { RequestContext } from "./env.ts";

/** A try that was counted. */
export interface Try {
  /** Take it back: it was right. */
  succeeded(): Promise<void>;
}

/**
 * Count a try for whoever goes by a name, whether or not there is such an account, so that the limit does not tell.
 * Throws a fault when there are too many.
 */
export async function countTry(
  { services, limiter }: RouteOptions,
  context: RequestContext,
  named: string,
  limit: "failedLogIn" | "failedReset",
): Promise<Try> {
  const name = identityKey(named);
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
