import { type ContractReader, contractReader } from "../proof/contract-reader.ts";
import type { Rpc } from "./rpc.ts";

/**
 * The contract as it was after a block. Its methods throw where the node cannot say: named by its hash, a block that a
 * reorganisation took away is none.
 *
 * @param block As JSON-RPC names it (EIP-1898): a number in hex digits, or a hash.
 */
export function contractAsOf(
  { call }: Pick<Rpc, "call">,
  contract: string,
  block: string | { readonly blockHash: string },
): ContractReader {
  return contractReader((method, [request]) => call(method, [request, block]), contract);
}
