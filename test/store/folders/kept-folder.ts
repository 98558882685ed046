import type { BlockHeader, RpcLog } from "../../../chain/rpc.ts";
import type { Hex } from "../../../domain/shared/hex.ts";

/** A data folder as some version left it, and the chain that it belongs to. */
export interface KeptFolder {
  readonly chain: {
    readonly chainId: number;
    readonly contract: Hex;
    readonly startBlock: number;
    readonly blocks: readonly BlockHeader[];
    readonly logs: readonly RpcLog[];
    /** What the contract says of itself at the end. */
    readonly state: Hex;
  };
  /** The statements that make its tables. */
  readonly schema: readonly string[];
  /** All rows by table; bytes are `{base64}`. */
  readonly rows: Record<string, readonly Record<string, unknown>[]>;
  /** All stored files by path, in base64. */
  readonly objects: Record<string, string>;
}
