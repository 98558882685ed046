/** Hand-overs as those find them whom they concern. */
import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import { addressesOf, selvesOf } from "../accounts/selves-of.ts";
import type { Batch } from "../batches/batch.ts";
import { type CalledAt, namesAt } from "../profiles/names-at.ts";
import { NOW } from "../profiles/profile-lines.ts";
import type { StepDescription } from "../records/record-document.ts";
import { partiesIn } from "../records/trade.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { pageSchema, parseInput } from "../shared/input.ts";
import { type ToldPage, toldPage } from "../shared/page.ts";
import { requireAccount } from "../shared/require-account.ts";
import { turns } from "../shared/turns.ts";
import { HAND_OVER_STATES, type HandOver, handOverNumberOf } from "./hand-over.ts";
import type { TellingServices } from "./list-offers.ts";

const listInput = pageSchema.pick({ page: true, limit: true, cursor: true }).extend({
  direction: z.enum(["in", "out"], { error: "Direction must be in or out" }).default("in"),
  status: z.enum(HAND_OVER_STATES, { error: `Status must be one of ${HAND_OVER_STATES.join(", ")}` }).optional(),
});

/** What becomes of one hand-over is decided one after another: an acceptance and a cancellation never cross. */
export const inTurn = turns();

/** Which side of a hand-over an account is on. */
export interface OwnHandOver {
  readonly handOver: HandOver;
  /** The account as it gives, or as it is to take; undefined where it does not. */
  readonly giver: Account | undefined;
  readonly recipient: Account | undefined;
}

/**
 * A hand-over of which the account is the giver or the recipient. Throws `not-found` for anybody else's as for an unknown
 * one, and for one that its giver's wallet has not signed.
 */
export async function findHandOverOrThrow(
  services: Pick<Services, "handOvers" | "keys">,
  account: Account,
  id: string,
): Promise<OwnHandOver> {
  const number = handOverNumberOf(id);
  const handOver = number === undefined ? undefined : await services.handOvers.byNumber(number);
  if (handOver) {
    const selves = selvesOf(services, account);
    const giver = selves.find(({ address }) => address === handOver.from);
    // Also once it has ended: what was never signed never was its recipient's to see.
    const recipient = handOver.offeredAt ? selves.find(({ address }) => address === handOver.to) : undefined;
    if (giver || recipient) return { handOver, giver, recipient };
  }
  throw new DomainError("not-found", "Hand-over not found");
}

/** Hand-overs as one is told of them: with the batches as they are now, and how everybody is called. */
export interface ToldHandOvers {
  readonly items: readonly HandOver[];
  readonly batches: ReadonlyMap<string, Batch>;
  readonly accounts: ReadonlyMap<Hex, Account>;
  readonly calledAt: CalledAt;
}

/** The hand-overs to the account, or by it, the latest first. Throws `validation`. */
export async function listHandOvers(
  services: TellingServices & Pick<Services, "handOvers" | "keys">,
  context: Context,
  input: unknown,
): Promise<ToldPage<HandOver> & ToldHandOvers> {
  const account = requireAccount(context);
  const { direction, status: state, ...request } = parseInput(listInput, input);
  const addresses = addressesOf(services, account);
  const page = toldPage(await services.handOvers.list({ direction, addresses, state, ...request }), request);
  return { ...page, ...(await tellHandOvers(services, page.items)) };
}

/** One hand-over. Throws `not-found`. */
export async function readHandOver(
  services: TellingServices & Pick<Services, "handOvers" | "keys">,
  context: Context,
  id: string,
): Promise<ToldHandOvers> {
  const { handOver } = await findHandOverOrThrow(services, requireAccount(context), id);
  return tellHandOvers(services, [handOver]);
}

/** What is told beside hand-overs: a handful of statements, however many there are. */
export async function tellHandOvers(services: TellingServices, items: readonly HandOver[]): Promise<ToldHandOvers> {
  const codes = [...new Set(items.flatMap(({ batches }) => batches.map(({ code }) => code)))];
  const moments = items.flatMap((one) => partiesIn(stepOf(one)).map((account) => ({ account, line: NOW })));
  const [batches, accounts, calledAt] = await Promise.all([
    services.mirror.batchesByCodes(codes),
    services.accounts.byAddresses([...new Set(items.flatMap(({ from, to }) => [from, to]))]),
    namesAt(services, moments),
  ]);
  return { items, batches: new Map(batches.map((batch) => [batch.code, batch])), accounts, calledAt };
}

/** What its giver said with a hand-over. */
export function stepOf({ document }: Pick<HandOver, "document">): StepDescription | null {
  return document.record === "step" ? document.step : null;
}
