import type { Batch } from "../batches/batch.ts";
import type { NewMessage } from "../messages/outgoing-messages.ts";
import type { Item } from "../operations/act.ts";
import type { Idempotency, TypedData } from "../operations/outbox.ts";
import type { Visibility } from "../records/line.ts";
import type { OfferState } from "../records/offers.ts";
import type { StepDescription } from "../records/record-document.ts";
import type { Hex } from "../shared/hex.ts";
import type { Page, PageRequest } from "../shared/page.ts";
import type { HandedOver, HandOver, HandOverState } from "./hand-over.ts";

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
  /** What its giver said with it; null while its record is missing, erased or unreadable. */
  readonly step: StepDescription | null;
  readonly visibility: Visibility;
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
}

/** Which hand-overs are meant: to these addresses, or by them. */
export interface HandOverQuery extends Omit<PageRequest, "search"> {
  readonly direction: "in" | "out";
  readonly addresses: readonly Hex[];
  readonly state: HandOverState | undefined;
}

/** A hand-over before it is kept. */
export type NewHandOver = Pick<
  HandOver,
  "accountId" | "from" | "custody" | "to" | "document" | "restricted" | "createdAt" | "expiresAt"
> & {
  /** The digest of its document. */
  readonly digest: Hex;
  readonly batches: readonly Omit<HandedOver, "chain">[];
  readonly typedData: TypedData | null;
};

/** Hand-overs that are kept here. How one stands follows from what is kept, its acceptance, and the lines in the mirror. */
export interface HandOvers {
  /** Keep one. With a key that was used before, the one that was made then is given. */
  add(handOver: NewHandOver, idempotency: Idempotency | undefined): Promise<HandOver>;
  byNumber(number: number): Promise<HandOver | undefined>;
  /** The latest first; one that is not signed is its giver's alone to see. */
  list(query: HandOverQuery): Promise<Page<HandOver>>;
  /** How many of an account's wait to be signed or accepted. */
  waiting(accountId: number): Promise<number>;
  /** Keep what the giver signs; a signature over something else is gone. */
  asked(number: number, typedData: TypedData): Promise<void>;
  /**
   * Keep the giver's signature over what it was asked for: from now on its recipient may see the hand-over. False if it was
   * signed, or has ended.
   */
  signed(number: number, signature: Hex, at: Date): Promise<boolean>;
  /** End one: its consent is forgotten. */
  end(number: number, state: "refused" | "cancelled", reason: string | null, at: Date): Promise<void>;
}

/** What a giver consents to. */
export interface HandOverTerms {
  readonly batches: readonly Item[];
  readonly to: Hex;
  readonly digest: Hex;
}

/** For how long a consent is to be good. */
export interface ConsentScope {
  /** In seconds of the chain's clock from now on. */
  readonly lifetime: number;
  /** The second after which it is not, however long that would be. */
  readonly until: number;
  /** Typed data with the nonce that it keeps, where it takes the place of another: of the two, one can be used. */
  readonly instead: TypedData | null;
}

/**
 * How a consent stands. `good`: the chain takes it now. `over`: in no block that is still to come. `passing`: not now, but
 * after a reorganisation it may again.
 */
export type ConsentStanding = "good" | "passing" | "over";

/** The consents of those who hand batches over, as the contract takes them (EIP-712). */
export interface Consents {
  /**
   * Ask for a consent under a nonce of the giver's own, which is given to nothing else once `keep` kept it. Throws `quota-exceeded` if the contract would take no more of the giver's.
   */
  ask<T>(giver: Hex, terms: HandOverTerms, scope: ConsentScope, keep: (typedData: TypedData) => Promise<T>): Promise<T>;
  /** Sign with the key of an account that is here. */
  sign(accountId: number, typedData: TypedData): Promise<Hex>;
  /** A wallet's signature as the chain will take it. Throws `validation` for any other. */
  check(giver: Hex, typedData: TypedData, signature: Hex): Promise<Hex>;
  /** How it stands, by its nonce and its deadline. */
  standing(giver: Hex, typedData: TypedData): Promise<ConsentStanding>;
}

/** Something of an offer or a hand-over that its other side is to be told. */
export interface CustodyNotice {
  /** The digest of what it is about, which outlives reorganisations. */
  readonly subject: Hex;
  readonly stage: "offered" | "accepted" | "refused";
  /** Who is told, and because of whom. */
  readonly to: Hex;
  readonly from: Hex;
  /** A batch that it is about, and how many those are. */
  readonly batchCode: string;
  readonly batches: number;
}

/** Who was told of which offers and hand-overs. */
export interface CustodyNotices {
  /** What nobody was told of that happened after a time, the oldest first. */
  untold(limit: number, since: Date): Promise<readonly CustodyNotice[]>;
  /** How many messages went to somebody since a time: because of one other, and of all. */
  sentTo(to: Hex, from: Hex, since: Date): Promise<{ readonly because: number; readonly all: number }>;
  /** Remember that notices were given, or are not to be, with the one message that tells them, if any: both or neither. */
  told(notices: readonly CustodyNotice[], message: NewMessage | undefined, at: Date): Promise<void>;
  /** Remember that a message went out for one by another way. */
  sent(notice: CustodyNotice): Promise<void>;
}
