import type { Idempotency } from "../operations/outbox.ts";
import type { Page, PageRequest } from "../shared/page.ts";
import type { Farm } from "./farm.ts";
import type { Loan } from "./loan.ts";
import type { Location } from "./location.ts";
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
  /** Lend an item to an account, or, with null, to all. Gives since when it is lent to them. */
  lend(id: string, accountId: number | null, at: Date): Promise<Date>;
  /** End such a loan; false if there is none. */
  endLoan(id: string, accountId: number | null): Promise<boolean>;
  /** Whom an item is lent to, the newest loans first. */
  loans(id: string, request: PageRequest): Promise<Page<Loan>>;
  /** Whether an item is lent to this account, or to all. */
  isLentTo(id: string, accountId: number): Promise<boolean>;
}

/** As much of one as lending takes. */
export type LendableStore<T> = Pick<CatalogueStore<T>, "byId" | "endLoan" | "isLentTo" | "lend" | "loans">;

/** The products. */
export interface Products extends CatalogueStore<Product> {
  /** Whether any product has this GTIN, given as its 14 digits. */
  hasGtin(gtin: string): Promise<boolean>;
  /** What the first product with this GTIN is called; undefined if there is none. */
  nameOfGtin(gtin: string): Promise<string | undefined>;
  /**
   * Change a product of this id, which is there, in one transaction; with an idempotency key that was used before, give it as
   * it is now.
   */
  change(id: string, idempotency: Idempotency | undefined, make: (product: Product) => Product): Promise<Product>;
}

/** The farms: the locations of that kind, as they were told of before there were others. */
export type Farms = CatalogueStore<Farm>;

/** The locations of all kinds. */
export interface Locations extends Omit<CatalogueStore<Location>, "list"> {
  /** One page of the locations of an account, and of those that are lent to it or to all. */
  listFor(accountId: number, request: PageRequest): Promise<Page<Location>>;
  /**
   * Change a location of this id, which is there, in one transaction; with an idempotency key that was used before, give it
   * as it is now.
   *
   * @param parentId What it is to be in: `make` is given that one's id and those of all that it is in.
   */
  change(
    id: string,
    parentId: string | null,
    idempotency: Idempotency | undefined,
    make: (location: Location, above: readonly string[]) => Location,
  ): Promise<Location>;
}
