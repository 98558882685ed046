import type { NewMessage } from "../messages/outgoing-messages.ts";
import type { Idempotency } from "../operations/outbox.ts";
import type { Hex } from "../shared/hex.ts";
import type { Page, PageRequest } from "../shared/page.ts";

/** How far a recall goes: one batch; all that was made of it; or that, of all that it was made of as well. */
export const RECALL_SCOPES = ["batch", "descendants", "lineage"] as const;
export type RecallScope = (typeof RECALL_SCOPES)[number];

/** How grave it is, as food and medicine authorities count: 1 may harm gravely, 2 may harm, 3 is unlikely to. */
export const RECALL_CLASSES = ["1", "2", "3"] as const;
export type RecallClass = (typeof RECALL_CLASSES)[number];

/**
 * In which capacity a batch is marked as recalled on chain: by who holds it, who made it, by order of a regulator; or not
 * at all, for its holder is only told.
 */
export type Marking = "holder" | "maker" | "order" | "notice";

/** What a recall says. */
export interface RecallWords {
  readonly reason: string;
  readonly class: RecallClass;
  readonly scope: RecallScope;
  /** What holders are to do. */
  readonly instruction: string;
  /** Whom they ask. */
  readonly contact: string;
  /** Whether it is an exercise: nothing is written on chain, and nobody outside is told. */
  readonly isDrill: boolean;
}

/** What a holder found of a batch. Amounts are thousandths of its unit. */
export interface Acknowledgement {
  readonly found: bigint;
  readonly quarantined: bigint;
  readonly destroyed: bigint;
  readonly note: string;
  readonly by: number;
  readonly at: Date;
}

/** A batch in a recall. */
export interface RecallItem {
  readonly batchId: Hex;
  readonly code: string;
  readonly unit: string;
  /** Who held it when it was recalled. */
  readonly holder: Hex;
  /** What was there, and what was sold, when it was recalled. */
  readonly remaining: bigint;
  readonly sold: bigint;
  readonly marking: Marking;
  /** The address that marks it; null where its holder is only told. */
  readonly actor: Hex | null;
  /** The operation that marks it; null until that is accepted, and where none does. */
  readonly operationId: string | null;
  readonly acknowledgement: Acknowledgement | null;
}

/** A recall. */
export interface Recall extends RecallWords {
  /** `recall-7`. */
  readonly id: string;
  readonly number: number;
  readonly accountId: number;
  readonly batchId: Hex;
  readonly batchCode: string;
  readonly createdAt: Date;
  readonly liftedAt: Date | null;
  readonly liftReason: string | null;
  readonly items: readonly RecallItem[];
}

/** A recall to keep. */
export type NewRecall = Omit<Recall, "id" | "number" | "liftedAt" | "liftReason">;

/** Recalls that were asked for here. */
export interface Recalls {
  /** Keep a recall with all its items, before any of it goes on chain. A later request with the same key gives the same. */
  add(recall: NewRecall, idempotency: Idempotency | undefined): Promise<Recall>;
  byNumber(number: number): Promise<Recall | undefined>;
  /** The latest first: those that an account began, and of others' that are no drills those of these holders, or all. */
  list(
    query: PageRequest & { readonly accountId: number; readonly holders: readonly Hex[] | null },
  ): Promise<Page<Recall>>;
  /** The operation that marks some of the items was accepted. */
  accepted(number: number, codes: readonly string[], operationId: string): Promise<void>;
  /** Those that stand and of which some items have no operation yet, the oldest first, after one of them. */
  unfinished(after: number, limit: number): Promise<readonly Recall[]>;
  /** The codes that another recall than this one has marked in the same way by the same address, and that stands. */
  alsoMarked(recall: Recall): Promise<ReadonlySet<string>>;
  acknowledge(number: number, batchId: Hex, acknowledgement: Acknowledgement): Promise<void>;
  lift(number: number, reason: string, at: Date): Promise<void>;
  /** Holders of others' recalls who were not told, the oldest first. */
  untold(limit: number): Promise<readonly UntoldHolder[]>;
  /** Remember that a holder was told, with the message that tells it, if any: both or neither. */
  told(number: number, holder: Hex, message: NewMessage | undefined, at: Date): Promise<void>;
}

/** Whoever holds batches of a recall, and was not told. */
export interface UntoldHolder {
  readonly recall: Recall;
  readonly holder: Hex;
}

/** What the chain tells of a batch for a recall. */
export interface Affected {
  readonly id: Hex;
  /** Who made it: of a part, who made what it is part of. */
  readonly maker: Hex;
  /** Thousandths that were sold. */
  readonly sold: bigint;
}

/** What recalls need to know of batches, by the mirror. */
export interface RecallFacts {
  /** Of each of these batches; two statements however many there are, and one more a generation of parts. */
  affected(ids: readonly Hex[]): Promise<ReadonlyMap<Hex, Affected>>;
}
