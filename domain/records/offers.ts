/** Offers of a batch to somebody else, by the lines of its holder and of whoever it is offered to. */
import type { Hex } from "../shared/hex.ts";
import type { LineEvent } from "./kinds.ts";

/** How an offer stands. `void`: what was offered is no more as it was, or was offered to somebody else since. */
export const OFFER_STATES = ["open", "accepted", "refused", "cancelled", "void"] as const;

/** How one offer stands. */
export type OfferState = (typeof OFFER_STATES)[number];

const ENDS: Partial<Record<LineEvent, Exclude<OfferState, "open">>> = {
  CustodyOffered: "void",
  CustodyRefused: "refused",
  OfferCancelled: "cancelled",
  Recalled: "void",
  Lifted: "void",
  Withdrawn: "void",
  Split: "void",
  Transformed: "void",
  Consumed: "void",
};

/** What a line makes of the offer that stands before it; undefined where that goes on standing. */
export function offerEndedBy(
  { event, actor }: { readonly event: string; readonly actor: Hex },
  offeredTo: Hex,
): Exclude<OfferState, "open"> | undefined {
  // Whoever takes it by another way, with its holder's consent, did not accept this offer.
  if (event === "CustodyAccepted") return actor === offeredTo ? "accepted" : "void";
  return ENDS[event as LineEvent];
}
