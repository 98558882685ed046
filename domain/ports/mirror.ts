import type { Batch, Hex, Line } from "../model.ts";
import type { RoleSet } from "../roles.ts";
import type { Page, PageRequest } from "./catalogue.ts";

/** How batches may be sorted. */
export const BATCH_SORTS = ["createdAt", "updatedAt", "name", "batchCode", "quantity", "status", "harvestDate"] as const;

/** Which batches, and in which order. */
export interface BatchQuery extends PageRequest {
  readonly status?: string | undefined;
  /** Created at or after. */
  readonly from?: Date | undefined;
  /** Created at or before. */
  readonly to?: Date | undefined;
  readonly sortBy: (typeof BATCH_SORTS)[number];
  readonly descending: boolean;
}

/** The chain as the indexer has mirrored it: read only. */
export interface Mirror {
  /** By its public identifier (`traceIdOf`). */
  batchByTraceId(traceId: string): Promise<Batch | undefined>;
  batchByCode(code: string): Promise<Batch | undefined>;
  /** Withdrawn batches are left out. */
  listBatches(query: BatchQuery): Promise<Page<Batch>>;
  /** All lines of a batch, in their order. */
  linesOf(batchId: Hex): Promise<Line[]>;
  /** The roles that an address holds now. */
  rolesOf(address: Hex): Promise<RoleSet>;
  /** The roles that may write a kind; 0 for an unknown kind. */
  kindRole(kind: string): Promise<RoleSet>;
}
