/** Composes an indexer, for the indexer itself and for rebuilding its mirror. */
import { join } from "node:path";
import { readDeployment } from "../chain/deployment.ts";
import { finality } from "../chain/finality.ts";
import { createRpc } from "../chain/rpc.ts";
import { createLogger } from "../config/logger.ts";
import { logWaiting, untilItWorks } from "../config/patience.ts";
import { keepFilesPrivate } from "../config/private-files.ts";
import { PROJECT_FOLDER, readSettings, SettingsError } from "../config/settings.ts";
import { openObjects } from "../integrations/objects/open.ts";
import { openMigrated } from "../store/database.ts";
import type { IndexerOptions } from "./run.ts";

/** How long the indexer may block on a database lock, in milliseconds: it serves no readers. */
const LOCK_PATIENCE = 3_000;

/**
 * The parts by the settings. Throws a SettingsError if the chain has no known deployment.
 *
 * @param stopping Given to wait rather than fail while the chain's node or the database is unavailable: ends the
 *   waiting, and calls to the node.
 */
export async function composeIndexer(name: string, stopping?: AbortSignal): Promise<IndexerOptions> {
  const settings = readSettings();
  const logger = createLogger(name, settings.logLevel);
  const patiently = <T>(what: string, work: () => Promise<T>) =>
    stopping ? untilItWorks(work, { signal: stopping, onWaiting: logWaiting(logger, what) }) : work();
  keepFilesPrivate();
  const nodeUrl = settings.chainRpcUrl ?? `http://127.0.0.1:${settings.chainPort}`;
  const rpc = createRpc(nodeUrl, stopping && { signal: stopping });
  const chainId = await patiently("for the chain's node", async () =>
    Number(await rpc.call<string>("eth_chainId", [], { once: true })),
  );
  const record = await readDeployment([settings.dataFolder, PROJECT_FOLDER], chainId);
  if (!record) throw new SettingsError(`There is no deployment of Trace on chain ${chainId}: run \`npm start\` first`);

  const database = await patiently("for the database", () =>
    openMigrated(join(settings.dataFolder, "suyuan.sqlite"), { blocking: LOCK_PATIENCE }),
  );
  return {
    rpc,
    database,
    objects: await patiently("for the object storage", () =>
      openObjects({ dataFolder: settings.dataFolder, location: settings.objects }),
    ),
    deployment: { chainId, contract: record.address },
    startBlock: record.startBlock,
    finalBlock: finality(rpc, settings.confirmations),
    pollInterval: settings.pollInterval,
    logger,
  };
}
