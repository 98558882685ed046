/** Contract wallets for tests: deployed, or only known by their factory. */
import { AbiCoder, Contract, ContractFactory, concat, type Wallet } from "ethers";
import hre from "hardhat";
import type { Hex } from "../../../domain/shared/hex.ts";
import type { Api } from "../support/api.ts";

/** What a signature of a wallet that is not deployed ends with. */
export const SUFFIX: Hex = `0x${"6492".repeat(16)}`;

/** Deploys a contract of the Solidity tests' support. */
export async function deploy(api: Api, name: string, ...parameters: unknown[]): Promise<Contract> {
  const { abi, bytecode } = await hre.artifacts.readArtifact(name);
  const deployed = await new ContractFactory(abi, bytecode, api.chain.trace.runner).deploy(...parameters);
  await deployed.deploymentTransaction()?.wait();
  return new Contract(await deployed.getAddress(), abi, api.chain.trace.runner);
}

/** A signature with whoever is to be called before its wallet can be asked (ERC-6492). */
export function wrapped(factory: string, factoryCall: string, signature: string): string {
  const parameters = AbiCoder.defaultAbiCoder().encode(
    ["address", "bytes", "bytes"],
    [factory, factoryCall, signature],
  );
  return concat([parameters, SUFFIX]);
}

/** A wallet of this owner that is not deployed. */
export async function undeployed(factory: Contract, owner: Wallet) {
  const target = await factory.getAddress();
  const call = factory.interface.encodeFunctionData("deploy", [owner.address]);
  return {
    address: (await factory.getFunction("addressOf")(owner.address)) as string,
    wrap: (signature: string) => wrapped(target, call, signature),
    deploy: async () => void (await (await factory.getFunction("deploy")(owner.address)).wait()),
  };
}
