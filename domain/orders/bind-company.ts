import { idempotencyOf } from "../operations/submit-act.ts";
import type { Context, Services } from "../services.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { CompanyBinding } from "./erp.ts";
import { orderError } from "./order-reasons.ts";

/** Longer than any invite code; otherwise codes have no fixed form. */
const MAXIMUM = 200;

/**
 * Bind the account to the company whose WeChat invite code it has. A code may be used any number of times; an account
 * is bound once and for all. Throws a refusal of the orders dialect otherwise.
 */
export async function bindCompany(
  services: Pick<Services, "companyBindings" | "erp" | "hashOf" | "now" | "outbox" | "requests">,
  context: Context,
  input: unknown,
): Promise<CompanyBinding> {
  const { companyBindings, erp, requests } = services;
  const account = requireAccount(context);
  const { inviteCode: given, userId } = (input ?? {}) as { readonly inviteCode?: unknown; readonly userId?: unknown };
  const inviteCode = typeof given === "string" ? given.trim() : "";
  if (inviteCode === "" || inviteCode.length > MAXIMUM) throw orderError("invite-code-invalid");
  // An object is not a number, whatever its string form.
  if (
    userId !== undefined &&
    userId !== null &&
    (typeof userId === "object" || String(userId) !== String(account.id))
  ) {
    throw orderError("another-user");
  }

  const idempotency = await idempotencyOf(services, context, account, { verb: "bind-company", inviteCode });
  const bound = await companyBindings.byAccount(account.id);
  if (bound) {
    const made = idempotency && (await requests.find(account.id, idempotency));
    if (made !== undefined) return bound;
    throw orderError("already-bound");
  }

  const companies = await erp.companiesByInviteCode(inviteCode);
  if (companies.length === 0) throw orderError("company-not-found");
  const [company, ...more] = companies.filter((candidate) => candidate.inviteCode.trim() === inviteCode);
  // A binding is permanent: if two companies share a code by mistake, neither is chosen.
  if (!company || more.some(({ customerId }) => customerId !== company.customerId)) {
    throw orderError("invite-code-mismatch");
  }
  const { customerId, companyId, companyName } = company;
  const binding = { accountId: account.id, customerId, companyId, companyName, boundAt: services.now() };
  if (await companyBindings.add(binding, idempotency)) return binding;

  // Another request came first: this one sent twice, or a different one.
  const winner = await companyBindings.byAccount(account.id);
  const made = idempotency && (await requests.find(account.id, idempotency));
  if (winner && made !== undefined) return winner;
  throw orderError("already-bound");
}
