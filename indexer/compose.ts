/** Composes an indexer, for the indexer itself and for rebuilding its mirror. */
import { join } from "node:path";
import { finality } from "../chain/finality.ts";
import { createRpc } from "../chain/rpc.ts";
import { deploymentOn } from "../config/find-deployment.ts";
import { createLogger } from "../config/logger.ts";
import { logWaiting, untilItWorks } from "../config/patience.ts";
import { keepFilesPrivate } from "../config/private-files.ts";
import { readSettings, SettingsError } from "../config/settings.ts";
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
  const chainId = await patiently(`for the chain's node: ${startNode(settings.chainRpcUrl)}`, async () =>
    Number(await rpc.call<string>("eth_chainId", [], { once: true })),
  );
  const record = await patiently(`for the chain's node: ${startNode(settings.chainRpcUrl)}`, () =>
    deploymentOn({ dataFolder: settings.dataFolder, rpc }, chainId),
  );
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

/** What to do about a node that does not answer. The address, which may hold a key, is not told. */
function startNode(chainRpcUrl: string | null): string {
  return chainRpcUrl === null
    ? "start one with `npm start`, or give its address in CHAIN_RPC_URL"
    : "start the one in CHAIN_RPC_URL, or give another";
}
