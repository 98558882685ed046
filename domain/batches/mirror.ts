import type { Line } from "../records/line.ts";
import type { RecordParties } from "../records/record-parties.ts";
import type { Hex } from "../shared/hex.ts";
import type { Page, PageRequest } from "../shared/page.ts";
import type { RoleSet } from "../shared/roles.ts";
import type { Batch } from "./batch.ts";

/** How batches may be sorted. */
export const BATCH_SORTS = [
  "createdAt",
  "updatedAt",
  "name",
  "batchCode",
  "quantity",
  "status",
  "harvestDate",
] as const;

/**
 * How somebody stands to a batch: `mine`, it was made or split off by that one or for it; `held`, that one holds it, or whom it
 * acts for; `offered`, an offer of it to that one is open; `party`, its holder admitted that one to it, or to all that it holds.
 */
export const RELATIONS = ["mine", "held", "offered", "party"] as const;

/** Filter and order of a list of batches. */
export interface BatchQuery extends PageRequest {
  readonly status?: string | undefined;
  /** Created at or after. */
  readonly from?: Date | undefined;
  /** Created at or before. */
  readonly to?: Date | undefined;
  readonly sortBy: (typeof BATCH_SORTS)[number];
  readonly descending: boolean;
  /** Those that are on hold at a time, or the others. */
  readonly hold?: { readonly stands: boolean; readonly at: Date } | undefined;
  /** Those that stand so to whoever has these addresses, or the others; of several, those of which all is true. */
  readonly related?: {
    readonly addresses: readonly Hex[];
    readonly by: readonly { readonly relation: (typeof RELATIONS)[number]; readonly is: boolean }[];
  };
}

/** A step as a list tells it. */
export interface RecordedStep {
  readonly seq: number;
  readonly kind: string;
  /** Which step of a series, counted from 0; absent for the only one of its line. */
  readonly index?: number;
}

/** The lines of a batch that tell of holds. */
export interface HeldLines {
  readonly traceId: string;
  readonly code: string;
  readonly lines: readonly Line[];
}

/** The indexer's mirror of the chain: read only. */
export interface Mirror {
  /** By its public identifier (`traceIdOf`). */
  batchByTraceId(traceId: string): Promise<Batch | undefined>;
  batchByCode(code: string): Promise<Batch | undefined>;
  /** The batches whose codes have this skeleton (domain/shared/skeleton.ts), the first one first; a few of them. */
  batchesLike(skeleton: string): Promise<Batch[]>;
  /** The existing batches among these public identifiers, in no order. One statement, however many. */
  batchesByTraceIds(traceIds: readonly string[]): Promise<Batch[]>;
  /** The existing batches among these codes, in no order. One statement, however many codes. */
  batchesByCodes(codes: readonly string[]): Promise<Batch[]>;
  /** How many parts were ever split off a batch. */
  countParts(batchId: Hex): Promise<number>;
  /**
   * The batches whose public records say that they are this lot of this product: first those of whoever has the product in
   * the catalogue, the first product's owner first; then the oldest. No more than a limit.
   */
  batchesOfLot(gtin: string, lot: string, limit: number): Promise<Batch[]>;
  /** Whether a batch's public record has this GTIN, given as 14 digits. */
  hasGtin(gtin: string): Promise<boolean>;
  /** Withdrawn batches are left out. Only public descriptions are searched: a hit would reveal a restricted one. */
  listBatches(query: BatchQuery): Promise<Page<Batch>>;
  /** All lines of a batch, in their order. */
  linesOf(batchId: Hex): Promise<Line[]>;
  /** One of them, by its number in the batch. */
  lineAt(batchId: Hex, seq: number): Promise<Line | undefined>;
  /** The lines of these batches that tell of holds (domain/records/holds.ts). One statement, however many. */
  holdLinesOf(traceIds: readonly string[]): Promise<readonly HeldLines[]>;
  /** The roles that an address holds now. */
  rolesOf(address: Hex): Promise<RoleSet>;
  /** Whether an address is a registrar on chain now, which grants business roles. */
  isRegistrar(address: Hex): Promise<boolean>;
  /** The roles that addresses ever held; an address that never held any is left out. */
  rolesEverOf(addresses: readonly Hex[]): Promise<ReadonlyMap<Hex, RoleSet>>;
  /** Whether an account may do with a custodian's batches what that one may: as its agent, or as its heir. */
  isAgent(custodian: Hex, account: Hex): Promise<boolean>;
  /** Which of these accounts may so for which of these custodians. One statement, however many. */
  agentsAmong(
    custodians: readonly Hex[],
    accounts: readonly Hex[],
  ): Promise<readonly { readonly custodian: Hex; readonly account: Hex }[]>;
  /** The number and kind of each recorded step of these batches, and which of a series it is, in their order. */
  stepsOf(batchIds: readonly Hex[]): Promise<ReadonlyMap<Hex, readonly RecordedStep[]>>;
  /** The actor of the earliest line whose document names this file; undefined if no available document does. */
  recordNaming(sha256: Hex): Promise<RecordParties | undefined>;
  /** When the mirror last stood at the head of the chain; undefined before it first did. */
  syncedAt(): Promise<Date | undefined>;
  /** Whether its custodian admitted an account to a batch: to that one, or to all that it holds. */
  isParty(batch: Pick<Batch, "id" | "custodian">, account: Hex): Promise<boolean>;
  /** The roles that may write a kind; 0 for an unknown kind. */
  kindRole(kind: string): Promise<RoleSet>;
}
