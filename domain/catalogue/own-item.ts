import type { Account } from "../accounts/account.ts";
import { DomainError } from "../shared/errors.ts";
import { itemOrThrow } from "./items.ts";
import type { Lendable } from "./loan.ts";
import type { CatalogueStore } from "./ports.ts";
import { ITEMS, type ItemKind } from "./require-use.ts";

/** An item of the account's own. Throws `not-found`, and `forbidden` for another's. */
export async function ownItem<T extends Lendable>(
  account: Account,
  store: Pick<CatalogueStore<T>, "byId">,
  kind: ItemKind,
  id: string,
  purpose: "change" | "lend" = "lend",
): Promise<T> {
  const item = await itemOrThrow(store, id, ITEMS[kind].label);
  if (item.ownerId === account.id) return item;
  if (purpose === "change") throw new DomainError("forbidden", `Only its owner may change this ${kind}`);
  throw new DomainError("forbidden", `Only its owner decides whom this ${kind} is lent to`);
}
