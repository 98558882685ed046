/** A hand-over of many batches: the giver's word, kept until who is to take them brings both to the chain. */
import type { Item } from "../operations/act.ts";
import type { Operation, TypedData } from "../operations/outbox.ts";
import type { ChainReference } from "../records/line.ts";
import type { RecordDocument } from "../records/record-document.ts";
import type { Hex } from "../shared/hex.ts";

/**
 * How a hand-over stands. `unsigned`: its giver's wallet has to sign. `open`: whoever is to take it may accept.
 * `accepting`: the acceptance is on its way to the chain. Only what is `accepted` is on chain.
 */
export const HAND_OVER_STATES = [
  "unsigned",
  "open",
  "accepting",
  "accepted",
  "refused",
  "cancelled",
  "expired",
] as const;
export type HandOverState = (typeof HAND_OVER_STATES)[number];

/** The most batches of one: what one act can bring of the gas that a transaction may have. The contract takes 256. */
export const MOST_HANDED_OVER = 128;
/** For how long it can be accepted, in milliseconds. */
export const HAND_OVER_LIFETIME = 30 * 86_400_000;
/** How many of one giver's may wait: each takes one of the nonces of a wallet, of which the contract knows 120. */
export const MOST_WAITING = 50;

/** A batch of a hand-over, in the amount that it had. */
export interface HandedOver {
  readonly batchId: Hex;
  readonly code: string;
  /** Thousandths of its unit. */
  readonly quantity: bigint;
  /** Who held it: the giver, or whom that one acts for. */
  readonly holder: Hex;
  /** The line by which it went over; null before that, and for what no longer fitted. */
  readonly chain: Pick<ChainReference, "seq" | "transactionHash" | "blockNumber"> | null;
}

/** What its giver signs, and the signature; that is never told to anybody before it is brought. */
export interface KeptConsent {
  readonly typedData: TypedData;
  /** Null until it is signed. */
  readonly signature: Hex | null;
}

/** The acceptance of a hand-over, as far as it came. */
export interface Acceptance {
  readonly id: string;
  readonly state: Operation["state"];
}

/** A hand-over that is kept. */
export interface HandOver {
  readonly number: number;
  /** The account whose word it is, and the address that gives. */
  readonly accountId: number;
  readonly from: Hex;
  readonly custody: "custodial" | "wallet";
  readonly to: Hex;
  readonly state: HandOverState;
  readonly document: RecordDocument;
  readonly restricted: boolean;
  readonly batches: readonly HandedOver[];
  /** Null until the giver was asked: for a key that is here, on acceptance. */
  readonly consent: KeptConsent | null;
  /** The latest; null if nobody accepted it. */
  readonly acceptance: Acceptance | null;
  /** How many came to nothing. */
  readonly failures: number;
  /** Whether any of them, the latest or not, was in a transaction, so that others may know the consent. */
  readonly wasSent: boolean;
  /** Why it was refused. */
  readonly reason: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** Since when its recipient may see it; null for what its giver's wallet never signed. */
  readonly offeredAt: Date | null;
  /** When it was refused, or taken back. */
  readonly endedAt: Date | null;
}

/** A hand-over's public identifier, and the number in one. */
export const handOverIdOf = (number: number) => `handover-${number}`;
export function handOverNumberOf(id: string): number | undefined {
  const digits = /^handover-([1-9]\d{0,14})$/.exec(id)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** The batches as the contract takes them. */
export const itemsOf = ({ batches }: Pick<HandOver, "batches">): readonly Item[] =>
  batches.map(({ code, quantity }) => ({ code, quantity }));

/** When a consent is over, by the chain's clock, and its nonce. */
export function scopeOf({ typedData: { message } }: KeptConsent): {
  readonly nonce: number;
  readonly deadline: number;
} {
  return { nonce: Number(message.nonce), deadline: Number(message.deadline) };
}
