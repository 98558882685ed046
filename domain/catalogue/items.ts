/** Shared code for creating, listing and getting catalogue items. */
import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import type { Idempotency } from "../operations/outbox.ts";
import { idempotencyOf } from "../operations/submit-act.ts";
import { RoleMissing } from "../roles/missing-role.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { pageSchema, parseInput } from "../shared/input.ts";
import { type ToldPage, toldPage } from "../shared/page.ts";
import { requireAccount } from "../shared/require-account.ts";
import { ROLES } from "../shared/roles.ts";
import type { CatalogueStore } from "./ports.ts";

/** An identifier chosen by the caller; it is used in paths. */
export const chosenId = z
  .string({ error: "ID must be a text" })
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, "ID must be 1 to 64 letters, digits, dots, dashes and underscores")
  .optional();

/**
 * Create an item in the name of an account that holds a role. Throws `unauthenticated`, `forbidden`, and a `conflict`
 * if its id is taken. A later request with the same idempotency key returns the same item.
 */
export async function createItem<T extends { readonly id: string }>(
  services: Pick<Services, "hashOf" | "mirror" | "outbox" | "requests">,
  context: Context,
  store: Pick<CatalogueStore<T>, "create">,
  request: { readonly verb: string; readonly noun: string; readonly input: unknown },
  make: (account: Account) => Promise<T>,
): Promise<T> {
  const account = requireAccount(context);
  const { verb, noun, input } = request;
  const idempotency: Idempotency | undefined = await idempotencyOf(services, context, account, { verb, input });
  if ((await services.mirror.rolesOf(account.address)) === 0) {
    throw new RoleMissing(account, ROLES, `You do not have permission to create a ${noun}`);
  }
  return store.create(await make(account), idempotency);
}

/** One page of a list, and the paging values that were applied. */
export async function listItems<T>(context: Context, store: CatalogueStore<T>, input: unknown): Promise<ToldPage<T>> {
  requireAccount(context);
  const request = parseInput(pageSchema, input);
  return toldPage(await store.list(request), request);
}

/** An item by its id. Throws `not-found`. */
export async function getItem<T>(context: Context, store: CatalogueStore<T>, id: string, noun: string): Promise<T> {
  requireAccount(context);
  return itemOrThrow(store, id, noun);
}

/** The item of this id. Throws `not-found`. */
export async function itemOrThrow<T>(store: Pick<CatalogueStore<T>, "byId">, id: string, noun: string): Promise<T> {
  const item = await store.byId(id);
  if (item) return item;
  throw new DomainError("not-found", `${noun} not found`, [
    { field: "id", message: `${noun} with ID ${id.slice(0, 100)} does not exist` },
  ]);
}
