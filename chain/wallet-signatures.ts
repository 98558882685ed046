/** Signatures of contract wallets: ERC-1271, and before a wallet is deployed ERC-6492. */
import { AbiCoder, concat } from "ethers";
import type { Hex } from "../domain/shared/hex.ts";
import { quantity, type Rpc } from "./rpc.ts";
import { SIGNATURE_VALIDATOR } from "./signature-validator.ts";

/** What a signature ends with that was made before its wallet was deployed. */
const SUFFIX = "6492".repeat(16);

/**
 * The most gas for a question: what the wallet and its factory may use (contracts/offchain/SignatureValidator.sol), and
 * what the longest signature costs to bring.
 */
const GAS = quantity(6_000_000);
/** Whose call it is: not the zero address, from which some wallets take any signature when they estimate gas. */
const FROM: Hex = "0x0000000000000000000000000000000000006492";

/** Whoever deploys a wallet, and what it is called with. */
export interface WalletFactory {
  readonly factory: Hex;
  readonly factoryCall: Hex;
}

/** What a signature of a wallet that is not deployed consists of. */
export interface WrappedSignature extends WalletFactory {
  /** The wallet's own. */
  readonly signature: Hex;
}

/**
 * What a contract wallet says of a signature, in the order of `SignatureValidator`'s answers. `failed`: it reverted, gave
 * less than a word, or took more gas than the traceability contract gives it.
 */
const ANSWERS = ["no-code", "yes", "no", "failed"] as const;
export type WalletAnswer = (typeof ANSWERS)[number];

/** Whether a signature says of itself that its wallet is not deployed (ERC-6492). */
export function isWrapped(signature: Hex): boolean {
  return signature.toLowerCase().endsWith(SUFFIX);
}

/** What a wrapped signature consists of; undefined if it only ends like one. */
export function unwrap(signature: Hex): WrappedSignature | undefined {
  try {
    const body = signature.slice(0, -SUFFIX.length);
    const [factory, factoryCall, own] = AbiCoder.defaultAbiCoder().decode(["address", "bytes", "bytes"], body);
    return { factory, factoryCall, signature: own };
  } catch {
    return undefined;
  }
}

/**
 * Ask a wallet about a signature over a hash, as the traceability contract would, with exactly as much gas; where that is
 * to no avail and a factory is told, after calling it. A call and no transaction: nothing of it stays. Throws where the
 * node cannot be asked.
 */
export async function askWallet(
  rpc: Pick<Rpc, "call">,
  wallet: Hex,
  hash: string,
  signature: Hex,
  factory: WalletFactory = { factory: `0x${"0".repeat(40)}`, factoryCall: "0x" },
): Promise<WalletAnswer> {
  const parameters = AbiCoder.defaultAbiCoder().encode(
    ["address", "bytes32", "bytes", "address", "bytes"],
    [wallet, hash, signature, factory.factory, factory.factoryCall],
  );
  const data = concat([SIGNATURE_VALIDATOR, parameters]);
  const word = await rpc.call<string>("eth_call", [{ from: FROM, data, gas: GAS }, "latest"]);
  const answer = /^0x0{63}[0-3]$/.test(word) ? ANSWERS[Number(word)] : undefined;
  if (answer === undefined) throw new Error("the node gave no answer about a wallet's signature");
  return answer;
}
