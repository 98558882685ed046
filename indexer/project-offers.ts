/** Projects what a batch's holder offers, and what becomes of it. */
import type { BatchState, FoldedLine } from "../domain/records/fold.ts";
import { offerEndedBy } from "../domain/records/offers.ts";
import type { Hex } from "../domain/shared/hex.ts";
import type { Statements } from "./statements.ts";

/** A line as far as offers go. */
type OfferLine = Pick<FoldedLine, "args" | "batchId" | "seq" | "event" | "actor" | "timestamp"> & {
  /** Its number over the whole contract. */
  readonly line: number;
  readonly digest: Hex;
};

/** Apply one line, with the state of its batch before it. */
export function applyOffer(statements: Statements, state: BatchState | undefined, line: OfferLine): void {
  const { batchId, seq, event, timestamp, args } = line;
  const ended = state?.offeredTo ? offerEndedBy(line, state.offeredTo) : undefined;
  if (ended) statements.endOffer.run(ended, line.line, timestamp, batchId);
  if (state && event === "CustodyOffered") {
    statements.putOffer.run(line.line, batchId, seq, line.digest, state.custodian, args.to, timestamp);
  }
}

/** Take back what lines after this one did: those offers are gone, and those that they ended stand again. */
export function takeBackOffers(statements: Statements, line: number): void {
  statements.deleteOffersAfter.run(line);
  statements.reopenOffersAfter.run(line);
}
