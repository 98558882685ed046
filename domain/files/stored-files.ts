import type { Hex } from "../shared/hex.ts";
import type { Admit, RoomRequest } from "./upload-quota.ts";

/** A record document that is about to be written, by what it may name. */
export interface WrittenDocument {
  readonly digest: Hex;
  readonly size: number;
  /** Every digest that stands anywhere in it. */
  readonly digests: readonly Hex[];
}

/**
 * What was stored here and what names it. A file that nothing names is an orphan once nobody has brought or named it
 * for its lifetime; one that a record on chain has named once never is. Collecting one is claimed in one step with the
 * look at what names it, and whatever is about to bring or name one says so before: one of the two goes first.
 */
export interface StoredFiles {
  /**
   * Reserve room for a file that is about to be sent, in one step with the rule that admits it. Gives the name of the
   * reservation; throws what the rule throws.
   */
  reserve(room: RoomRequest, admit: Admit, now: Date): Promise<string>;
  /** The room is needed no more: the file is stored and counts by itself, or was not stored. */
  release(reservation: string): Promise<void>;
  /**
   * A file is about to be stored. `existed`: it lies here already, and if nothing is known of it, it is nobody's
   * orphan. False while the file is being taken away.
   */
  expect(file: { readonly sha256: Hex; readonly size: number; readonly existed: boolean }, now: Date): Promise<boolean>;
  /** A file is about to be named. False while it is being taken away. */
  touch(sha256: Hex, now: Date): Promise<boolean>;
  /**
   * A document is about to be written: from now on nothing that it names is an orphan while it is on its way to the
   * chain, or on it. False while one of its files is being taken away.
   */
  writing(document: WrittenDocument, now: Date): Promise<boolean>;
  /** The documents of operations under way of which it is not known what they name. */
  unread(limit: number): Promise<readonly Hex[]>;
  /** Files that were neither brought nor named since `before`, and those whose collection was broken off. */
  due(before: Date, now: Date, limit: number): Promise<readonly Hex[]>;
  /**
   * Begin to take a file away unless anything names it: a record on chain, the document of an operation (one that
   * failed before `before` names nothing any more), a document written since, or a product. Whether it began; a file
   * that is named is not due again before its lifetime is over.
   */
  claim(sha256: Hex, before: Date, now: Date): Promise<boolean>;
  /** A file that was claimed is gone. */
  forget(sha256: Hex): Promise<void>;
}
