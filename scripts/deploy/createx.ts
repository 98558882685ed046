/**
 * CreateX, the factory that has the same address on every chain. So does what it creates, if code, constructor
 * arguments and salt are the same. Where a chain does not have it yet, its presigned transaction installs it: that has
 * no chain id, so it is valid everywhere, and its sender's key was thrown away.
 */
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { getCreate2Address, id, keccak256, Transaction, toQuantity, Wallet, zeroPadValue } from "ethers";
import { createRpc, type Rpc, RpcError } from "../../chain/rpc.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { CommandError } from "./command-error.ts";

/** CreateX's address. */
export const CREATEX_ADDRESS = "0xba5Ed099633D3B313e4D5F7bdc1305d3c28ba5Ed";
const CREATEX_CODE_HASH = "0xbd8a7ea8cfca7b4e5f5041d7d4b17bc317c5ce42cfbc42066a00cf26b43eb53f";
const CREATION_EVENT = id("ContractCreation(address,bytes32)");

/** The 32-byte salt for a text. */
export function saltOf(text: string): Hex {
  return id(text) as Hex;
}

/**
 * The address of a contract that CreateX creates. It hashes a salt again, unless the salt names its sender or the
 * chain.
 */
export function createxAddress(salt: Hex, initCode: string): Hex {
  return getCreate2Address(CREATEX_ADDRESS, keccak256(salt), keccak256(initCode)).toLowerCase() as Hex;
}

/** Whether the chain has CreateX. Throws if something else is at its address. */
export async function hasCreatex(rpc: Rpc): Promise<boolean> {
  const code = await rpc.call<Hex>("eth_getCode", [CREATEX_ADDRESS, "latest"]);
  if (code === "0x") return false;
  if (keccak256(code) !== CREATEX_CODE_HASH) {
    throw new CommandError(`What this chain has at ${CREATEX_ADDRESS} is not CreateX: give --strategy create`);
  }
  return true;
}

/** What installing CreateX costs: its transaction's price is signed and cannot be changed. */
export async function createxInstallationCost(): Promise<bigint> {
  const { gasLimit, gasPrice } = await presignedTransaction();
  return gasLimit * (gasPrice ?? 0n);
}

/** Install CreateX: fund its one-time sender with the cost of the presigned transaction, and send that. */
export async function installCreatex(rpcUrl: string, privateKey: string): Promise<void> {
  const rpc = createRpc(rpcUrl);
  const presigned = await presignedTransaction();
  const sender = presigned.from as string;
  const cost = await createxInstallationCost();
  const balance = BigInt(await rpc.call<string>("eth_getBalance", [sender, "latest"]));
  if (balance < cost) await pay(rpc, privateKey, sender, cost - balance);
  try {
    await settle(rpc, await rpc.call<Hex>("eth_sendRawTransaction", [presigned.serialized], { once: true }));
  } catch (error) {
    if (!(error instanceof RpcError || error instanceof CommandError)) throw error;
    throw new CommandError(
      `CreateX cannot be installed on this chain (${error.message}): let the node accept transactions without a chain id for this once, or give --strategy create`,
    );
  }
  if (!(await hasCreatex(rpc))) throw new CommandError("CreateX was not installed, though its transaction was mined");
}

/** CreateX's log of a created contract. */
export function creationFilter(salt: Hex, address: Hex) {
  return { address: CREATEX_ADDRESS, topics: [CREATION_EVENT, zeroPadValue(address, 32), keccak256(salt)] };
}

async function pay(rpc: Rpc, privateKey: string, to: string, value: bigint): Promise<void> {
  const wallet = new Wallet(privateKey);
  const ask = (method: string, ...parameters: unknown[]) => rpc.call<string>(method, parameters);
  const transaction = Transaction.from({
    type: 0,
    to,
    value,
    chainId: BigInt(await ask("eth_chainId")),
    nonce: Number(await ask("eth_getTransactionCount", wallet.address, "pending")),
    gasPrice: (BigInt(await ask("eth_gasPrice")) * 5n) / 4n,
    gasLimit: BigInt(await ask("eth_estimateGas", { from: wallet.address, to, value: toQuantity(value) })),
  });
  const signed = await wallet.signTransaction(transaction);
  await settle(rpc, await rpc.call<Hex>("eth_sendRawTransaction", [signed], { once: true }));
}

async function settle(rpc: Rpc, hash: Hex): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const receipt = await rpc.receipt(hash);
    if (receipt?.succeeded) return;
    if (receipt) throw new CommandError(`the transaction ${hash} failed`);
    await new Promise((resolve) => setTimeout(resolve, tries < 10 ? 50 : 500));
  }
  throw new CommandError(`the transaction ${hash} was not mined within five minutes`);
}

/** Ignition includes it, but does not export it. */
async function presignedTransaction(): Promise<Transaction> {
  const ignition = createRequire(import.meta.url).resolve("@nomicfoundation/ignition-core");
  const file = `${dirname(ignition)}/internal/execution/strategy/createx-artifact.js`;
  const { presignedTx } = (await import(pathToFileURL(file).href)) as { presignedTx: string };
  return Transaction.from(presignedTx);
}
