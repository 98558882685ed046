import type { Account } from "../../../../domain/accounts/account.ts";
import type { RecallItem } from "../../../../domain/recalls/ports.ts";
import type { Hex } from "../../../../domain/shared/hex.ts";
import type { Cell } from "./csv.ts";
import { recallItemView } from "./recall.ts";

const ITEM = [
  "batchCode",
  "traceId",
  "holder",
  "holderName",
  "heldNowBy",
  "remaining",
  "sold",
  "unit",
  "marking",
  "marked",
];
const SAID = ["found", "quarantined", "destroyed", "note", "acknowledgedBy", "acknowledgedAt"];

/** The batches of a recall as the rows of a sheet: one for what each holder said, or one where nobody did yet. */
export function recallRows(items: readonly RecallItem[], accounts: ReadonlyMap<Hex, Account>): readonly Cell[][] {
  const rows = items.flatMap((each) => {
    const { holder, heldNowBy, acknowledgements, ...item } = recallItemView(each, accounts);
    const about = [
      item.batchCode,
      item.traceId,
      holder.address,
      holder.name,
      heldNowBy.address,
      item.remaining,
      item.sold,
      item.unit,
      item.marking,
      String(item.marked),
    ];
    if (acknowledgements.length === 0) return [[...about, ...SAID.map(() => null)]];
    return acknowledgements.map((one) => [
      ...about,
      one.found,
      one.quarantined,
      one.destroyed,
      one.note,
      one.by,
      one.at,
    ]);
  });
  return [[...ITEM, ...SAID], ...rows];
}
