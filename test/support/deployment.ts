import { writeDeployment } from "../../chain/deployment.ts";
import { traceAbi } from "../../proof/abi.ts";
import type { TestChain } from "./chain.ts";

/** Write down a test chain's deployment where processes that run in a data folder look for it. */
export async function recordDeployment(folder: string, chain: TestChain): Promise<void> {
  await writeDeployment(folder, {
    contractName: "Trace",
    chainId: chain.chainId,
    address: chain.contract,
    startBlock: chain.startBlock,
    transactionHash: "0x",
    constructorArguments: [],
    compiler: { version: "", inputSha256: "0x" },
    abi: [...traceAbi] as never,
  });
}
