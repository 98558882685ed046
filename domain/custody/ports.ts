import type { Batch } from "../batches/batch.ts";
import type { NewMessage } from "../messages/outgoing-messages.ts";
import type { OfferState } from "../records/offers.ts";
import type { Hex } from "../shared/hex.ts";
import type { Page, PageRequest } from "../shared/page.ts";

/** An offer of a batch, as the mirror has it. */
export interface Offer {
  /** The line that made it, by its number over the whole contract and in its batch. */
  readonly line: number;
  readonly seq: number;
  readonly batchId: Hex;
  readonly batchCode: string;
  /** The digest of its document. */
  readonly digest: Hex;
  /** Who holds the batch, and who may accept or refuse it. */
  readonly from: Hex;
  readonly to: Hex;
  readonly state: OfferState;
  readonly offeredAt: Date;
  /** When it ended; null while it is open. */
  readonly endedAt: Date | null;
  readonly transactionHash: Hex;
  readonly blockNumber: number;
}

/** A batch that is offered, and the offer. */
export interface OfferedBatch {
  readonly batch: Batch;
  readonly offer: Offer;
}

/** Which offers are meant: made to these addresses, or by them. */
export interface OfferQuery extends Omit<PageRequest, "search"> {
  readonly direction: "in" | "out";
  readonly addresses: readonly Hex[];
  readonly state: OfferState | undefined;
}

/** Offers, by the mirror. */
export interface Offers {
  /** The one that stands of a batch. */
  openOf(batchId: Hex): Promise<Offer | undefined>;
  /** The one that a line of a batch made. */
  madeBy(batchId: Hex, seq: number): Promise<Offer | undefined>;
  /** The one that a line of a batch ended. */
  endedBy(batchId: Hex, seq: number): Promise<Offer | undefined>;
  /** The latest first. */
  list(query: OfferQuery): Promise<Page<Offer>>;
  /** Open ones whose recipient was not told, the oldest first. */
  untold(limit: number): Promise<readonly Offer[]>;
  /** Remember that an offer's recipient was told, with the message that tells it, if any: both or neither. */
  told(offer: Offer, message: NewMessage | undefined, at: Date): Promise<void>;
}
