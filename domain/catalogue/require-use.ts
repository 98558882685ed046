import type { Account } from "../accounts/account.ts";
import { DomainError } from "../shared/errors.ts";
import type { Lendable } from "./loan.ts";
import type { CatalogueStore } from "./ports.ts";

/** What an item is called, and where one is made. */
export const ITEMS = {
  farm: { field: "farmId", label: "Farm", path: "/v1/farms" },
  location: { field: "place", label: "Location", path: "/v1/locations" },
  product: { field: "productId", label: "Product", path: "/v1/products" },
} as const;

/** A kind of item. */
export type ItemKind = keyof typeof ITEMS;

/**
 * Throws `forbidden` unless the account owns the item, or was lent it: what bears its name is its owner's word.
 *
 * @param field Where the request names it.
 */
export async function requireUse<T extends Lendable>(
  store: Pick<CatalogueStore<T>, "isLentTo">,
  account: Account,
  kind: ItemKind,
  item: T,
  field: string = ITEMS[kind].field,
): Promise<void> {
  if (item.ownerId === account.id || (await store.isLentTo(item.id, account.id))) return;
  const { label, path } = ITEMS[kind];
  const message =
    `${label} ${item.id} is another account's: make one of your own with POST ${path}, ` +
    `or have its owner lend it to you with POST ${path}/${item.id}/loans`;
  throw new DomainError("forbidden", message, [{ field, message }]);
}
