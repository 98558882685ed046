import type { Hex } from "../domain/shared/hex.ts";
import { keccak256Text } from "../proof/hash.ts";
import type { Rpc } from "./rpc.ts";

const SELECTOR = keccak256Text("headOf(bytes32)").slice(0, 10);

/**
 * A batch's head as the contract had it when a block was the latest one; zero for a batch that it does not know. Throws
 * if the node does not answer, or does not know the block.
 */
export async function headAsOf(rpc: Rpc, contract: Hex, id: Hex, blockHash: Hex): Promise<Hex> {
  const call = { to: contract, data: SELECTOR + id.slice(2) };
  const head = await rpc.call<string>("eth_call", [call, { blockHash }]);
  if (!/^0x[0-9a-f]{64}$/i.test(head)) throw new Error("the contract gave no head");
  return head.toLowerCase() as Hex;
}
