/** What is written down of a deployment: `deployments/<chain>/Trace.json`, all that an auditor or another program needs. */
import { copyFile, mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { parseJson } from "../domain/shared/bounded-json.ts";
import type { Hex } from "../domain/shared/hex.ts";
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
  /** How the address came about; older files do not tell. */
  creation: z
    .discriminatedUnion("strategy", [
      z.object({ strategy: z.literal("create"), initCodeHash: hex.optional() }),
      z.object({ strategy: z.literal("create2"), factory: hex, salt: hex, initCodeHash: hex }),
    ])
    .optional(),
  abi: z.array(z.json()),
});

/** A deployment, as written down. */
export type DeploymentRecord = z.infer<typeof recordSchema>;

/** An ABI and what belongs to it. */
const BOUNDS = { depth: 64, length: 8_388_608, values: 200_000 };

/** The file of a chain's deployment below a folder. */
export function deploymentFile(folder: string, chainId: number): string {
  return join(folder, "deployments", String(chainId), "Trace.json");
}

/** A deployment of a form of the contract that this version does not speak. */
export class OutdatedDeployment extends Error {
  override readonly name = "OutdatedDeployment";
}

/** What tells the contract's second form from the first: signed acts are brought by one verb. */
const isSecondForm = ({ abi }: DeploymentRecord) =>
  abi.some((item: unknown) => typeof item === "object" && item !== null && "name" in item && item.name === "bring");

/**
 * Read a chain's deployment from the first of the folders that has one. Throws an OutdatedDeployment for one of the
 * contract's first form: neither its lines nor a mirror of them can be read any more.
 */
export async function readDeployment(
  folders: readonly string[],
  chainId: number,
): Promise<DeploymentRecord | undefined> {
  for (const folder of folders) {
    const text = await readFile(deploymentFile(folder, chainId), "utf8").catch(() => undefined);
    if (text === undefined) continue;
    const record = recordSchema.parse(parseJson(text, BOUNDS));
    if (isSecondForm(record)) return record;
    throw new OutdatedDeployment(
      `${folder} belongs to a Trace contract of an earlier form (${record.address} on chain ${chainId}), which this version does not read: give an empty DATA_DIR, or start the version that made it`,
    );
  }
  return undefined;
}

/** The chains that a folder has deployments of. */
export async function knownChains(folder: string): Promise<number[]> {
  const names = await readdir(join(folder, "deployments")).catch(() => []);
  return names.filter((name) => /^\d+$/.test(name)).map(Number);
}

/**
 * Write a deployment down, whole or not at all. The one that was there before stays beside it under its address.
 *
 * @param compilerInput What the compiler was given, to lie beside it as `Trace.input.json`: with it an auditor needs
 *   nothing but the compiler.
 */
export async function writeDeployment(
  folder: string,
  record: DeploymentRecord,
  compilerInput?: string,
): Promise<string> {
  const file = deploymentFile(folder, record.chainId);
  await mkdir(dirname(file), { recursive: true });
  const previous = await readDeployment([folder], record.chainId);
  if (previous && previous.address !== record.address) await keep(file, previous.address);
  if (compilerInput !== undefined) await replace(compilerInputFile(file), compilerInput);
  await replace(file, `${JSON.stringify(record, null, 2)}\n`);
  return file;
}

/** The compiler's input that lies beside a deployment's file. */
export function compilerInputFile(file: string): string {
  return file.replace(/\.json$/, ".input.json");
}

/** `Trace.json` and its compiler input become `Trace-0x….json` and `Trace-0x….input.json`. */
async function keep(file: string, address: Hex): Promise<void> {
  const kept = file.replace(/\.json$/, `-${address}.json`);
  await copyFile(file, kept);
  await copyFile(compilerInputFile(file), compilerInputFile(kept)).catch(() => undefined);
}

async function replace(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text, { flush: true });
  await rename(`${file}.new`, file);
}

/** Whether there is code at a deployment's address. */
export async function isDeployed(rpc: Rpc, address: Hex): Promise<boolean> {
  return (await rpc.call<Hex>("eth_getCode", [address, "latest"])) !== "0x";
}
