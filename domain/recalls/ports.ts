import type { NewMessage } from "../messages/outgoing-messages.ts";
import type { Idempotency, Operation, OperationState } from "../operations/outbox.ts";
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
  /** Whether it is an exercise: nothing is written on chain, and no firm without an account is told. */
  readonly isDrill: boolean;
}

/** What a holder found of a batch. Amounts are thousandths of its unit. */
export interface Acknowledgement {
  readonly found: bigint;
  readonly quarantined: bigint;
  readonly destroyed: bigint;
  readonly note: string;
  /** The account that said so. */
  readonly by: number;
  readonly at: Date;
}

/** How a batch is to be marked. */
export interface MarkingPlan {
  readonly marking: Marking;
  /** The address that marks it; null where its holder is only told. */
  readonly actor: Hex | null;
}

/** A batch to take into a recall. */
export interface NewRecallItem extends MarkingPlan {
  readonly batchId: Hex;
  readonly code: string;
  readonly unit: string;
  /** Who held it when it was recalled. */
  readonly holder: Hex;
  /** What was there, and what was sold, when it was recalled. */
  readonly remaining: bigint;
  readonly sold: bigint;
}

/** A batch in a recall. */
export interface RecallItem extends NewRecallItem {
  /** Who holds it now. */
  readonly custodian: Hex;
  /** The operation that is to mark it, and where that stands; null until it is accepted, and where none does. */
  readonly operationId: string | null;
  readonly operationState: OperationState | null;
  /** How often it was to be marked in another way than at first. */
  readonly attempt: number;
  /** Whether by the mirror a recall of its marking stands on it; of one that is only told of, any. */
  readonly isMarked: boolean;
  /** Whether its operation's own line is in the mirror, lifted since or not. */
  readonly hasLine: boolean;
  /** When it was taken in, of what appeared while the recall stood; null for what there was at first. */
  readonly addedAt: Date | null;
  /** What holders said, the earliest first. */
  readonly acknowledgements: readonly Acknowledgement[];
}

/** A batch of a recall that is to be lifted. */
export interface LiftedItem extends Pick<RecallItem, "batchId" | "code" | "marking"> {
  readonly actor: Hex;
  /** The operation that was to lift it before. */
  readonly liftOperationId: string | null;
}

/** A recall, without its batches. */
export interface Recall extends RecallWords {
  /** `recall-7`. */
  readonly id: string;
  readonly number: number;
  readonly accountId: number;
  readonly batchId: Hex;
  readonly batchCode: string;
  /** Whether who began it made the batch, or orders it: what it says is then of all that was made of it, whoever holds that. */
  readonly isOfAll: boolean;
  readonly createdAt: Date;
  readonly liftedAt: Date | null;
  readonly liftReason: string | null;
  /** How long each step took, in milliseconds. */
  readonly timings: RecallTimings;
}

/** How many milliseconds each step of a recall took. */
export interface RecallTimings {
  /** Finding what it reaches, and whose that is. */
  readonly planned?: number;
  /** Keeping it. */
  readonly kept?: number;
  /** Bringing to the chain what can be marked. */
  readonly brought?: number;
}

/** A recall in a list: of its batches how many there are. */
export interface ListedRecall extends Recall {
  readonly counts: RecallCounts;
}

/** How many batches a recall has, as far as its reader is shown them. */
export interface RecallCounts {
  readonly batches: number;
  readonly holders: number;
  /** To be marked on chain, and those of them that are. */
  readonly toMark: number;
  readonly marked: number;
  /** Whose holders are only told. */
  readonly notices: number;
  readonly acknowledged: number;
}

/** A recall in figures, of the batches that its reader is shown. Amounts are thousandths, by unit. */
export interface RecallSummary extends RecallCounts {
  readonly remaining: ReadonlyMap<string, bigint>;
  readonly sold: ReadonlyMap<string, bigint>;
  readonly found: ReadonlyMap<string, bigint>;
  readonly quarantined: ReadonlyMap<string, bigint>;
  readonly destroyed: ReadonlyMap<string, bigint>;
}

/** How much an account may begin since a time: `check` throws for too much, and nothing of the recall is kept then. */
export interface RecallQuota {
  readonly since: Date;
  /** It is told of how much the account began since then, this recall counted. */
  readonly check: (begun: { readonly drills: number; readonly outsiders: number }) => void;
}

/** Which batches of a recall: all, those that these addresses hold or held when it was recalled, or the first of those. */
export interface ItemsWanted {
  readonly holders?: readonly Hex[] | undefined;
  readonly limit?: number;
}

/** A recall to keep. */
export type NewRecall = Omit<Recall, "id" | "number" | "liftedAt" | "liftReason"> & {
  readonly items: readonly NewRecallItem[];
  readonly outsiders: readonly Pick<Outsider, "name" | "email">[];
};

/** A firm without an account that is told of a recall. */
export interface Outsider {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly toldAt: Date | null;
  /** What it found, in its own words; null until it said so. */
  readonly said: { readonly found: string; readonly note: string; readonly at: Date } | null;
}

/** Recalls that were asked for here. */
export interface Recalls {
  /**
   * Keep a recall with all its items, before any of it goes on chain. A later request with the same key gives the same, and
   * counts nothing. What an account may begin is counted in the transaction that keeps it: of two at once one is too many.
   */
  add(recall: NewRecall, idempotency: Idempotency | undefined, quota?: RecallQuota): Promise<Recall>;
  byNumber(number: number): Promise<Recall | undefined>;
  /** Batches of a recall by their codes. */
  items(number: number, wanted?: ItemsWanted): Promise<readonly RecallItem[]>;
  /** One page of them. */
  pageOfItems(number: number, page: PageRequest, wanted?: Pick<ItemsWanted, "holders">): Promise<Page<RecallItem>>;
  /** The acts that mark or lift its batches, in the order in which they were asked for. */
  operations(number: number, page: PageRequest): Promise<Page<Operation>>;
  /** Batches in figures, without reading each. */
  summary(number: number, wanted?: Pick<ItemsWanted, "holders">): Promise<RecallSummary>;
  /** The latest first: those that an account began, and of others' those of these holders, or all that are no drills. */
  list(
    query: PageRequest & { readonly accountId: number; readonly holders: readonly Hex[]; readonly all: boolean },
  ): Promise<Page<ListedRecall>>;
  /**
   * The recalls that stand on a batch, the latest first; no drills. Of each a line of its own account, or an order, stands on
   * what it began with; and it marks this batch as its holder's or maker's, or is of all that was made of that.
   */
  standingOn(batchId: Hex, limit: number): Promise<readonly Recall[]>;
  /** The operation that is to mark some of the items was accepted; of a recall that was lifted meanwhile that is lifted. */
  accepted(number: number, codes: readonly string[], operationId: string): Promise<void>;
  /** Take in batches that appeared while the recall stands; those that it has stay as they are. */
  extend(number: number, items: readonly NewRecallItem[], at: Date): Promise<void>;
  /** Have batches marked in another way than was tried. */
  revise(number: number, items: readonly (MarkingPlan & { readonly batchId: Hex })[]): Promise<void>;
  /** Those that stand, of which something is left to do, or a batch has lines since they were looked at. */
  unsettled(): Promise<readonly Recall[]>;
  /** Whether anything is left to do for the batches of a recall that stands. */
  settle(number: number, isSettled: boolean): Promise<void>;
  /** The latest line in a final block: what comes after it may be taken back. */
  finalLine(): Promise<number>;
  /** All that stand were looked at as of this line, but for these. */
  lookedAt(line: number, except: readonly number[]): Promise<void>;
  timed(number: number, timings: RecallTimings): Promise<void>;
  /**
   * Keep what was said of a batch that these addresses hold or held when it was recalled; false where it is none of those.
   * `check` throws where that cannot be, by what all others said until then: both are one transaction.
   */
  acknowledge(
    number: number,
    batchId: Hex,
    holders: readonly Hex[],
    said: Acknowledgement,
    check: (item: RecallItem) => void,
  ): Promise<boolean>;
  /** Lift a recall, for the first reason that is given, and have that pursued. */
  lift(number: number, reason: string, at: Date): Promise<void>;
  /** Those that are lifted, and of which something may be left to do. */
  unsettledLifts(): Promise<readonly Recall[]>;
  /** The operations that are to mark batches of a recall, and wait for a signature. */
  unsignedMarkings(number: number): Promise<readonly string[]>;
  /**
   * Batches that a recall has marked on chain by these addresses, whoever's line that was, and that no other recall that stands
   * has marked in the same way, nor one that was lifted is lifting; no operation lifts them yet, or, to try `again`, one that
   * ended without doing so.
   */
  toLift(number: number, actors: readonly Hex[], again: boolean, limit: number): Promise<readonly LiftedItem[]>;
  /** The operation that is to lift a batch was accepted. */
  liftAccepted(number: number, batchId: Hex, operationId: string): Promise<void>;
  liftSettled(number: number): Promise<void>;
  /** Whether nothing is under way that marks or lifts batches of a recall, and nothing is left to lift by these addresses. */
  isLifted(number: number, actors: readonly Hex[]): Promise<boolean>;
  /** Who held or holds batches of recalls that stand, and was not told of them; the oldest recall first. */
  untold(limit: number): Promise<readonly UntoldHolder[]>;
  /** Remember that a holder was told of batches, with the message that tells it, if any: both or neither. */
  told(number: number, holder: Hex, batchIds: readonly Hex[], message: NewMessage | undefined, at: Date): Promise<void>;
  /**
   * Who got a message of a recall that stands before a time, was not reminded since, and of fewer times than `most`, and still
   * holds batches of it of which something is left and it said nothing, whatever others said; with those batches.
   */
  silent(before: Date, most: number, limit: number): Promise<readonly UntoldHolder[]>;
  /** Remember that a holder was reminded, with the message that does, if any: both or neither. */
  reminded(number: number, holder: Hex, message: NewMessage | undefined, at: Date): Promise<void>;
  /** The firms without an account that are told of a recall. */
  outsiders(number: number): Promise<readonly Outsider[]>;
  /** Those that were sent nothing yet, or nothing since a time, said nothing, and were sent fewer than `most` mails. */
  outsidersDue(before: Date, most: number, limit: number): Promise<readonly OutsiderOfRecall[]>;
  /** Remember that one was told, with the message that tells it: both or neither. */
  outsiderTold(id: number, message: NewMessage, at: Date): Promise<void>;
  outsider(id: number): Promise<OutsiderOfRecall | undefined>;
  outsiderSaid(id: number, found: string, note: string, at: Date): Promise<void>;
  /** How far the notices of a recall came, and what they brought. */
  reached(number: number): Promise<RecallReach>;
}

/** A firm without an account, and the recall that it is told of. */
export interface OutsiderOfRecall {
  readonly outsider: Outsider;
  readonly recall: Recall;
}

/** How far the notices of a recall came, and what they brought. */
export interface RecallReach {
  /** Holders who were sent a message, and those that are not to be, or have no address to send one to. */
  readonly told: number;
  readonly untold: number;
  readonly lastToldAt: Date | null;
  /** Holders of whose batches something was said. */
  readonly answering: number;
  /** When something was said last; null where nothing was. */
  readonly lastSaidAt: Date | null;
}

/** Whoever holds batches of a recall, and is to be told, or told again. */
export interface UntoldHolder {
  readonly recall: Recall;
  readonly holder: Hex;
  readonly batches: readonly { readonly batchId: Hex; readonly code: string }[];
}

/** A record that may say to whom goods of a batch went, unread. */
export interface RecordedTransfer {
  readonly code: string;
  readonly custodian: Hex;
  /** Who wrote it. */
  readonly recorder: Hex;
  readonly visibility: string;
  readonly text: string;
}

/** What recalls need to know of batches, by the mirror. */
export interface RecallFacts {
  /** Who made each of these batches: of a part, who made what it is part of. One statement a generation of parts. */
  makersOf(ids: readonly Hex[]): Promise<ReadonlyMap<Hex, Hex>>;
  /**
   * What was split off or made of a batch since one of these holders took it over last; where none of them did, since anybody
   * took it over, or all of it.
   */
  takenSince(batchId: Hex, holders: readonly Hex[]): Promise<readonly Hex[]>;
  /** Records of these batches that may say to whom goods went, as they were amended last; the latest first. */
  transfersOf(ids: readonly Hex[], limit: number): Promise<readonly RecordedTransfer[]>;
  /** Of each custodian whom one of these addresses acts for, the first of those. */
  actingFor(addresses: readonly Hex[]): Promise<ReadonlyMap<Hex, Hex>>;
}
