import type { Account } from "../../../../domain/accounts/account.ts";
import type { RecallPlan } from "../../../../domain/recalls/plan-recall.ts";
import type {
  ListedRecall,
  NewRecallItem,
  Outsider,
  Recall,
  RecallItem,
  RecallSummary,
} from "../../../../domain/recalls/ports.ts";
import type { Recipients } from "../../../../domain/recalls/recipients.ts";
import { type RecallReport, summaryOf } from "../../../../domain/recalls/summary.ts";
import type { ToldRecalls } from "../../../../domain/recalls/told-recalls.ts";
import type { Hex } from "../../../../domain/shared/hex.ts";
import { traceIdOf, userIdOf } from "../../../../domain/shared/identifiers.ts";
import { fromThousandths, unitName } from "../../../../domain/shared/quantity.ts";
import { isoTime } from "../../../../domain/shared/time.ts";
import { checksumAddress } from "../../../http/eip55.ts";

type Accounts = ReadonlyMap<Hex, Account>;

/** A recall in a list: of its batches how many there are. */
export function listedRecallView({ counts, ...recall }: ListedRecall) {
  return { ...headOf(recall), summary: counts };
}

/** A recall, as far as its reader is shown it, with some of its batches. */
export function recallView(
  { recall, summary }: { readonly recall: Recall; readonly summary: RecallSummary },
  items: readonly RecallItem[],
  accounts: Accounts,
) {
  return {
    ...headOf(recall),
    summary: summaryView(summary),
    items: items.map((item) => recallItemView(item, accounts)),
  };
}

/** A firm without an account, and what it said. */
export function outsiderView({ name, email, toldAt, said }: Outsider) {
  const answer = said && { found: said.found, note: said.note, at: isoTime(said.at) };
  return { name, email, toldAt: toldAt && isoTime(toldAt), said: answer };
}

/** How a recall went so far. */
export function reportView({ timings, found, ...report }: RecallReport) {
  const whole = Object.entries(timings).map(([step, time]) => [step, Math.round(time)]);
  return { ...report, milliseconds: Object.fromEntries(whole) as Record<string, number>, found: inUnits(found) };
}

/** A recall that stands, as anybody may know it. */
export function standingRecallView({ reason, instruction, contact, createdAt, ...recall }: Recall) {
  return { class: recall.class, reason, instruction, contact, date: isoTime(createdAt) };
}

/** What whoever has a batch in hand must know before everything else. */
export function toldRecallsView({ batch, notices, recalls }: ToldRecalls) {
  return { batchCode: batch.code, notices, recalls: recalls.map(standingRecallView) };
}

/** What a recall would reach. */
export function previewView({ items, isTruncated }: RecallPlan, accounts: Accounts) {
  return {
    preview: true as const,
    truncated: isTruncated,
    summary: summaryView(summaryOf(items)),
    items: items.map((item) => plannedView(item, accounts)),
  };
}

/** To whom goods went besides, by their records. */
export function recipientsView({ items, isTruncated }: Recipients, accounts: Accounts) {
  const recipients = items.map(({ account, name, gln, batches, batchCodes, lastAt }) => ({
    ...(account ? holderView(account, accounts) : { address: null, userId: null, name: null }),
    ...(name !== null && { name }),
    gln,
    batches,
    batchCodes,
    lastAt: isoTime(lastAt),
  }));
  return { recipients, moreRecipients: isTruncated };
}

function headOf(recall: Recall) {
  return {
    id: recall.id,
    traceId: traceIdOf(recall.batchId),
    batchCode: recall.batchCode,
    reason: recall.reason,
    class: recall.class,
    scope: recall.scope,
    instruction: recall.instruction,
    contact: recall.contact,
    drill: recall.isDrill,
    createdAt: isoTime(recall.createdAt),
    liftedAt: recall.liftedAt && isoTime(recall.liftedAt),
    liftReason: recall.liftReason,
  };
}

function summaryView({ remaining, sold, found, quarantined, destroyed, ...counts }: RecallSummary) {
  return {
    ...counts,
    remaining: byUnit(remaining),
    sold: byUnit(sold),
    found: byUnit(found),
    quarantined: byUnit(quarantined),
    destroyed: byUnit(destroyed),
  };
}

const inUnits = (shares: ReadonlyMap<string, number>): Record<string, number> =>
  Object.fromEntries([...shares].map(([unit, share]) => [unitName(unit), share]));

const byUnit = (sums: ReadonlyMap<string, bigint>): Record<string, number> =>
  Object.fromEntries([...sums].map(([unit, sum]) => [unitName(unit), fromThousandths(sum)]));

function plannedView(item: NewRecallItem, accounts: Accounts) {
  return {
    traceId: traceIdOf(item.batchId),
    batchCode: item.code,
    holder: holderView(item.holder, accounts),
    remaining: fromThousandths(item.remaining),
    sold: fromThousandths(item.sold),
    unit: unitName(item.unit),
    marking: item.marking,
  };
}

/** A batch of a recall. */
export function recallItemView(item: RecallItem, accounts: Accounts) {
  return {
    ...plannedView(item, accounts),
    heldNowBy: holderView(item.custodian, accounts),
    marked: item.isMarked,
    addedAt: item.addedAt && isoTime(item.addedAt),
    acknowledgements: item.acknowledgements.map(({ by, at, note, ...amounts }) => ({
      found: fromThousandths(amounts.found),
      quarantined: fromThousandths(amounts.quarantined),
      destroyed: fromThousandths(amounts.destroyed),
      note,
      by: userIdOf(by),
      at: isoTime(at),
    })),
  };
}

function holderView(address: Hex, accounts: Accounts) {
  const account = accounts.get(address);
  return {
    address: checksumAddress(address),
    userId: account ? userIdOf(account.id) : null,
    name: account?.name ?? null,
  };
}
