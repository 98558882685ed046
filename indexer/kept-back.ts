/**
 * Whether a node withholds a block's logs. A missing line is detected by its number; an administration event has none,
 * and a role granted in a block that a lagging node reports as empty would stay unknown for good. But a block's header,
 * whose hash the next one confirms, holds a Bloom filter of the addresses that its logs are of.
 */
import { keccak_256 } from "@noble/hashes/sha3.js";
import { type BlockHeader, type Rpc, RpcError, type RpcLog } from "../chain/rpc.ts";
import type { Hex } from "../domain/shared/hex.ts";
import { fromHex } from "../proof/hex.ts";

/** The part of a receipt that is used. */
type ReceiptLogs = { readonly logs: readonly Pick<RpcLog, "address">[] } | null;

/** Whether a header's filter may contain an address: false positives are possible, false negatives are not. */
export function mayHaveLogs(logsBloom: Hex, address: Hex): boolean {
  const digest = keccak_256(fromHex(address));
  const bits = BigInt(logsBloom);
  return [0, 2, 4].every((at) => {
    const bit = (((digest[at] as number) << 8) | (digest[at + 1] as number)) & 2047;
    return ((bits >> BigInt(bit)) & 1n) === 1n;
  });
}

/**
 * Whether a block for which the node returned no logs of `contract` has some, by its header and then by its receipts.
 */
export async function keepsBack(rpc: Rpc, contract: Hex, block: BlockHeader): Promise<boolean> {
  if (block.logsBloom === undefined || !mayHaveLogs(block.logsBloom, contract)) return false;
  const receipts = await receiptsOf(rpc, block);
  // A node that lacks the block or part of it has not shown that there are none.
  return receipts.some((receipt) => !receipt || receipt.logs.some((log) => log.address.toLowerCase() === contract));
}

async function receiptsOf(rpc: Rpc, { hash }: BlockHeader): Promise<readonly ReceiptLogs[]> {
  try {
    return (await rpc.call<ReceiptLogs[] | null>("eth_getBlockReceipts", [hash])) ?? [null];
  } catch (error) {
    // Not every node supports the method.
    if (!(error instanceof RpcError)) throw error;
  }
  const block = await rpc.call<{ transactions: Hex[] } | null>("eth_getBlockByHash", [hash, false]);
  const receipts: ReceiptLogs[] = block ? [] : [null];
  for (const transaction of block?.transactions ?? []) {
    receipts.push(await rpc.call<ReceiptLogs>("eth_getTransactionReceipt", [transaction]));
  }
  return receipts;
}
