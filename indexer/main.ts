/** `npm run index`: the indexer, a process of its own. */
import { join } from "node:path";
import { readDeployment } from "../chain/deployment.ts";
import { finality } from "../chain/finality.ts";
import { createRpc } from "../chain/rpc.ts";
import { createLogger } from "../config/logger.ts";
import { runProcess } from "../config/process.ts";
import { PROJECT_FOLDER, readSettings, SettingsError } from "../config/settings.ts";
import { diskObjects } from "../integrations/objects/disk.ts";
import { migrate, openDatabase } from "../store/database.ts";
import { startIndexer } from "./run.ts";

await runProcess(async () => {
  const settings = readSettings();
  const logger = createLogger("indexer", settings.logLevel);
  const rpc = createRpc(settings.chainRpcUrl ?? `http://127.0.0.1:${settings.chainPort}`);
  const chainId = Number(await rpc.call<string>("eth_chainId", []));
  const record = await readDeployment([settings.dataFolder, PROJECT_FOLDER], chainId);
  if (!record) throw new SettingsError(`There is no deployment of Trace on chain ${chainId}: run \`npm start\` first`);

  const database = openDatabase(join(settings.dataFolder, "suyuan.sqlite"));
  await migrate(database);
  const indexer = await startIndexer({
    rpc,
    database,
    objects: await diskObjects(join(settings.dataFolder, "objects")),
    deployment: { chainId, contract: record.address },
    startBlock: record.startBlock,
    finalBlock: finality(rpc, settings.confirmations),
    pollInterval: settings.pollInterval,
    logger,
  });
  return {
    done: indexer.done,
    async stop() {
      await indexer.stop();
      await database.close();
    },
  };
});
