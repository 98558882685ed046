import type { Hex } from "../shared/hex.ts";
import type { Admit, RoomRequest } from "./upload-quota.ts";

/** A record document about to be written, with what it may name. */
export interface WrittenDocument {
  readonly digest: Hex;
  readonly size: number;
  /** Every digest that occurs in it. */
  readonly digests: readonly Hex[];
}

/**
 * Stored files and what names them. A file that nothing names is an orphan once nobody has uploaded or named it for its
 * lifetime; one that a record on chain has ever named never is. Collecting one is claimed atomically with the check of
 * what names it, and whatever is about to upload or name one announces that before: one of the two goes first.
 */
export interface StoredFiles {
  /**
   * Reserve room for a file about to be sent, atomically with the rule that admits it. Gives the reservation's id;
   * throws what the rule throws.
   */
  reserve(room: RoomRequest, admit: Admit, now: Date): Promise<string>;
  /** The room is no longer needed: the file is stored and counts itself, or was not stored. */
  release(reservation: string): Promise<void>;
  /**
   * A file is about to be stored. `existed`: it was stored already; if it is not on record, it is not an orphan. False
   * while the file is being deleted.
   */
  expect(file: { readonly sha256: Hex; readonly size: number; readonly existed: boolean }, now: Date): Promise<boolean>;
  /** A file is about to be named. False while it is being deleted. */
  touch(sha256: Hex, now: Date): Promise<boolean>;
  /**
   * A document is about to be written: from now on nothing that it names is an orphan while it is on its way to the
   * chain, or on it. False while one of its files is being deleted.
   */
  writing(document: WrittenDocument, now: Date): Promise<boolean>;
  /** The documents of operations in progress whose named files are not known. */
  unread(limit: number): Promise<readonly Hex[]>;
  /** Files neither uploaded nor named since `before`, and those whose collection was interrupted. */
  due(before: Date, now: Date, limit: number): Promise<readonly Hex[]>;
  /**
   * Claim a file for deletion unless something names it: a record on chain, the document of an operation (one that
   * failed before `before` no longer counts), a document written since, or a product. Gives whether it was claimed; a
   * file that is named is not due again before its lifetime is over.
   */
  claim(sha256: Hex, before: Date, now: Date): Promise<boolean>;
  /** A claimed file was deleted. */
  forget(sha256: Hex): Promise<void>;
}
