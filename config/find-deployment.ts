/** The contract that an installation belongs to. */

import type { DeploymentRecord } from "../chain/deployment.ts";
import { knownChains, readDeployment } from "../chain/deployment.ts";
import type { Rpc } from "../chain/rpc.ts";
import type { Database } from "../store/database.ts";
import { PROJECT_FOLDER, SettingsError } from "./settings.ts";

/** The sources it is found in. */
export interface DeploymentPlaces {
  readonly dataFolder: string;
  readonly database: Pick<Database, "read">;
  readonly rpc: Rpc;
}

/**
 * Find the deployment from the data folder, and ask the chain's node only where that says nothing: reading works
 * without one. Throws a SettingsError where there is none.
 */
export async function findDeployment(places: DeploymentPlaces): Promise<DeploymentRecord> {
  const known = await rememberedDeployment(places);
  if (known) return known;
  const chainId = Number(await places.rpc.call<string>("eth_chainId", [], { once: true }));
  const record = await readDeployment([places.dataFolder, PROJECT_FOLDER], chainId);
  if (record) return record;
  throw new SettingsError(`There is no deployment of Trace on chain ${chainId}: run \`npm start\` first`);
}

/**
 * The deployment of the chain that the database mirrors, or of the only one that the data folder names, if there is
 * one.
 */
export async function rememberedDeployment({
  dataFolder,
  database,
}: Pick<DeploymentPlaces, "dataFolder" | "database">): Promise<DeploymentRecord | undefined> {
  const mirrored = await database.read.selectFrom("cursor").select("chain_id").executeTakeFirst();
  const chains = mirrored ? [mirrored.chain_id] : await knownChains(dataFolder);
  return chains.length === 1 ? readDeployment([dataFolder, PROJECT_FOLDER], chains[0] as number) : undefined;
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
