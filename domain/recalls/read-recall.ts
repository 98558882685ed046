import type { Account } from "../accounts/account.ts";
import { addressesOf } from "../accounts/selves-of.ts";
import { readerOf, readsAll } from "../roles/access-policy.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { pageSchema, parseInput } from "../shared/input.ts";
import { type ToldPage, toldPage } from "../shared/page.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { Recall } from "./ports.ts";

type Needs = Pick<Services, "accounts" | "keys" | "mirror" | "recalls">;

/**
 * A recall by its identifier, as far as it concerns the caller: all of it who began it, regulators and inspectors; whoever
 * holds or held batches of it those. Throws `not-found`, also for whom it does not concern.
 */
export async function readRecall(services: Needs, context: Context, id: string): Promise<Recall> {
  const account = requireAccount(context);
  const found = await findRecall(services, id);
  const shown =
    found && shownTo(found, account, await addressesAs(services, context, account), await seesAll(services, context));
  if (shown) return shown;
  throw notFound();
}

/** The recalls that concern the caller, the latest first. Throws `validation`. */
export async function listRecalls(services: Needs, context: Context, input: unknown): Promise<ToldPage<Recall>> {
  const account = requireAccount(context);
  const request = parseInput(pageSchema.pick({ page: true, limit: true, cursor: true }), input);
  const all = await seesAll(services, context);
  const holders = await addressesAs(services, context, account);
  const found = await services.recalls.list({ ...request, accountId: account.id, holders: all ? null : holders });
  const items = found.items.flatMap((recall) => shownTo(recall, account, holders, all) ?? []);
  return toldPage({ ...found, items }, request);
}

/** A recall by its identifier; undefined for none. */
export async function findRecall({ recalls }: Pick<Services, "recalls">, id: string): Promise<Recall | undefined> {
  const number = /^recall-([1-9]\d{0,14})$/.exec(id)?.[1];
  return number === undefined ? undefined : recalls.byNumber(Number(number));
}

/** There is none, or none that concerns whoever asks. */
export const notFound = () => new DomainError("not-found", "There is no such recall");

/** The addresses that an account has, and those that it had. */
export async function addressesAs(
  services: Pick<Services, "accounts" | "keys" | "mirror">,
  context: Context,
  account: Account,
): Promise<readonly Hex[]> {
  const { earlierAddresses = [] } = await readerOf(services, context);
  return [...addressesOf(services, account), ...earlierAddresses];
}

const seesAll = async (services: Pick<Services, "accounts" | "mirror">, context: Context) =>
  readsAll(await readerOf(services, context));

function shownTo(recall: Recall, account: Account, addresses: readonly Hex[], all: boolean): Recall | undefined {
  if (recall.accountId === account.id || (all && !recall.isDrill)) return recall;
  const items = recall.items.filter(({ holder }) => addresses.includes(holder));
  return items.length > 0 && !recall.isDrill ? { ...recall, items } : undefined;
}
