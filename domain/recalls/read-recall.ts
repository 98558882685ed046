import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import { addressesOf } from "../accounts/selves-of.ts";
import { readerOf, readsAll } from "../roles/access-policy.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { pageSchema, parseInput } from "../shared/input.ts";
import { type ToldPage, toldPage } from "../shared/page.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { ListedRecall, Outsider, Recall, RecallItem, RecallReach } from "./ports.ts";

type Needs = Pick<Services, "accounts" | "keys" | "mirror" | "recalls">;

/** A recall with the batches of it that its reader is shown, by their codes. */
export interface ShownRecall {
  readonly recall: Recall;
  readonly items: readonly RecallItem[];
  /** How far the notices came, for who began it. */
  readonly reach: RecallReach | null;
  /** The firms without an account that are told, for who began it. */
  readonly outsiders: readonly Outsider[];
}

/**
 * A recall by its identifier, as far as it concerns the caller: all of it who began it, and unless it is a drill regulators
 * and inspectors; whoever holds or held batches of it those. Throws `not-found`, also for whom it does not concern.
 */
export async function readRecall(services: Needs, context: Context, id: string): Promise<ShownRecall> {
  const account = requireAccount(context);
  const recall = await findRecall(services, id);
  if (!recall) throw notFound();
  const isWhole = recall.accountId === account.id || (!recall.isDrill && (await seesAll(services, context)));
  const own = isWhole ? undefined : await addressesAs(services, context, account);
  const items = await services.recalls.items(recall.number, own);
  if (items.length === 0) throw notFound();
  const isOwn = recall.accountId === account.id;
  const reach = isOwn ? await services.recalls.reached(recall.number) : null;
  return { recall, items, reach, outsiders: isOwn ? await services.recalls.outsiders(recall.number) : [] };
}

const listInput = pageSchema.pick({ page: true, limit: true, cursor: true });

/** The recalls that concern the caller, the latest first, with how many batches each has. Throws `validation`. */
export async function listRecalls(services: Needs, context: Context, input: unknown): Promise<ToldPage<ListedRecall>> {
  const account = requireAccount(context);
  const request = parseInput(listInput, input);
  const all = await seesAll(services, context);
  const holders = await addressesAs(services, context, account);
  return toldPage(await services.recalls.list({ ...request, accountId: account.id, holders, all }), request);
}

const itemsInput = z.object({ page: pageSchema.shape.page, limit: pageSchema.shape.limit.default(100) });

/** Throws `validation` unless a page of batches can be told: before something is done that is answered with one. */
export function requirePage(input: unknown): void {
  parseInput(itemsInput, input);
}

/** One page of a recall's batches. Throws `validation`. */
export function pageOfItems(items: readonly RecallItem[], input: unknown): ToldPage<RecallItem> {
  const { page, limit } = parseInput(itemsInput, input);
  return { items: items.slice((page - 1) * limit, page * limit), total: items.length, page, limit, nextCursor: null };
}

/** A recall by its identifier; undefined for none. */
export async function findRecall({ recalls }: Pick<Services, "recalls">, id: string): Promise<Recall | undefined> {
  const number = /^recall-([1-9]\d{0,14})$/.exec(id)?.[1];
  return number === undefined ? undefined : recalls.byNumber(Number(number));
}

/** There is none, or none that concerns whoever asks. */
export const notFound = () => new DomainError("not-found", "There is no such recall");

/** The addresses that an account has, and those that it had. */
async function addressesAs(
  services: Pick<Services, "accounts" | "keys" | "mirror">,
  context: Context,
  account: Account,
): Promise<readonly Hex[]> {
  const { earlierAddresses = [] } = await readerOf(services, context);
  return [...addressesOf(services, account), ...earlierAddresses];
}

/** The batches of a recall that an account holds, or held when it was recalled; it may say what became of those. */
export async function ownItems(
  services: Needs,
  context: Context,
  account: Account,
  { number }: Recall,
): Promise<readonly RecallItem[]> {
  return services.recalls.items(number, await addressesAs(services, context, account));
}

const seesAll = async (services: Pick<Services, "accounts" | "mirror">, context: Context) =>
  readsAll(await readerOf(services, context));
