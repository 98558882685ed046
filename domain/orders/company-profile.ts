import type { Context, Services } from "../services.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { CompanyBinding } from "./erp.ts";

/** A user's company, and how long they stay signed in. */
export interface CompanyProfile {
  /** Null while the account is bound to none. */
  readonly binding: CompanyBinding | null;
  readonly sessionExpiresAt: Date;
}

/** The profile of the user signed in with this token. */
export async function companyProfile(
  services: Pick<Services, "companyBindings" | "tokens">,
  context: Context,
  token: string,
): Promise<CompanyProfile> {
  const binding = await services.companyBindings.byAccount(requireAccount(context).id);
  return { binding: binding ?? null, sessionExpiresAt: services.tokens.expiryOf(token) };
}
