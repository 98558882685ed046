import type { Account } from "../../../../domain/accounts/account.ts";
import type { RecallPlan } from "../../../../domain/recalls/plan-recall.ts";
import type { Recall, RecallItem } from "../../../../domain/recalls/ports.ts";
import type { Hex } from "../../../../domain/shared/hex.ts";
import { traceIdOf, userIdOf } from "../../../../domain/shared/identifiers.ts";
import { fromThousandths, unitName } from "../../../../domain/shared/quantity.ts";
import { isoTime } from "../../../../domain/shared/time.ts";
import { checksumAddress } from "../../../http/eip55.ts";
import { csvOf } from "./csv.ts";
import type { operationView } from "./operation.ts";

type Accounts = ReadonlyMap<Hex, Account>;

/** A recall, as far as its reader is shown it. */
export function recallView(
  recall: Recall,
  accounts: Accounts,
  operations?: readonly ReturnType<typeof operationView>[],
) {
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
    summary: summaryOf(recall.items),
    items: recall.items.map((item) => itemView(item, accounts)),
    ...(operations && { operations }),
  };
}

/** What a recall would reach. */
export function previewView({ items, isTruncated }: RecallPlan, accounts: Accounts) {
  return {
    preview: true as const,
    truncated: isTruncated,
    summary: summaryOf(items),
    items: items.map((item) => itemView(item, accounts)),
  };
}

function summaryOf(items: readonly RecallItem[]) {
  return {
    batches: items.length,
    holders: new Set(items.map(({ holder }) => holder)).size,
    toMark: items.filter(({ actor }) => actor !== null).length,
    notices: items.filter(({ marking }) => marking === "notice").length,
    acknowledged: items.filter(({ acknowledgement }) => acknowledgement !== null).length,
    remaining: sumsOf(items, ({ remaining }) => remaining),
    sold: sumsOf(items, ({ sold }) => sold),
  };
}

function sumsOf(items: readonly RecallItem[], amountOf: (item: RecallItem) => bigint): Record<string, number> {
  const sums = new Map<string, bigint>();
  for (const item of items) sums.set(item.unit, (sums.get(item.unit) ?? 0n) + amountOf(item));
  return Object.fromEntries([...sums].map(([unit, sum]) => [unitName(unit), fromThousandths(sum)]));
}

function itemView(item: RecallItem, accounts: Accounts) {
  const account = accounts.get(item.holder);
  const { acknowledgement } = item;
  return {
    traceId: traceIdOf(item.batchId),
    batchCode: item.code,
    holder: {
      address: checksumAddress(item.holder),
      userId: account ? userIdOf(account.id) : null,
      name: account?.name ?? null,
    },
    remaining: fromThousandths(item.remaining),
    sold: fromThousandths(item.sold),
    unit: unitName(item.unit),
    marking: item.marking,
    marked: item.operationId !== null,
    acknowledgement: acknowledgement && {
      found: fromThousandths(acknowledgement.found),
      quarantined: fromThousandths(acknowledgement.quarantined),
      destroyed: fromThousandths(acknowledgement.destroyed),
      note: acknowledgement.note,
      by: userIdOf(acknowledgement.by),
      at: isoTime(acknowledgement.at),
    },
  };
}

/** The batches of a recall as CSV. */
export function recallCsv(recall: Recall, accounts: Accounts): string {
  const columns = ["batchCode", "traceId", "holder", "holderName", "remaining", "sold", "unit", "marking", "marked"];
  const found = ["found", "quarantined", "destroyed", "note", "acknowledgedAt"];
  const rows = recallView(recall, accounts).items.map(({ holder, acknowledgement: told, ...item }) => [
    item.batchCode,
    item.traceId,
    holder.address,
    holder.name,
    item.remaining,
    item.sold,
    item.unit,
    item.marking,
    String(item.marked),
    told?.found,
    told?.quarantined,
    told?.destroyed,
    told?.note,
    told?.at,
  ]);
  return csvOf([[...columns, ...found], ...rows]);
}
