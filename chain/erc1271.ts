import { Interface } from "ethers";
import type { Hex } from "../domain/shared/hex.ts";
import { quantity, type Rpc, RpcError } from "./rpc.ts";

const ERC1271 = new Interface(["function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)"]);
/** The most gas that a contract may spend on its answer: a wallet of many owners needs some hundred thousand. */
const GAS = quantity(3_000_000);
/** What a contract answers for a good signature, as a word. */
const MAGIC = `0x1626ba7e${"0".repeat(56)}`;

/**
 * Whether the contract at an address takes a signature over a hash for its own (ERC-1271). False where there is no
 * contract, or it reverts. Throws where the node cannot be asked.
 */
export async function isContractSignature(
  rpc: Pick<Rpc, "call">,
  address: Hex,
  hash: string,
  signature: Hex,
): Promise<boolean> {
  const data = ERC1271.encodeFunctionData("isValidSignature", [hash, signature]);
  try {
    return (await rpc.call<string>("eth_call", [{ to: address, data, gas: GAS }, "latest"])) === MAGIC;
  } catch (error) {
    if (error instanceof RpcError) return false;
    throw error;
  }
}
