import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import type { Context, Services } from "../services.ts";
import { pageSchema, parseInput } from "../shared/input.ts";
import type { Page } from "../shared/page.ts";
import { requireOverseer } from "./require-overseer.ts";

const listInput = pageSchema
  .pick({ page: true, limit: true })
  .extend({ limit: z.coerce.number().int().min(1).max(100).default(20) });

/** The accounts that applied for a role and never held it on chain, the oldest first. For regulators and administrators. */
export async function listRoleApplications(
  services: Pick<Services, "accounts" | "administrators" | "mirror">,
  context: Context,
  input: unknown,
): Promise<Page<Account> & { readonly page: number; readonly limit: number }> {
  await requireOverseer(services, context);
  const { page, limit } = parseInput(listInput, input);
  return { ...(await services.accounts.roleApplications({ page, limit, search: undefined })), page, limit };
}
