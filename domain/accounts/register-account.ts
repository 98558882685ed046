import type { Idempotency, Operation } from "../operations/outbox.ts";
import type { Context, Services } from "../services.ts";
import { DomainError, invalid } from "../shared/errors.ts";
import { parseInput } from "../shared/input.ts";
import { storageError } from "../shared/storage-fault.ts";
import type { Account } from "./account.ts";
import { NOT_A_PHONE, registerInput } from "./account-input.ts";
import { refuseCommonPassword } from "./common-passwords.ts";
import { grantDueRoles } from "./grant-due-roles.ts";

/**
 * Register an account. With open registration its role is granted on chain, and it can be used when this returns,
 * unless the chain takes longer than a write waits; the grant then follows. Throws `validation`, and a `conflict` that
 * names the field that is taken.
 */
export async function registerAccount(
  services: Pick<
    Services,
    | "accounts"
    | "applications"
    | "commonPasswords"
    | "hashOf"
    | "keys"
    | "outbox"
    | "passwords"
    | "phones"
    | "requests"
    | "settings"
  >,
  context: Context,
  input: unknown,
): Promise<Account> {
  const { password, ...given } = parseInput(registerInput, input);
  refuseCommonPassword(services, ["password", "Password"], password);
  const fields = { ...given, phone: given.phone && phoneOf(services, given.phone) };
  // The password is left out: a stored digest of it would be a second, fast hash to guess it by.
  const idempotency = context.idempotencyKey
    ? { key: context.idempotencyKey, requestHash: services.hashOf({ verb: "register", ...fields }) }
    : undefined;

  const account = await services.accounts
    .create(
      {
        ...fields,
        name: fields.name || fields.username,
        passwordHash: await services.passwords.hash(password),
        grantDue: fields.role !== null && services.settings.registration === "open",
      },
      services.keys.create(),
      idempotency,
    )
    .catch(async (error: unknown) => {
      const earlier = idempotency && (await registeredBefore(services, fields.username, password, idempotency));
      if (earlier) return earlier;
      throw error;
    });
  return granted(services, context, account);
}

/** The number in the one form that it is stored and found by. */
function phoneOf({ phones }: Pick<Services, "phones">, text: string): string {
  const phone = phones.e164(text);
  if (phone === null) throw invalid("phone", NOT_A_PHONE);
  return phone;
}

/** The account that this same request registered before, as its password proves. */
async function registeredBefore(
  services: Pick<Services, "accounts" | "passwords" | "requests">,
  username: string,
  password: string,
  idempotency: Idempotency,
): Promise<Account | undefined> {
  const found = await services.accounts.byIdentifier(username);
  if (!found || !(await services.passwords.verify(found.passwordHash, password))) return undefined;
  return (await services.requests.find(found.id, idempotency)) === undefined ? undefined : found;
}

/** The account, once its due roles are granted; on a slow chain they follow later. */
export async function granted(
  services: Pick<Services, "applications" | "outbox" | "settings">,
  context: Context,
  account: Account,
): Promise<Account> {
  const operations = await grantDueRoles(services, account.id).catch((error: unknown) => {
    // The account exists and its role stays due: it is handed on at the next log-in or restart.
    if (storageError(error) === undefined) throw error;
    return [];
  });
  if (!context.respondAsync) await settled(services, operations);
  return account;
}

/** Wait for what the outbox accepted, but for no answer: an unreachable chain undoes nothing of it. */
export async function settled(
  services: Pick<Services, "outbox" | "settings">,
  operations: readonly Operation[],
): Promise<void> {
  for (const { id } of operations) {
    try {
      await services.outbox.settle(id, services.settings.writeTimeout);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
}
