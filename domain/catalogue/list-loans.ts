import type { Context } from "../services.ts";
import { pageSchema, parseInput } from "../shared/input.ts";
import { type ToldPage, toldPage } from "../shared/page.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { Lendable, Loan } from "./loan.ts";
import { ownItem } from "./own-item.ts";
import type { LendableStore } from "./ports.ts";
import type { ItemKind } from "./require-use.ts";

const listInput = pageSchema.pick({ page: true, limit: true, cursor: true });

/** Whom an item of one's own is lent to, the newest loans first. Throws `not-found`, and `forbidden` for another's. */
export async function listLoans<T extends Lendable>(
  context: Context,
  store: LendableStore<T>,
  kind: ItemKind,
  id: string,
  input: unknown,
): Promise<ToldPage<Loan>> {
  await ownItem(requireAccount(context), store, kind, id);
  const request = parseInput(listInput, input);
  return toldPage(await store.loans(id, request), request);
}
