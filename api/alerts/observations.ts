/** What is observed about the product, and the thresholds at which it becomes a problem. */

import type { AlertKey, Problem } from "../../domain/monitoring/alerts.ts";
import type { IntegrationState } from "../../domain/monitoring/integrations.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { MirrorFigures, OverdueRequests, UnfinishedOperation } from "../../store/monitoring/figures.ts";

/** The state of calls to an external system. */
export interface Circuit extends IntegrationState {
  /** Whether it has answered properly since this process started. */
  readonly answered: boolean;
}

/** A batch whose head in SQL differs from the contract's. */
export interface WrongHead {
  readonly id: Hex;
  readonly code: string;
  readonly mirror: string;
  readonly chain: string;
}

/** A snapshot of the product. */
export interface Observations {
  readonly at: Date;
  /** The chain's latest block; undefined while its node does not answer. */
  readonly head: number | undefined;
  /** Undefined before the indexer has begun. */
  readonly mirror: MirrorFigures | undefined;
  /** The oldest write that is not on chain. */
  readonly unfinished: UnfinishedOperation | undefined;
  readonly circuits: readonly Circuit[];
  /** Of the heads sampled this time; undefined if none were. */
  readonly heads: { readonly wrong: readonly WrongHead[] } | undefined;
  /** Whether the mirror's count and chain of lines are the contract's; undefined where that was not asked, or cannot be said. */
  readonly agrees: boolean | undefined;
  /** Requests for erasure that should have been answered by now. */
  readonly overdue: OverdueRequests;
  readonly relayer: Hex;
  /** In wei; undefined if it is not known. */
  readonly balance: bigint | undefined;
}

/** Thresholds. Times are in milliseconds. */
export interface Thresholds {
  /** Since the mirror last stood at the head. */
  readonly indexerTime: number;
  readonly indexerBlocks: number;
  /** How long it has to lag. */
  readonly indexerFor: number;
  /** How long the node has to be silent. */
  readonly chainFor: number;
  readonly operationAge: number;
  readonly circuitOpen: number;
  /** In wei; null to raise no alert. */
  readonly relayerBalance: bigint | null;
}

/** A rule's verdict on one thing: a problem that has to last for `holds` milliseconds, all well, or unknown. */
export interface Judgement extends AlertKey {
  readonly verdict: (Problem & { readonly holds: number }) | "well" | "unknown";
}

/**
 * A rule: its verdicts on the facts. What it does not mention is well. What it cannot judge now it calls unknown: an
 * existing problem then persists, and no new one begins.
 */
export type Rule = (facts: Observations, thresholds: Thresholds) => readonly Judgement[];
