import type { Gone } from "../records/gone.ts";
import type { Hex } from "../shared/hex.ts";

/** Which way a lineage is followed: to what a batch was made of, or to what became of it. */
export type Direction = "up" | "down";

/** A batch in a lineage, in short. */
export interface LineageNode {
  readonly id: Hex;
  readonly code: string;
  /** Null while its description is not public. */
  readonly name: string | null;
  /** Whether the public may see its description. */
  readonly isPublic: boolean;
  readonly unit: string;
  /** What remains, in thousandths of the unit. */
  readonly quantity: bigint;
  /** What there was in the first place, and what became of the difference. */
  readonly made: bigint;
  readonly gone: Gone;
  readonly custodian: Hex;
  readonly status: "active" | "recalled" | "withdrawn";
  /** The recalls that stand on it, one bit each (domain/records/endings.ts), also after it was withdrawn. */
  readonly recalls: number;
  readonly verdict: "pass" | "fail" | null;
  /** The hash chain over its lines. */
  readonly head: Hex;
  /** How many steps it is away: 0 for the batch that was asked about, less above it. */
  readonly depth: number;
}

/** What of one batch went into another. */
export interface LineageEdge {
  readonly parent: Hex;
  readonly child: Hex;
  readonly kind: "split" | "transformation";
  /** Thousandths of the parent's unit; of a transformation into all its outputs together. */
  readonly quantity: bigint;
}

/** Part of a lineage. */
export interface LineageGraph {
  readonly nodes: readonly LineageNode[];
  readonly edges: readonly LineageEdge[];
  /** Whether there is more than was asked for. */
  readonly isTruncated: boolean;
}

/** What batches were made of, by the mirror. */
export interface Lineages {
  /**
   * Batches and what is reached from them one way. The cost grows with batches and edges, never with the ways between them,
   * nor with how many are started from.
   *
   * @param batchIds Where to start: at depth 0 each.
   * @param depth How many steps to go.
   * @param limit The most batches, those that are started from among them.
   */
  follow(
    batchIds: readonly Hex[],
    direction: Direction,
    depth: number,
    limit: number,
    bounds?: LineageBounds,
  ): Promise<LineageGraph>;
  /**
   * What stands against what batches were split off or made of, near and far; one that nothing does is left out. One
   * statement, however many.
   *
   * @param most The most batches that are looked at for each, the nearest first.
   */
  illAbove(batchIds: readonly Hex[], most: number): Promise<ReadonlyMap<Hex, IllAbove>>;
  /**
   * Whether one of these addresses holds a batch, or any that it was made of, or that was made of it. One statement.
   *
   * @param most The most batches that are looked at each way, the nearest first.
   */
  isHeldIn(batchId: Hex, holders: readonly Hex[], most: number): Promise<boolean>;
}

/** How far a lineage is followed, besides steps and batches. */
export interface LineageBounds {
  /** The most edges: where there are more, a batch that no edge told of leads to is left out. */
  readonly mostEdges?: number;
  /** Whether what stands behind a batch is followed; by default it is. Those that are started from always are. */
  readonly through?: (node: LineageNode) => boolean;
}

/** What stands against a batch by those that it was split off or made of. */
export interface IllAbove {
  /** One is recalled, or was when it was withdrawn. */
  readonly isRecalled: boolean;
  /** One failed an inspection, and that result stands. */
  readonly hasFailed: boolean;
}
