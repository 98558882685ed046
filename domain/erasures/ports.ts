import type { Hex } from "../shared/hex.ts";

/** Where a line of an erasure is. */
export interface ErasureLine {
  /** Its number over the whole contract. */
  readonly line: number;
  readonly batchId: Hex;
  readonly seq: number;
}

/** What the mirror and the catalogue know that erasing depends on. */
export interface Erasures {
  /** Lines of erasures after one of the contract's, in their order. */
  linesAfter(line: number, limit: number): Promise<readonly ErasureLine[]>;
  /** Those of these files that something else needs: another record, a line of its own, a product. */
  neededElsewhere(files: readonly Hex[], document: Hex): Promise<ReadonlySet<Hex>>;
  /** Forget the words that lists find files by. */
  forgetWords(files: readonly Hex[]): Promise<void>;
}
