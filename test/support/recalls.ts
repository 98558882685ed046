/** Batches of recalls, made up, for tests of rules. */
import type { RecallItem } from "../../domain/recalls/ports.ts";
import { addressOf, BATCH_ID } from "./made.ts";

/** A batch that its holder is to mark, and that nothing was done with yet. */
export const recallItemOf = (change: Partial<RecallItem> = {}): RecallItem => ({
  batchId: BATCH_ID,
  code: "AP20260310A001",
  unit: "KGM",
  holder: addressOf("a7"),
  custodian: addressOf("a7"),
  remaining: 10_000n,
  sold: 2_000n,
  marking: "holder",
  actor: addressOf("a7"),
  operationId: null,
  operationState: null,
  attempt: 0,
  isMarked: false,
  hasLine: false,
  addedAt: null,
  acknowledgements: [],
  ...change,
});
