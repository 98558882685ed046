/** `npm run rebuild`: throw away everything that the mirror derived from the chain, and derive it anew. */
import { join } from "node:path";
import { readDeployment } from "../chain/deployment.ts";
import { finality } from "../chain/finality.ts";
import { createRpc } from "../chain/rpc.ts";
import { createLogger } from "../config/logger.ts";
import { PROJECT_FOLDER, readSettings } from "../config/settings.ts";
import { rebuildProjections } from "../indexer/rebuild.ts";
import { diskObjects } from "../integrations/objects/disk.ts";
import { migrate, openDatabase } from "../store/database.ts";

try {
  const settings = readSettings();
  const rpc = createRpc(settings.chainRpcUrl ?? `http://127.0.0.1:${settings.chainPort}`);
  const chainId = Number(await rpc.call<string>("eth_chainId", []));
  const record = await readDeployment([settings.dataFolder, PROJECT_FOLDER], chainId);
  if (!record) throw new Error(`There is no deployment of Trace on chain ${chainId}`);
  const database = openDatabase(join(settings.dataFolder, "suyuan.sqlite"));
  await migrate(database);
  const lines = await rebuildProjections(
    {
      rpc,
      database,
      objects: await diskObjects(join(settings.dataFolder, "objects")),
      deployment: { chainId, contract: record.address },
      startBlock: record.startBlock,
      finalBlock: finality(rpc, settings.confirmations),
      pollInterval: settings.pollInterval,
      logger: createLogger("rebuild", settings.logLevel),
    },
    (line) => console.error(`· ${line} lines`),
  );
  await database.close();
  console.log(`The mirror was rebuilt from the chain: ${lines} lines.`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
