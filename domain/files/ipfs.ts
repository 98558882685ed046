import type { Hex } from "../shared/hex.ts";

/**
 * `waiting` to be pinned, `pinned`, `withheld` from the public and so from IPFS, or `removed`: taken away here, and to
 * be taken away there.
 */
export type PinState = "waiting" | "pinned" | "withheld" | "removed";

/** An object with its root's CID, and how it stands with IPFS. */
export interface Pin {
  readonly sha256: Hex;
  readonly cid: string;
  readonly state: PinState;
  /** How often in a row it was tried in vain. */
  readonly attempts: number;
}

/** An object that is to be known by its blocks. */
export interface NewPin {
  readonly sha256: Hex;
  readonly cid: string;
  readonly public: boolean;
  /** CIDs of all its blocks; none for an object that is one block. */
  readonly blocks: readonly string[];
}

/** Which objects are pinned or to be pinned, and which blocks they are made of. Durable. */
export interface Pins {
  /** Take note of an object. One that is known already changes only if it was withheld or removed. */
  add(pin: NewPin): Promise<void>;
  find(sha256: Hex): Promise<Pin | undefined>;
  /** Take what is due, for as many milliseconds as `lease` says: pins that wait, and pinned ones to be reviewed. */
  take(now: Date, limit: number, lease: number): Promise<Pin[]>;
  settle(sha256: Hex, state: PinState, next: Date): Promise<void>;
  /** The object is being taken away: its copy goes too, and is not brought back. */
  remove(sha256: Hex): Promise<void>;
  /** A removed object's copy is gone; one that was stored anew since is left as it is. */
  forget(sha256: Hex): Promise<void>;
  /** Try again later. */
  postpone(sha256: Hex, until: Date): Promise<void>;
  /** Look at everything that may have to be pinned or unpinned, at once. */
  reviewAll(): Promise<void>;
  /** CIDs of an object's blocks; none for an object that is one block. */
  blocksOf(sha256: Hex): Promise<string[]>;
  /** The objects that a block is a part of. */
  holdersOf(cid: string): Promise<Hex[]>;
  /** Objects that records or uploads name and that no note was taken of, in order after the one given. */
  unknown(after: string, limit: number): Promise<Hex[]>;
}

/** A block of a public object, or a whole one. */
export interface GatewayFile {
  /** CIDv1 in base 32. */
  readonly cid: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** What of a DAG goes into a CAR. */
export interface CarScope {
  /** The block itself alone, or all below it. */
  readonly scope: "block" | "all";
  /** Whether a block that stands in several places comes several times. */
  readonly duplicates: boolean;
}

/** Our public objects as IPFS has them. Each gives undefined for what is not there, and throws `gone` for the erased. */
export interface Gateway {
  /** The CID in its one normal form; undefined if it is none. */
  parse(cid: string): string | undefined;
  file(cid: string): Promise<GatewayFile | undefined>;
  block(cid: string): Promise<Uint8Array | undefined>;
  car(cid: string, scope: CarScope): Promise<Uint8Array | undefined>;
}
