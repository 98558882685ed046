/** The contract that an installation belongs to. */

import type { DeploymentRecord } from "../chain/deployment.ts";
import { isDeployed, knownChains, OutdatedDeployment, readDeployment } from "../chain/deployment.ts";
import type { Rpc } from "../chain/rpc.ts";
import type { Database } from "../store/database.ts";
import { PROJECT_FOLDER, SettingsError } from "./settings.ts";

/** The sources it is found in. */
export interface DeploymentPlaces {
  readonly dataFolder: string;
  readonly database: Pick<Database, "read">;
  readonly rpc: Rpc;
  /** Where `npm run deploy` notes down what it deployed: the project's folder if left out. */
  readonly checkout?: string;
}

/**
 * Find the deployment from the data folder, and ask the chain's node only where that says nothing: reading works
 * without one. Throws a SettingsError where there is none.
 */
export async function findDeployment(places: DeploymentPlaces): Promise<DeploymentRecord> {
  const known = await rememberedDeployment(places);
  if (known) return known;
  const chainId = Number(await places.rpc.call<string>("eth_chainId", [], { once: true }));
  const record = await deploymentOn(places, chainId);
  if (record) return record;
  throw new SettingsError(`There is no deployment of Trace on chain ${chainId}: run \`npm start\` first`);
}

/**
 * The deployment on a chain that a data folder belongs to: its own, or else what `npm run deploy` noted down in the
 * checkout, if that contract is on the chain that is asked. Chains of one number are many, and so are the data folders of a
 * checkout: what was once deployed from it decides for none of them.
 */
export async function deploymentOn(
  { dataFolder, rpc, checkout = PROJECT_FOLDER }: Pick<DeploymentPlaces, "dataFolder" | "rpc" | "checkout">,
  chainId: number,
): Promise<DeploymentRecord | undefined> {
  const own = await readDeployment([dataFolder], chainId);
  if (own) return own;
  const noted = await notedDeployment(chainId, checkout);
  return noted && (await isDeployed(rpc, noted.address)) ? noted : undefined;
}

/** What `npm run deploy` noted down in the checkout for a chain of this number; one of an earlier form stops nobody. */
export async function notedDeployment(
  chainId: number,
  checkout = PROJECT_FOLDER,
): Promise<DeploymentRecord | undefined> {
  return readDeployment([checkout], chainId).catch((error: unknown) => {
    if (error instanceof OutdatedDeployment) return undefined;
    throw error;
  });
}

/**
 * The deployment of the chain that the database mirrors, or of the only one that the data folder names, if there is
 * one.
 */
export async function rememberedDeployment({
  dataFolder,
  database,
  checkout = PROJECT_FOLDER,
}: Pick<DeploymentPlaces, "checkout" | "dataFolder" | "database">): Promise<DeploymentRecord | undefined> {
  const mirrored = await database.read.selectFrom("cursor").select(["chain_id", "contract"]).executeTakeFirst();
  if (mirrored) {
    const own = await readDeployment([dataFolder], mirrored.chain_id);
    const record = own ?? (await notedDeployment(mirrored.chain_id, checkout));
    return own || record?.address === mirrored.contract ? record : undefined;
  }
  const chains = await knownChains(dataFolder);
  return chains.length === 1 ? readDeployment([dataFolder], chains[0] as number) : undefined;
}

/**
 * Throws a SettingsError if the node is on a different chain than the deployment; does not wait for an unreachable
 * node.
 */
export async function confirmChain(rpc: Rpc, { chainId }: Pick<DeploymentRecord, "chainId">): Promise<void> {
  const answered = Number(await rpc.call<string>("eth_chainId", [], { once: true }));
  if (answered === chainId) return;
  throw new SettingsError(
    `The node in CHAIN_RPC_URL is of chain ${answered}, and what lies in DATA_DIR is of chain ${chainId}: ` +
      "give that chain's node, or another DATA_DIR",
  );
}
