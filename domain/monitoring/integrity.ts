/** How far the mirror is what the contract says: now, and as it was found on each day before. */
import type { Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import type { LinesAfter, MirroredLine } from "./mirrored-lines.ts";

/** How many days are told of, today's among them. */
export const INTEGRITY_DAYS = 90;

/**
 * All lines of the contract in two figures: the mirror's are those that it took down while reading, so that equal figures say
 * that it read every line. What was changed in the database since is found by heads (`mismatches`) and by each verification.
 */
export interface ChainOfLines {
  readonly lines: number;
  /** The hash chain over them, in hexadecimal. */
  readonly chain: string;
}

/** What the mirror has, and as of which block. */
export interface MirroredChain extends ChainOfLines {
  readonly block: number;
  readonly blockHash: Hex;
  /** The latest block that the chain calls final. */
  readonly finalBlock: number;
  readonly batches: number;
}

/** What one look at the chain found. */
export interface IntegrityCheck {
  readonly at: Date;
  /** Batches whose head was compared, and those among them whose head the contract has otherwise. */
  readonly batches: number;
  readonly mismatches: number;
  /** Whether number and hash chain of the lines are the contract's; undefined where the chain's node could not say. */
  readonly agrees: boolean | undefined;
  /** Blocks that the mirror was behind; undefined where it is not known. */
  readonly lag: number | undefined;
}

/** All looks of one day. */
export interface IntegrityDay {
  /** In UTC, as `2026-01-31`. */
  readonly day: string;
  readonly checks: number;
  readonly batches: number;
  readonly mismatches: number;
  /** Looks at which number or hash chain of the lines was another than the contract's. */
  readonly disagreements: number;
  readonly greatestLag: number;
}

/** What is known of the mirror, and the contract to hold it against. */
export interface Integrity {
  /** Undefined before the indexer has begun. */
  mirror(): Promise<MirroredChain | undefined>;
  /** The contract's own figures as of the mirror's block; undefined where the chain's node cannot say. */
  contractBeside(mirror: MirroredChain): Promise<ChainOfLines | undefined>;
  /** The number of the latest block; undefined while the node does not answer. */
  latestBlock(): Promise<number | undefined>;
  /** The days since one, of which none is missing but those without a look; the latest first. */
  days(since: string): Promise<readonly IntegrityDay[]>;
  /** Lines in the contract's order. */
  lines(which: LinesAfter): Promise<readonly MirroredLine[]>;
}

/** What anybody may know of it. */
export interface IntegrityReport {
  readonly at: Date;
  readonly mirror: MirroredChain | null;
  /** The contract as of the mirror's block; null where the chain's node cannot say. */
  readonly contract: ChainOfLines | null;
  /** Whether both are the same; null where that is not known. */
  readonly agrees: boolean | null;
  /** Blocks that the mirror is behind; null where that is not known. */
  readonly lag: number | null;
  readonly days: readonly IntegrityDay[];
}

/** The day of a moment in UTC. */
export const utcDay = (at: Date): string => at.toISOString().slice(0, 10);

/** Hold the mirror against the contract, and tell what was found before. */
export async function readIntegrity({ integrity, now }: Pick<Services, "integrity" | "now">): Promise<IntegrityReport> {
  const at = now();
  const since = new Date(at.getTime() - (INTEGRITY_DAYS - 1) * 86_400_000);
  const [mirror, latest, days] = await Promise.all([
    integrity.mirror(),
    integrity.latestBlock(),
    integrity.days(utcDay(since)),
  ]);
  const contract = mirror && (await integrity.contractBeside(mirror));
  return {
    at,
    mirror: mirror ?? null,
    contract: contract ?? null,
    agrees: mirror && contract ? isSame(mirror, contract) : null,
    // A node that is behind the mirror does not put the mirror ahead.
    lag: mirror && latest !== undefined ? Math.max(0, latest - mirror.block) : null,
    days,
  };
}

/**
 * The contract as of the mirror's block; undefined where the chain's node cannot say. A node may answer as of a block that comes
 * just then, as anvil does: what differs is asked for again, when that block is there.
 */
export async function contractBeside(
  { contractAt }: { readonly contractAt: (blockHash: Hex) => Promise<ChainOfLines | undefined> },
  mirror: MirroredChain,
): Promise<ChainOfLines | undefined> {
  const contract = await contractAt(mirror.blockHash);
  return !contract || isSame(mirror, contract) ? contract : contractAt(mirror.blockHash);
}

/** Whether two have as many lines, and the same hash chain over them. */
export function isSame(one: ChainOfLines, other: ChainOfLines): boolean {
  return one.lines === other.lines && one.chain === other.chain;
}
