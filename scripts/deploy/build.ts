/**
 * Builds `Trace` as it is deployed: alone with what it imports, so that the compiler's input is exactly what an auditor
 * needs.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import type { DeploymentRecord } from "../../chain/deployment.ts";
import type { Hex } from "../../domain/shared/hex.ts";

/** The file that has the contract, below the project. */
export const TRACE_FILE = "contracts/Trace.sol";

/** The compiler's input and output. */
export interface TraceBuild {
  readonly abi: DeploymentRecord["abi"];
  readonly bytecode: Hex;
  readonly compiler: DeploymentRecord["compiler"];
  /** The compiler's input, byte by byte: its SHA-256 is `compiler.inputSha256`. */
  readonly compilerInput: string;
}

/** Build, or reuse an earlier build of the same sources. */
export async function buildTrace(hre: HardhatRuntimeEnvironment): Promise<TraceBuild> {
  await hre.tasks.getTask("build").run({
    quiet: true,
    noTests: true,
    files: [TRACE_FILE],
    defaultBuildProfile: "production",
  });
  const artifact = await hre.artifacts.readArtifact("Trace");
  const file = artifact.buildInfoId && (await hre.artifacts.getBuildInfoPath(artifact.buildInfoId));
  if (!file) throw new Error("The contract has no build info");
  const { solcLongVersion, input } = JSON.parse(await readFile(file, "utf8")) as Record<string, string>;
  const compilerInput = JSON.stringify(input);
  return {
    abi: artifact.abi as never,
    bytecode: artifact.bytecode as Hex,
    compiler: { version: String(solcLongVersion), inputSha256: sha256(compilerInput) },
    compilerInput,
  };
}

function sha256(text: string): Hex {
  return `0x${createHash("sha256").update(text).digest("hex")}`;
}
