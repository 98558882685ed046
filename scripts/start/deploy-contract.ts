/**
 * Deploys `Trace` with Hardhat Ignition. A process of its own: the compiler's memory is released when it ends. The key
 * comes over the parent's channel, so that no process list and no log ever shows it.
 */
import { ZeroAddress } from "ethers";
import hre from "hardhat";
import type { DeploymentRecord } from "../../chain/deployment.ts";
import { createRpc, quantity, type Rpc } from "../../chain/rpc.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import traceModule from "../../ignition/modules/Trace.ts";
import { buildTrace } from "../deploy/build.ts";

/** What the parent sends. */
export interface DeployRequest {
  readonly rpcUrl: string;
  readonly deployerKey: string;
  readonly admin: string;
  readonly registrar: string;
  /** The id of the journal by which Ignition resumes an interrupted deployment. */
  readonly deploymentId: string;
}

/** Deploy, and report what an auditor needs to check it. */
export async function deployContract(request: DeployRequest): Promise<DeploymentRecord> {
  const build = await buildTrace(hre);
  const connection = await hre.network.create({
    network: "target",
    override: { url: request.rpcUrl, accounts: [request.deployerKey] },
  });
  const parameters = { admin: request.admin, registrar: request.registrar, predecessor: ZeroAddress };
  const { trace } = await connection.ignition.deploy(traceModule, {
    deploymentId: request.deploymentId,
    parameters: { Trace: parameters },
  });

  const address = (await trace.getAddress()).toLowerCase() as Hex;
  const created = await creationOf(createRpc(request.rpcUrl), address);
  const { chainId } = await connection.ethers.provider.getNetwork();
  return {
    contractName: "Trace",
    chainId: Number(chainId),
    address,
    ...created,
    constructorArguments: [request.admin, request.registrar, ZeroAddress],
    compiler: build.compiler,
    creation: { strategy: "create" },
    abi: build.abi,
  };
}

/** Ignition does not report the transaction: it is in the latest blocks, since the deployment was just made. */
async function creationOf(rpc: Rpc, address: Hex): Promise<{ startBlock: number; transactionHash: Hex }> {
  for (let number = await rpc.blockNumber(); number >= 0; number--) {
    const block = await rpc.call<{ transactions: Hex[] }>("eth_getBlockByNumber", [quantity(number), false]);
    for (const hash of block.transactions) {
      const receipt = await rpc.call<{ contractAddress: Hex | null }>("eth_getTransactionReceipt", [hash]);
      if (receipt.contractAddress?.toLowerCase() === address) return { startBlock: number, transactionHash: hash };
    }
  }
  throw new Error("the deployment has no receipt");
}

if (import.meta.main) {
  // The parent process is gone.
  process.once("disconnect", () => process.exit());
  process.once("message", (request: DeployRequest) => {
    deployContract(request).then(
      (record) => process.send?.({ record }, () => process.disconnect()),
      (error: Error) => process.send?.({ error: error.message }, () => process.exit(1)),
    );
  });
}
