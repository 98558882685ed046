import type { Idempotency } from "../operations/outbox.ts";
import type { Page, PageRequest } from "../shared/page.ts";
import type { Farm } from "./farm.ts";
import type { Product } from "./product.ts";

/** A store of items that batches refer to. */
export interface CatalogueStore<T> {
  /**
   * Throws a `conflict` if the id is taken. The request's idempotency key is stored with the item, in one transaction;
   * if the key created an item before, that one is returned and none is created.
   */
  create(item: T, idempotency?: Idempotency): Promise<T>;
  byId(id: string): Promise<T | undefined>;
  list(request: PageRequest): Promise<Page<T>>;
}

/** The products. */
export interface Products extends CatalogueStore<Product> {
  /** Whether any product has this GTIN, given as its 14 digits. */
  hasGtin(gtin: string): Promise<boolean>;
}

/** The farms. */
export type Farms = CatalogueStore<Farm>;
