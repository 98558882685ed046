import { namedAccount } from "../accounts/named-account.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { requireAccount } from "../shared/require-account.ts";
import { EVERYBODY, type Lendable } from "./loan.ts";
import { ownItem } from "./own-item.ts";
import type { LendableStore } from "./ports.ts";
import type { ItemKind } from "./require-use.ts";

/**
 * End a loan of an item of one's own. What was made of it before stays as it is. Throws `not-found`, also for a loan that
 * there is none of, and `forbidden` for another's item.
 */
export async function endLoan<T extends Lendable>(
  services: Pick<Services, "accounts">,
  context: Context,
  store: LendableStore<T>,
  kind: ItemKind,
  id: string,
  to: string,
): Promise<void> {
  await ownItem(requireAccount(context), store, kind, id);
  const borrower = to === EVERYBODY ? null : (await namedAccount(services, to))?.id;
  if (borrower !== undefined && (await store.endLoan(id, borrower))) return;
  throw new DomainError("not-found", `This ${kind} is not lent to them`);
}
