import type { Hex } from "../shared/hex.ts";

/**
 * `waiting` to be pinned, `pinned`, `withheld` from the public and so from IPFS, or `removed`: deleted here, and to be
 * deleted there.
 */
export type PinState = "waiting" | "pinned" | "withheld" | "removed";

/** An object with its root's CID and its state on IPFS. */
export interface Pin {
  readonly sha256: Hex;
  readonly cid: string;
  readonly state: PinState;
  /** Number of consecutive failures. */
  readonly attempts: number;
}

/** An object to index by its blocks. */
export interface NewPin {
  readonly sha256: Hex;
  readonly cid: string;
  readonly public: boolean;
  /** CIDs of all its blocks; none for an object that is one block. */
  readonly blocks: readonly string[];
}

/** Which objects are or should be pinned, and which blocks they consist of. Durable. */
export interface Pins {
  /** Record an object. A known one changes only if it was withheld or removed. */
  add(pin: NewPin): Promise<void>;
  find(sha256: Hex): Promise<Pin | undefined>;
  /** Lease what is due for `lease` milliseconds: waiting pins, and pinned objects due for review. */
  take(now: Date, limit: number, lease: number): Promise<Pin[]>;
  settle(sha256: Hex, state: PinState, next: Date): Promise<void>;
  /** The object is being deleted: its copy is deleted too, and not restored. */
  remove(sha256: Hex): Promise<void>;
  /** A removed object's copy is gone; an object stored again since is left as it is. */
  forget(sha256: Hex): Promise<void>;
  /** Try again later. */
  postpone(sha256: Hex, until: Date): Promise<void>;
  /** Review everything that may have to be pinned or unpinned at once. */
  reviewAll(): Promise<void>;
  /** CIDs of an object's blocks; none for an object that is one block. */
  blocksOf(sha256: Hex): Promise<string[]>;
  /** The objects that a block is a part of. */
  holdersOf(cid: string): Promise<Hex[]>;
  /** Objects named by records or uploads that are not recorded yet, in order after the given one. */
  unknown(after: string, limit: number): Promise<Hex[]>;
}

/** A block of a public object, or a whole object. */
export interface GatewayFile {
  /** CIDv1 in base 32. */
  readonly cid: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Which part of a DAG goes into a CAR. */
export interface CarScope {
  /** The block itself alone, or all below it. */
  readonly scope: "block" | "all";
  /** Whether a block that occurs several times is repeated. */
  readonly duplicates: boolean;
}

/**
 * Our public objects as seen from IPFS. Each method gives undefined for what does not exist, and throws `gone` for
 * erased objects.
 */
export interface Gateway {
  /** The CID in normal form; undefined if it is malformed. */
  parse(cid: string): string | undefined;
  file(cid: string): Promise<GatewayFile | undefined>;
  block(cid: string): Promise<Uint8Array | undefined>;
  car(cid: string, scope: CarScope): Promise<Uint8Array | undefined>;
}
