import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import { namedAccount } from "../accounts/named-account.ts";
import { idempotencyOf } from "../operations/submit-act.ts";
import type { Context, Services } from "../services.ts";
import { DomainError, invalid } from "../shared/errors.ts";
import { parseInput, requiredText } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { EVERYBODY, type Lendable, type Loan } from "./loan.ts";
import { ownItem } from "./own-item.ts";
import type { LendableStore } from "./ports.ts";
import type { ItemKind } from "./require-use.ts";

/** The input for lending an item. */
export const lendItemInput = z.object({ to: requiredText("To", 100) });

/**
 * Lend an item of one's own to an account, or to all. What is lent already stays so. Throws `validation`, `not-found`, and
 * `forbidden` for another's item; and for a loan to all, which makes a name anybody's, unless the caller is an
 * administrator or this is a development instance.
 */
export async function lendItem<T extends Lendable>(
  services: Pick<Services, "accounts" | "administrators" | "hashOf" | "now" | "outbox" | "requests" | "settings">,
  context: Context,
  store: LendableStore<T>,
  kind: ItemKind,
  id: string,
  input: unknown,
): Promise<Loan> {
  const account = requireAccount(context);
  const { to } = parseInput(lendItemInput, input);
  const idempotency = await idempotencyOf(services, context, account, { verb: `lend-${kind}`, id, input });
  await ownItem(account, store, kind, id);
  const borrower = to === EVERYBODY ? await everybody(services, account) : await borrowerOf(services, account, to);
  const since = await store.lend(id, borrower?.id ?? null, services.now());
  if (idempotency) await services.requests.remember(account.id, idempotency, `${id}/${borrower?.id ?? EVERYBODY}`);
  return { to: borrower, since };
}

async function everybody(services: Pick<Services, "administrators" | "settings">, account: Account): Promise<null> {
  if (services.settings.development || (await services.administrators.has(account.id))) return null;
  throw new DomainError("forbidden", "Only an administrator lends to all: name the account that you lend it to");
}

async function borrowerOf(services: Pick<Services, "accounts">, owner: Account, to: string): Promise<Account> {
  const found = await namedAccount(services, to);
  if (!found) throw invalid("to", "There is no account with this id, username or address");
  if (found.id === owner.id) throw invalid("to", "It is your own already");
  return found;
}
