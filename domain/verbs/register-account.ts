import { DomainError } from "../errors.ts";
import { parseInput } from "../input.ts";
import type { Account } from "../model.ts";
import type { Context, Services } from "../services.ts";
import { registerInput } from "./account-input.ts";
import { grantDueRoles } from "./grant-due-roles.ts";

/**
 * Register an account. With open registration its role is granted on chain, and it can be used when this returns,
 * unless the chain takes longer than a write waits; the grant then follows. Throws `validation`, and a `conflict` that
 * names the field that is taken.
 */
export async function registerAccount(services: Services, context: Context, input: unknown): Promise<Account> {
  const { password, ...fields } = parseInput(registerInput, input);
  // The password takes no part: a digest of it that was kept would be a second, quick hash to guess it by.
  const idempotency = context.idempotencyKey
    ? { key: context.idempotencyKey, requestHash: services.hashOf({ verb: "register", ...fields }) }
    : undefined;

  if (idempotency) {
    const earlier = await services.accounts.byIdentifier(fields.username);
    const isRetry =
      earlier &&
      (await services.passwords.verify(earlier.passwordHash, password)) &&
      (await services.requests.find(earlier.id, idempotency)) !== undefined;
    if (isRetry) return granted(services, context, earlier);
  }

  const account = await services.accounts.create(
    {
      ...fields,
      name: fields.name || fields.username,
      passwordHash: await services.passwords.hash(password),
      grantDue: fields.role !== null && services.settings.registration === "open",
    },
    (id) => services.keys.addressOf(id),
    idempotency,
  );
  return granted(services, context, account);
}

async function granted(services: Services, context: Context, account: Account): Promise<Account> {
  const operations = await grantDueRoles(services, account.id);
  if (context.respondAsync) return account;
  for (const operation of operations) {
    try {
      await services.outbox.settle(operation.id, services.settings.writeTimeout);
    } catch (error) {
      // The account is there and its grant is in the outbox: neither is undone by a chain that is away just now.
      if (!(error instanceof DomainError)) throw error;
    }
  }
  return account;
}
