/** Proofs that a wallet is somebody's: the text it signs (EIP-4361), and whether it did. */
import { getAddress, hashMessage, Interface, verifyMessage } from "ethers";
import { SiweMessage } from "siwe";
import { DomainError } from "../domain/errors.ts";
import type { Hex } from "../domain/model.ts";
import type { Wallets } from "../domain/ports/wallets.ts";
import { isoTime } from "../domain/time.ts";
import { quantity, type Rpc, RpcError } from "./rpc.ts";

const ERC1271 = new Interface(["function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)"]);
/** The most gas that a contract may spend on its answer: a wallet of many owners needs some hundred thousand. */
const GAS = quantity(3_000_000);
/** What a contract answers for a good signature (ERC-1271), as a word. */
const MAGIC = `0x1626ba7e${"0".repeat(56)}`;

/** Wallets of the chain behind `rpc`, asked to sign for the server at `publicUrl`. */
export function ethereumWallets(
  rpc: Pick<Rpc, "call">,
  server: { readonly publicUrl: string; readonly chainId: number },
): Wallets {
  const { chainId } = server;
  // As a browser writes it: the text has ASCII alone.
  const { host, href } = new URL(server.publicUrl);
  return {
    message({ address, statement, nonce, issuedAt, expiresAt }) {
      return new SiweMessage({
        domain: host,
        address: getAddress(address),
        statement,
        uri: href.replace(/\/$/, ""),
        version: "1",
        chainId,
        nonce,
        issuedAt: isoTime(issuedAt),
        expirationTime: isoTime(expiresAt),
      }).prepareMessage();
    },

    async signed(address, message, signature) {
      if (signer(message, signature) === address) return true;
      return isContractSignature(rpc, address, message, signature);
    },
  };
}

function signer(message: string, signature: Hex): string | undefined {
  try {
    return verifyMessage(message, signature).toLowerCase();
  } catch {
    return undefined;
  }
}

/** Asks the contract at the address; where there is none, the answer is empty. */
async function isContractSignature(
  rpc: Pick<Rpc, "call">,
  address: Hex,
  message: string,
  signature: Hex,
): Promise<boolean> {
  const data = ERC1271.encodeFunctionData("isValidSignature", [hashMessage(message), signature]);
  try {
    return (await rpc.call<string>("eth_call", [{ to: address, data, gas: GAS }, "latest"])) === MAGIC;
  } catch (error) {
    // It reverted.
    if (error instanceof RpcError) return false;
    throw new DomainError("unavailable", "The chain cannot be asked about this wallet now", [], { cause: error });
  }
}
