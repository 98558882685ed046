import { idempotencyOf } from "../operations/submit-act.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { CompanyBinding, InvitedCompany } from "./erp.ts";
import { orderError } from "./order-reasons.ts";

/** Longer than any invite code; otherwise codes have no fixed form. */
const MAXIMUM = 200;

/** A company that an account is bound to, and whether it was before. */
export interface BoundCompany {
  readonly binding: CompanyBinding;
  readonly before: boolean;
}

/**
 * Bind the account to the company whose WeChat invite code it has. A code may be used any number of times; an account
 * is bound once and for all, and a further code of that company changes nothing. Throws a refusal of the orders dialect
 * otherwise.
 */
export async function bindCompany(
  services: Pick<Services, "companyBindings" | "erp" | "hashOf" | "now" | "outbox" | "requests">,
  context: Context,
  input: unknown,
): Promise<BoundCompany> {
  const { companyBindings, requests } = services;
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
  const made = bound && idempotency && (await requests.find(account.id, idempotency));
  if (bound && made !== undefined) return { binding: bound, before: false };

  const { customerId, companyId, companyName } = await companyOf(services, inviteCode).catch((error: unknown) => {
    // Whatever the code is, it is not of the company that the account is bound to.
    throw bound && isNobodys(error) ? orderError("already-bound", { cause: error }) : error;
  });
  if (bound?.customerId === customerId) return { binding: bound, before: true };
  if (bound) throw orderError("already-bound");
  const binding = { accountId: account.id, customerId, companyId, companyName, boundAt: services.now() };
  if (await companyBindings.add(binding, idempotency)) return { binding, before: false };

  // Another request came first: this one sent twice, or a different one.
  const winner = await companyBindings.byAccount(account.id);
  const repeated = idempotency && (await requests.find(account.id, idempotency));
  if (winner && repeated !== undefined) return { binding: winner, before: false };
  if (winner?.customerId === customerId) return { binding: winner, before: true };
  throw orderError("already-bound");
}

/** The one company with this code. Throws a refusal where there is none, or two have it by mistake: a binding is permanent. */
async function companyOf({ erp }: Pick<Services, "erp">, inviteCode: string): Promise<InvitedCompany> {
  const companies = await erp.companiesByInviteCode(inviteCode);
  if (companies.length === 0) throw orderError("company-not-found");
  const [company, ...more] = companies.filter((candidate) => candidate.inviteCode.trim() === inviteCode);
  if (!company || more.some(({ customerId }) => customerId !== company.customerId)) {
    throw orderError("invite-code-mismatch");
  }
  return company;
}

function isNobodys(error: unknown): boolean {
  return error instanceof DomainError && ["company-not-found", "invite-code-mismatch"].includes(error.reason ?? "");
}
