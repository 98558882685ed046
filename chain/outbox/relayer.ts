/** The account that pays gas: it signs transactions with explicit nonces and never sends what is not written down. */
import { type HDNodeWallet, Transaction } from "ethers";
import type { Hex } from "../../domain/model.ts";
import type { SignedTransaction } from "../../domain/ports/operation-log.ts";
import { type Rpc, RpcError } from "../rpc.ts";

/** Signs and sends in the name of one address. */
export interface Relayer {
  readonly address: Hex;
  /** Gas that a call would use. Throws the node's error if the contract would refuse it. */
  estimate(data: string): Promise<bigint>;
  /** The nonce that the chain expects next, counting only mined transactions. */
  nextNonce(): Promise<number>;
  /** Sign a call. `priceFactor` raises the price, to take the place of a transaction that is not mined. */
  sign(data: string, nonce: number, gas: bigint, priceFactor?: bigint): Promise<SignedTransaction>;
  /** The same transaction under a higher price. */
  reprice(raw: SignedTransaction, attempt: number): Promise<SignedTransaction>;
  /** Send a signed transaction. Sending one that the node knows already is no error. */
  send(transaction: SignedTransaction): Promise<void>;
}

const MINIMUM_TIP = 1_000_000n;

/** A relayer that calls `contract` on the chain behind `rpc`. */
export function createRelayer(rpc: Rpc, wallet: HDNodeWallet, chainId: number, contract: Hex): Relayer {
  const address = wallet.address.toLowerCase() as Hex;

  async function prices(factor: bigint): Promise<{ maxFeePerGas: bigint; maxPriorityFeePerGas: bigint }> {
    type Header = { baseFeePerGas?: Hex };
    const [header, suggested] = await Promise.all([
      rpc.call<Header>("eth_getBlockByNumber", ["latest", false]),
      rpc.call<Hex>("eth_maxPriorityFeePerGas", []).catch(() => "0x0" as const),
    ]);
    const tip = BigInt(suggested) > MINIMUM_TIP ? BigInt(suggested) : MINIMUM_TIP;
    const base = BigInt(header.baseFeePerGas ?? "0x0");
    return {
      maxPriorityFeePerGas: (tip * factor) / 100n,
      maxFeePerGas: ((2n * base + tip) * factor) / 100n,
    };
  }

  async function sign(data: string, nonce: number, gas: bigint, priceFactor = 100n): Promise<SignedTransaction> {
    const request = { type: 2, chainId, nonce, to: contract, data, gasLimit: gas, ...(await prices(priceFactor)) };
    const raw = await wallet.signTransaction(request);
    return { signer: address, nonce, raw, hash: Transaction.from(raw).hash as Hex };
  }

  return {
    address,
    estimate: async (data) => BigInt(await rpc.call<Hex>("eth_estimateGas", [{ from: address, to: contract, data }])),
    nextNonce: async () => Number(await rpc.call<Hex>("eth_getTransactionCount", [address, "latest"])),
    sign,
    async reprice({ raw }, attempt) {
      const { data, nonce, gasLimit } = Transaction.from(raw);
      // Nodes take a replacement only if its price is at least a tenth higher.
      return sign(data, nonce, gasLimit, 100n + 25n * BigInt(attempt));
    },
    async send({ raw }) {
      try {
        await rpc.call("eth_sendRawTransaction", [raw], { once: true });
      } catch (error) {
        const known = error instanceof RpcError && /already known|already imported|nonce too low/i.test(error.message);
        if (!known) throw error;
      }
    },
  };
}

/** Gas to allow for an estimate: a line that lands between may make ours dearer. */
export function gasAllowance(estimate: bigint): bigint {
  return estimate + estimate / 4n + 20_000n;
}
