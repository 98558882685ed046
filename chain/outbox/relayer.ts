/** Accounts that pay gas: they sign transactions with explicit nonces and never send what is not written down. */
import { type HDNodeWallet, Transaction, type Wallet } from "ethers";
import type { SignedTransaction } from "../../domain/operations/operation-log.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { performCall } from "../calls.ts";
import { quantity, type Rpc, RpcError } from "../rpc.ts";
import type { BuiltCall } from "./build.ts";

/** Signs and sends in the name of one address. */
export interface Relayer {
  readonly address: Hex;
  /** Gas that a call would use. Throws the node's error if the contract would refuse it. */
  estimate(data: string): Promise<bigint>;
  /** What a call would give back now. Throws the node's error if the contract would refuse it. */
  simulate(data: string): Promise<string>;
  /**
   * Ask what an operation would do alone, now or as of a block, by its hash: a signed act as the contract performs it.
   * Throws the node's error, which tells why, if the contract refuses it there.
   */
  perform(call: Pick<BuiltCall, "signed" | "data">, blockHash?: Hex): Promise<void>;
  /** The nonce that the node expects next: a hint, which can be too low or too high. As of a block, or the latest. */
  nextNonce(block?: number): Promise<number>;
  /** Sign a call of the contract. `priceFactor`, in percent, raises the price to take another's place. */
  sign(data: string, nonce: number, gas: bigint, priceFactor?: bigint): Promise<SignedTransaction>;
  /** A transaction that does nothing but use a nonce, and make a block on a chain that makes none by itself. */
  signEmpty(nonce: number, priceFactor?: bigint): Promise<SignedTransaction>;
  /** Send a signed transaction. Sending one that the node knows already, or that is over, is no error. */
  send(transaction: SignedTransaction): Promise<void>;
}

const MINIMUM_TIP = 1_000_000n;
const EMPTY_GAS = 21_000n;

/** Whoever calls `contract` with a key on the chain behind `rpc`. */
export function createRelayer(rpc: Rpc, wallet: HDNodeWallet | Wallet, chainId: number, contract: Hex): Relayer {
  const address = wallet.address.toLowerCase() as Hex;
  const callOf = (data: string) => ({ from: address, to: contract, data });

  async function prices(factor: bigint): Promise<{ maxFeePerGas: bigint; maxPriorityFeePerGas: bigint }> {
    type Header = { baseFeePerGas?: Hex } | null;
    const [header, suggested] = await Promise.all([
      rpc.call<Header>("eth_getBlockByNumber", ["latest", false]),
      rpc.call<Hex>("eth_maxPriorityFeePerGas", []).catch(() => "0x0" as const),
    ]);
    const tip = BigInt(suggested) > MINIMUM_TIP ? BigInt(suggested) : MINIMUM_TIP;
    const base = BigInt(header?.baseFeePerGas ?? "0x0");
    return {
      maxPriorityFeePerGas: (tip * factor) / 100n,
      maxFeePerGas: ((2n * base + tip) * factor) / 100n,
    };
  }

  async function signed(
    fields: { to: Hex; data: string; gasLimit: bigint; nonce: number },
    priceFactor: bigint,
  ): Promise<SignedTransaction> {
    const raw = await wallet.signTransaction({ type: 2, chainId, ...fields, ...(await prices(priceFactor)) });
    return { signer: address, nonce: fields.nonce, raw, hash: Transaction.from(raw).hash as Hex };
  }

  return {
    address,
    estimate: async (data) => BigInt(await rpc.call<Hex>("eth_estimateGas", [callOf(data)])),
    simulate: (data) => rpc.call<string>("eth_call", [callOf(data), "latest"]),
    async perform({ signed, data }, blockHash) {
      // Only the contract itself performs signed acts: the call is simulated as if from there.
      const call = signed ? { from: contract, to: contract, data: performCall(signed) } : callOf(data);
      await rpc.call("eth_call", [call, blockHash ? { blockHash } : "latest"]);
    },
    async nextNonce(block) {
      const tag = block === undefined ? "latest" : quantity(block);
      return Number(await rpc.call<Hex>("eth_getTransactionCount", [address, tag]));
    },
    sign: (data, nonce, gasLimit, priceFactor = 100n) => signed({ to: contract, data, gasLimit, nonce }, priceFactor),
    signEmpty: (nonce, priceFactor = 100n) =>
      signed({ to: address, data: "0x", gasLimit: EMPTY_GAS, nonce }, priceFactor),
    async send({ raw }) {
      try {
        await rpc.call("eth_sendRawTransaction", [raw], { once: true });
      } catch (error) {
        const isOver = /already known|already imported|known transaction|nonce too low|nonce is too low/i;
        if (!(error instanceof RpcError && isOver.test(error.message))) throw error;
      }
    },
  };
}

/** The most gas that a transaction may be given (EIP-7825): a node refuses one with more. */
export const MOST_GAS = 16_777_216n;

/** Gas to allow for an estimate: a line that lands between may make ours dearer. Never more than a node takes. */
export function gasAllowance(estimate: bigint): bigint {
  const allowance = estimate + estimate / 4n + 20_000n;
  return allowance > MOST_GAS && estimate <= MOST_GAS ? MOST_GAS : allowance;
}

/** The call data in a signed transaction; undefined for an empty one. */
export function callDataOf({ raw }: Pick<SignedTransaction, "raw">): string | undefined {
  const { data } = Transaction.from(raw);
  return data === "0x" ? undefined : data;
}

/** The gas that a signed transaction allows. */
export function gasOf({ raw }: Pick<SignedTransaction, "raw">): bigint {
  return Transaction.from(raw).gasLimit;
}
