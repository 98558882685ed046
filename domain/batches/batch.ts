import type { Gone } from "../records/gone.ts";
import type { ChainReference, Visibility } from "../records/line.ts";
import type { BatchDescription } from "../records/record-document.ts";
import type { Hex } from "../shared/hex.ts";

/** A batch, as the mirror has it. */
export interface Batch {
  readonly id: Hex;
  readonly code: string;
  readonly unit: string;
  /** What remains, in thousandths of the unit. */
  readonly quantity: bigint;
  /** What there was in the first place, in the same way. */
  readonly made: bigint;
  /** What became of the difference. */
  readonly gone: Gone;
  readonly custodian: Hex;
  /** Whether everybody with a role for a kind may write it, and not only whom the custodian admits. */
  readonly open: boolean;
  readonly seq: number;
  readonly head: Hex;
  /** Its position on chain. */
  readonly status: "active" | "recalled" | "withdrawn";
  readonly verdict: "pass" | "fail" | null;
  /** Its creator's description, as last amended; null while the document is missing or erased. */
  readonly description: BatchDescription | null;
  /** Whether the public may see the description. */
  readonly visibility: Visibility;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly chain: ChainReference;
}
