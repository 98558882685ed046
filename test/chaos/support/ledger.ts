/** What the API has accepted, as its clients know it. */
import type { Role } from "../../../domain/shared/roles.ts";

/** A write that the API said yes to. */
export interface AcceptedWrite {
  readonly what: string;
  /** The idempotency key it was asked with, and by which account: by these it is found. */
  readonly accountId: number;
  readonly key: string | null;
  /** What the answer told of it. */
  readonly operationId: string | null;
  readonly digest: string | null;
}

/** A role that the API said yes to, with an account's registration. */
export interface AcceptedRole {
  readonly what: string;
  readonly role: Role;
  readonly address: string;
}

/** A batch that somebody tried to create. */
export interface TriedBatch {
  readonly code: string;
  /** The account or wallet that holds it, if it is there at all. */
  readonly owner: string;
  withdrawn: boolean;
}

/** All of it since the world began. */
export interface Ledger {
  readonly writes: AcceptedWrite[];
  readonly roles: AcceptedRole[];
  readonly batches: TriedBatch[];
  /** How often what became of a request, for the report. */
  readonly counts: Map<string, number>;
  /** What happened in this round, for whoever has to find out why. */
  readonly story: string[];
  /** What should not have happened, found while acting. */
  readonly complaints: string[];
}

/** A ledger in which nothing stands yet. */
export function newLedger(): Ledger {
  return { writes: [], roles: [], batches: [], counts: new Map(), story: [], complaints: [] };
}

/** Count one. */
export function count(ledger: Ledger, what: string): void {
  ledger.counts.set(what, (ledger.counts.get(what) ?? 0) + 1);
}
