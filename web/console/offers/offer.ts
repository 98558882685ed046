/** Offers and hand-overs as the API tells them. */
import type { TypedData } from "../http/act.ts";
import type { PartyNamed } from "../parts/party.tsx";

/** An offer of one batch. */
export interface Offer {
  readonly traceId: string;
  readonly batchCode: string;
  readonly name: string | null;
  readonly quantity: number;
  readonly unit: string;
  readonly from: PartyNamed;
  readonly to: PartyNamed;
  readonly status: string;
  readonly note: string | null;
  readonly offeredAt: string;
  readonly endedAt: string | null;
}

/** A batch of a hand-over, and what became of it. */
export interface HandedOver {
  readonly traceId: string;
  readonly batchCode: string;
  readonly name: string | null;
  readonly quantity: number;
  readonly unit: string;
  readonly status: "waiting" | "taken" | "left";
  readonly recalled: boolean;
}

/** A hand-over of many batches. */
export interface HandOver {
  readonly id: string;
  readonly status: string;
  readonly from: PartyNamed;
  readonly to: PartyNamed;
  readonly batches: readonly HandedOver[];
  readonly note: string | null;
  readonly reason: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly endedAt: string | null;
  /** What one's own wallet has yet to sign. */
  readonly typedData: TypedData | null;
}

/** Which side one is on. */
export type Direction = "in" | "out";
