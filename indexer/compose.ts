/** Puts an indexer's parts together, for the indexer itself and for what makes its mirror anew. */
import { join } from "node:path";
import { readDeployment } from "../chain/deployment.ts";
import { finality } from "../chain/finality.ts";
import { createRpc } from "../chain/rpc.ts";
import { createLogger } from "../config/logger.ts";
import { PROJECT_FOLDER, readSettings, SettingsError } from "../config/settings.ts";
import { openObjects } from "../integrations/objects/open.ts";
import { migrate, openDatabase } from "../store/database.ts";
import type { IndexerOptions } from "./run.ts";

/** The parts as the settings tell. Throws a SettingsError where the chain has no deployment that we know of. */
export async function composeIndexer(name: string): Promise<IndexerOptions> {
  const settings = readSettings();
  const rpc = createRpc(settings.chainRpcUrl ?? `http://127.0.0.1:${settings.chainPort}`);
  const chainId = Number(await rpc.call<string>("eth_chainId", []));
  const record = await readDeployment([settings.dataFolder, PROJECT_FOLDER], chainId);
  if (!record) throw new SettingsError(`There is no deployment of Trace on chain ${chainId}: run \`npm start\` first`);

  const database = openDatabase(join(settings.dataFolder, "suyuan.sqlite"));
  await migrate(database);
  return {
    rpc,
    database,
    objects: await openObjects({ dataFolder: settings.dataFolder, location: settings.objects }),
    deployment: { chainId, contract: record.address },
    startBlock: record.startBlock,
    finalBlock: finality(rpc, settings.confirmations),
    pollInterval: settings.pollInterval,
    logger: createLogger(name, settings.logLevel),
  };
}
