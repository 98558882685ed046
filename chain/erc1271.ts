import { Interface } from "ethers";
import type { Hex } from "../domain/shared/hex.ts";
import { quantity, type Rpc, RpcError } from "./rpc.ts";

const ERC1271 = new Interface(["function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)"]);
/**
 * The most gas for the question: the 400,000 that the traceability contract gives a wallet for its answer
 * (contracts/common/Signatures.sol) and the 21,000 of a call, so that no signature is taken here and refused there.
 */
const GAS = quantity(421_000);
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
