/** One EVM for all contenders: Hardhat's EDR in this process, and gas as receipts say. */
import type { HardhatEthersProvider, HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import {
  type BaseContract,
  ContractFactory,
  type InterfaceAbi,
  sha256,
  type TypedDataDomain,
  toUtf8Bytes,
} from "ethers";
import hre from "hardhat";
import { structsOf } from "../../chain/typed-data.ts";

/** Who acts. */
export interface Accounts {
  readonly admin: HardhatEthersSigner;
  readonly producer: HardhatEthersSigner;
  readonly inspector: HardhatEthersSigner;
  /** Who receives custody. */
  readonly receiver: HardhatEthersSigner;
  readonly regulator: HardhatEthersSigner;
  /** Whom the producer admits to its batches. */
  readonly party: HardhatEthersSigner;
  /** Who acts for the producer. */
  readonly agent: HardhatEthersSigner;
  /** Whose account moves to another, and who gets it. */
  readonly mover: HardhatEthersSigner;
  readonly heir: HardhatEthersSigner;
  /** Who brings what others signed, and pays. */
  readonly relayer: HardhatEthersSigner;
}

/** The EVM that a run measures on. */
export interface Evm {
  readonly chainId: bigint;
  readonly accounts: Accounts;
  deploy(abi: InterfaceAbi, bytecode: string, ...parameters: unknown[]): Promise<BaseContract>;
  /** One JSON-RPC call. */
  request<T>(method: string, parameters: readonly unknown[]): Promise<T>;
}

/** Compile our contracts and start an EVM. */
export async function startEvm(): Promise<Evm> {
  await hre.tasks.getTask("build").run({ quiet: true });
  // Since Osaka a transaction may use 2^24 gas, which 100 attestations exceed: without the limit they can be measured.
  const { ethers } = await hre.network.create({
    override: { transactionGasCap: false, blockGasLimit: 100_000_000, initialDate: "2025-09-01T00:00:00Z" },
  });
  const signers = await ethers.getSigners();
  const names = [
    "admin",
    "producer",
    "inspector",
    "receiver",
    "regulator",
    "party",
    "agent",
    "mover",
    "heir",
    "relayer",
  ];
  if (signers.length < names.length) throw new Error("the EVM has too few accounts");
  const accounts = Object.fromEntries(names.map((name, index) => [name, signers[index]])) as unknown as Accounts;
  const { admin } = accounts;
  const { chainId } = await ethers.provider.getNetwork();
  return {
    chainId,
    accounts,
    async deploy(abi, bytecode, ...parameters) {
      await nextSecond(admin);
      const contract = await new ContractFactory(abi, bytecode, admin).deploy(...parameters);
      return contract.waitForDeployment();
    },
    request: (method, parameters) => ethers.provider.send(method, [...parameters]),
  };
}

/** A transaction to send. */
export interface Call {
  readonly contract: BaseContract;
  readonly from: HardhatEthersSigner;
  /** A function's name, or its signature where the name alone is not enough. */
  readonly verb: string;
  readonly parameters: readonly unknown[];
}

/** Send a transaction. Throws unless it succeeded and left exactly as many logs as it should. */
export function send({ contract, from, verb, parameters }: Call, lines?: number) {
  return sendData(contract, from, contract.interface.encodeFunctionData(verb, parameters), lines);
}

/** Send call data, otherwise as `send`. */
export async function sendData(contract: BaseContract, from: HardhatEthersSigner, data: string, lines?: number) {
  await nextSecond(from);
  const response = await from.sendTransaction({ to: await contract.getAddress(), data });
  const receipt = await response.wait();
  if (receipt?.status !== 1) throw new Error("the transaction failed");
  if (lines !== undefined && receipt.logs.length !== lines) {
    throw new Error(`the transaction left ${receipt.logs.length} logs instead of ${lines}`);
  }
  return receipt;
}

/** Let the next block be a second later, by no clock: times go into hashes, and a byte's worth into what call data costs. */
async function nextSecond(signer: HardhatEthersSigner): Promise<void> {
  const provider = signer.provider as HardhatEthersProvider;
  const { timestamp } = (await provider.getBlock("latest")) as { timestamp: number };
  await provider.send("evm_setNextBlockTimestamp", [timestamp + 1]);
}

/** The gas of a transaction, shared out among the lines that it wrote. */
export async function gasOf(call: Call, lines = 1): Promise<number> {
  return Number((await send(call, lines)).gasUsed) / lines;
}

/** Sign typed data given as its EIP-712 type, such as `Record(string code,uint40 nonce)`. */
export function sign(
  signer: HardhatEthersSigner,
  domain: TypedDataDomain,
  type: string,
  values: Record<string, unknown>,
): Promise<string> {
  return signer.signTypedData(domain, structsOf(type), values);
}

/** The SHA-256 of a text: the same in each run. */
export const digestOf = (text: string) => sha256(toUtf8Bytes(text));

/** How many lines share a transaction where several do. */
export const SHARED = 100;

/** `count` things made from 0, 1, … */
export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** Far enough away to be the same in each run. */
export const DEADLINE = 2 ** 40 - 1;
