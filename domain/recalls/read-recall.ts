import type { Account } from "../accounts/account.ts";
import { addressesOf } from "../accounts/selves-of.ts";
import { readerOf, readsAll } from "../roles/access-policy.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { pageSchema, parseInput } from "../shared/input.ts";
import { type ToldPage, toldPage } from "../shared/page.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { ListedRecall, Outsider, Recall, RecallItem, RecallSummary } from "./ports.ts";
import { type RecallReport, reportOf } from "./summary.ts";

type Needs = Pick<Services, "accounts" | "keys" | "mirror" | "recalls">;

/** A recall as its reader is shown it, without its batches. */
export interface ShownRecall {
  readonly recall: Recall;
  readonly summary: RecallSummary;
  /** How it went so far, for who began it. */
  readonly report: RecallReport | null;
  /** The firms without an account that are told, for who began it. */
  readonly outsiders: readonly Outsider[];
}

/** A recall, and whose batches of it are its reader's to see: undefined for all. */
interface Concerned {
  readonly recall: Recall;
  readonly holders: readonly Hex[] | undefined;
  readonly summary: RecallSummary;
  readonly isOwn: boolean;
}

/**
 * A recall by its identifier, as far as it concerns the caller: all of it who began it, and unless it is a drill regulators
 * and inspectors; whoever holds or held batches of it those. Throws `not-found`, also for whom it does not concern.
 */
export async function concernedRecall(services: Needs, context: Context, id: string): Promise<Concerned> {
  const account = requireAccount(context);
  const recall = await findRecall(services, id);
  if (!recall) throw notFound();
  const isOwn = recall.accountId === account.id;
  const isWhole = isOwn || (!recall.isDrill && (await seesAll(services, context)));
  const holders = isWhole ? undefined : await addressesAs(services, context, account);
  const summary = await services.recalls.summary(recall.number, { holders });
  if (summary.batches === 0) throw notFound();
  return { recall, holders, summary, isOwn };
}

/** A recall as far as it concerns the caller, with one page of its batches. Throws `not-found` and `validation`. */
export async function readRecall(
  services: Needs,
  context: Context,
  id: string,
  input: unknown,
): Promise<ShownRecall & { readonly page: ToldPage<RecallItem> }> {
  const request = parseInput(itemsInput, input);
  const concerned = await concernedRecall(services, context, id);
  const { recall, holders } = concerned;
  const page = toldPage(await services.recalls.pageOfItems(recall.number, request, { holders }), request);
  return { ...(await shown(services, concerned)), page };
}

/** A recall as far as it concerns the caller, with all its batches, or the first of them. Throws `not-found`. */
export async function readWholeRecall(
  services: Needs,
  context: Context,
  id: string,
  limit?: number,
): Promise<ShownRecall & { readonly items: readonly RecallItem[] }> {
  const concerned = await concernedRecall(services, context, id);
  const { recall, holders } = concerned;
  const wanted = limit === undefined ? { holders } : { holders, limit };
  return { ...(await shown(services, concerned)), items: await services.recalls.items(recall.number, wanted) };
}

async function shown(
  { recalls }: Pick<Services, "recalls">,
  { recall, summary, isOwn }: Concerned,
): Promise<ShownRecall> {
  if (!isOwn) return { recall, summary, report: null, outsiders: [] };
  const [reach, outsiders] = await Promise.all([recalls.reached(recall.number), recalls.outsiders(recall.number)]);
  return { recall, summary, report: reportOf(recall, summary, reach), outsiders };
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

const itemsInput = listInput.extend({ limit: pageSchema.shape.limit.default(100) });

/** Throws `validation` unless a page of batches can be told: before something is done that is answered with one. */
export function requirePage(input: unknown): void {
  parseInput(itemsInput, input);
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
