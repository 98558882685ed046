/** Submits the sources of a deployment to services, through hardhat-verify. */
import { verifyContract } from "@nomicfoundation/hardhat-verify/verify";
import hre from "hardhat";
import type { DeploymentRecord } from "../../chain/deployment.ts";
import { buildTrace, TRACE_FILE } from "../deploy/build.ts";
import { CommandError } from "../deploy/command-error.ts";
import type { Service } from "./services.ts";

/** Have every service verify the sources, one after the other, even if another failed. Gives the failures. */
export async function verifySource(record: DeploymentRecord, services: readonly Service[]): Promise<readonly string[]> {
  const { compiler } = await buildTrace(hre);
  if (compiler.inputSha256 !== record.compiler.inputSha256 || compiler.version !== record.compiler.version) {
    throw new CommandError(
      `The contract at ${record.address} was made of other sources than these: check out the version that it was deployed from`,
    );
  }
  const failures: string[] = [];
  for (const provider of services) {
    const facts = {
      address: record.address,
      contract: `${TRACE_FILE}:Trace`,
      constructorArgs: record.constructorArguments,
      creationTxHash: record.transactionHash,
      provider,
    };
    await verifyContract(facts, hre).catch((error: Error) => failures.push(`${provider}: ${error.message}`));
  }
  return failures;
}
