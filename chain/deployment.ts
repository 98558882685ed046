/** What is written down of a deployment: `deployments/<chain>/Trace.json`, all that an auditor or another program needs. */
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { Hex } from "../domain/model.ts";
import type { Rpc } from "./rpc.ts";

const hex = z
  .string()
  .regex(/^0x[0-9a-f]*$/)
  .transform((text) => text as Hex);

const recordSchema = z.object({
  contractName: z.literal("Trace"),
  chainId: z.int().positive(),
  address: hex,
  startBlock: z.int().nonnegative(),
  transactionHash: hex,
  constructorArguments: z.array(z.json()),
  compiler: z.object({ version: z.string(), inputSha256: hex }),
  abi: z.array(z.json()),
});

/** A deployment, as written down. */
export type DeploymentRecord = z.infer<typeof recordSchema>;

/** The file of a chain's deployment below a folder. */
export function deploymentFile(folder: string, chainId: number): string {
  return join(folder, "deployments", String(chainId), "Trace.json");
}

/** Read a chain's deployment from the first of the folders that has one. */
export async function readDeployment(
  folders: readonly string[],
  chainId: number,
): Promise<DeploymentRecord | undefined> {
  for (const folder of folders) {
    const text = await readFile(deploymentFile(folder, chainId), "utf8").catch(() => undefined);
    if (text !== undefined) return recordSchema.parse(JSON.parse(text));
  }
  return undefined;
}

/** Write a deployment down, whole or not at all. */
export async function writeDeployment(folder: string, record: DeploymentRecord): Promise<string> {
  const file = deploymentFile(folder, record.chainId);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, `${JSON.stringify(record, null, 2)}\n`, { flush: true });
  await rename(`${file}.new`, file);
  return file;
}

/** Whether there is code at a deployment's address. */
export async function isDeployed(rpc: Rpc, address: Hex): Promise<boolean> {
  return (await rpc.call<Hex>("eth_getCode", [address, "latest"])) !== "0x";
}
