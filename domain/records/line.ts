import type { Hex } from "../shared/hex.ts";
import type { EventArguments } from "./event-arguments.ts";
import type { LineEvent } from "./kinds.ts";
import type { RecordDocument } from "./record-document.ts";

/** How certain a line's position is. */
export type Finality = "pending" | "confirmed" | "final";

/** A line's position on chain. */
export interface ChainReference {
  readonly batchId: Hex;
  readonly seq: number;
  readonly transactionHash: Hex;
  readonly blockNumber: number;
  readonly actor: Hex;
  readonly digest: Hex;
  readonly status: Finality;
}

/** Whether a record document or an attachment can be shown. */
export type Visibility = "public" | "restricted" | "erased" | "missing";

/** One line of a batch, as the mirror has it. */
export interface Line {
  readonly event: LineEvent;
  /** Its number over the whole contract. */
  readonly line: number;
  readonly kind: string;
  readonly timestamp: Date;
  /** For an amendment: the line that it amends. */
  readonly amended: number | null;
  /** The event's values, as in a proof. */
  readonly args: EventArguments;
  /** The batch's head after this line. */
  readonly head: Hex;
  /** Null while it is missing or erased, if its format is unknown, or if it is about another batch or kind. */
  readonly document: RecordDocument | null;
  readonly visibility: Visibility;
  /** Whether its document can be read, and is about another batch or act. */
  readonly contradicts: boolean;
  /**
   * Whether no earlier line of the contract has the same digest. Digests are public: repeating one does not make its
   * document one's own.
   */
  readonly original: boolean;
  readonly chain: ChainReference;
  /** Of a series each step's document; of any other line absent. The line's own is then null. */
  readonly series?: readonly SeriesStep[];
}

/** One step of a series. */
export type SeriesStep = Pick<Line, "document" | "visibility" | "original"> & { readonly digest: Hex };
