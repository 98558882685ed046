/** Proofs that a wallet is somebody's: the text it signs (EIP-4361), and whether it did. */
import { getAddress, hashMessage, verifyMessage } from "ethers";
import { SiweMessage } from "siwe";
import { DomainError } from "../domain/shared/errors.ts";
import type { Hex } from "../domain/shared/hex.ts";
import { isoTime } from "../domain/shared/time.ts";
import type { Wallets } from "../domain/wallets/ports.ts";
import type { Rpc } from "./rpc.ts";
import { askWallet, isWrapped, unwrap } from "./wallet-signatures.ts";

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
      const wrapped = isWrapped(signature);
      const own = wrapped ? unwrap(signature) : { signature };
      if (!own) return false;
      // The key before the code, as the traceability contract has it, too.
      if (!wrapped && signer(message, signature) === address) return true;
      const factory = "factory" in own ? own : undefined;
      try {
        return (await askWallet(rpc, address, hashMessage(message), own.signature, factory)) === "yes";
      } catch (error) {
        throw new DomainError("unavailable", "The chain cannot be asked about this wallet now", [], { cause: error });
      }
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
