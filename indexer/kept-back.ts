/**
 * Whether a node keeps a block's logs back. A missing line is found by its number; an event of administration has none,
 * and a role that was granted in a block that a lagging node calls empty would stay unknown for good. But a block's
 * header, whose hash the next one confirms, holds a Bloom filter of the addresses that its logs are of.
 */
import { keccak_256 } from "@noble/hashes/sha3.js";
import { type BlockHeader, type Rpc, RpcError, type RpcLog } from "../chain/rpc.ts";
import type { Hex } from "../domain/shared/hex.ts";
import { fromHex } from "../proof/hex.ts";

/** What is asked of a receipt. */
type ReceiptLogs = { readonly logs: readonly Pick<RpcLog, "address">[] } | null;

/** Whether a header's filter says that there may be logs of an address: sometimes in error, where it denies it never. */
export function mayHaveLogs(logsBloom: Hex, address: Hex): boolean {
  const digest = keccak_256(fromHex(address));
  const bits = BigInt(logsBloom);
  return [0, 2, 4].every((at) => {
    const bit = (((digest[at] as number) << 8) | (digest[at + 1] as number)) & 2047;
    return ((bits >> BigInt(bit)) & 1n) === 1n;
  });
}

/** Whether a block that the node gave no logs of `contract` for has some, by its header and then by its receipts. */
export async function keepsBack(rpc: Rpc, contract: Hex, block: BlockHeader): Promise<boolean> {
  if (block.logsBloom === undefined || !mayHaveLogs(block.logsBloom, contract)) return false;
  const receipts = await receiptsOf(rpc, block);
  // A node that does not know the block, or not all of it, has not said that there are none.
  return receipts.some((receipt) => !receipt || receipt.logs.some((log) => log.address.toLowerCase() === contract));
}

async function receiptsOf(rpc: Rpc, { hash }: BlockHeader): Promise<readonly ReceiptLogs[]> {
  try {
    return (await rpc.call<ReceiptLogs[] | null>("eth_getBlockReceipts", [hash])) ?? [null];
  } catch (error) {
    // Not every node has the method.
    if (!(error instanceof RpcError)) throw error;
  }
  const block = await rpc.call<{ transactions: Hex[] } | null>("eth_getBlockByHash", [hash, false]);
  const receipts: ReceiptLogs[] = block ? [] : [null];
  for (const transaction of block?.transactions ?? []) {
    receipts.push(await rpc.call<ReceiptLogs>("eth_getTransactionReceipt", [transaction]));
  }
  return receipts;
}
