/** What is observed about the product, and from where on it is a problem. */

import type { AlertKey, Problem } from "../../domain/monitoring/alerts.ts";
import type { IntegrationState } from "../../domain/monitoring/integrations.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { MirrorFigures, UnfinishedOperation } from "../../store/monitoring/figures.ts";

/** How the calls of a system outside stand. */
export interface Circuit extends IntegrationState {
  /** Whether it gave a proper answer since this process started. */
  readonly answered: boolean;
}

/** A batch whose head in SQL is not the contract's. */
export interface WrongHead {
  readonly id: Hex;
  readonly code: string;
  readonly mirror: string;
  readonly chain: string;
}

/** The product at one time. */
export interface Observations {
  readonly at: Date;
  /** The chain's latest block; undefined while its node does not answer. */
  readonly head: number | undefined;
  /** Undefined before the indexer has begun. */
  readonly mirror: MirrorFigures | undefined;
  /** The oldest write that is not on chain. */
  readonly unfinished: UnfinishedOperation | undefined;
  readonly circuits: readonly Circuit[];
  /** Of the heads that were looked at just now; undefined if none were. */
  readonly heads: { readonly wrong: readonly WrongHead[] } | undefined;
  readonly relayer: Hex;
  /** In wei; undefined if it is not known. */
  readonly balance: bigint | undefined;
}

/** From where on something is a problem. Times are in milliseconds. */
export interface Thresholds {
  /** Since the mirror last stood at the head. */
  readonly indexerTime: number;
  readonly indexerBlocks: number;
  /** For how long it has to lag. */
  readonly indexerFor: number;
  /** For how long the node has to be silent. */
  readonly chainFor: number;
  readonly operationAge: number;
  readonly circuitOpen: number;
  /** In wei; null if nobody is to be told. */
  readonly relayerBalance: bigint | null;
}

/** What a rule says of one thing: a problem, that has to last for `holds` milliseconds; or that all is well, or unknown. */
export interface Judgement extends AlertKey {
  readonly verdict: (Problem & { readonly holds: number }) | "well" | "unknown";
}

/**
 * A rule: what it says of the facts. What it does not speak of is well. Of what cannot be told now it says so: a
 * problem that was there is then there still, and none begins.
 */
export type Rule = (facts: Observations, thresholds: Thresholds) => readonly Judgement[];
