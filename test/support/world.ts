/** The whole product for tests, on real parts: chain, database file, keystore, indexer, outbox, and the app itself. */
import { join } from "node:path";
import pino from "pino";
import { createApp } from "../../api/app.ts";
import type { Parts } from "../../api/compose/parts.ts";
import { composeServices } from "../../api/compose/services.ts";
import { composeWatching, type Watching } from "../../api/compose/watching.ts";
import { healthChecks } from "../../api/health.ts";
import type { AppOptions } from "../../api/options.ts";
import { type Keys, openKeystore } from "../../chain/keystore.ts";
import { officerKeys } from "../../chain/officers.ts";
import { createRpc } from "../../chain/rpc.ts";
import type { FileStore } from "../../domain/files/file-store.ts";
import type { Services } from "../../domain/services.ts";
import { type Indexer, startIndexer } from "../../indexer/run.ts";
import { diskObjects } from "../../integrations/objects/disk.ts";
import type { Database } from "../../store/database.ts";
import { startTestChain, type TestChain } from "./chain.ts";
import { openTestDatabase } from "./database.ts";
import { temporaryFolder } from "./folder.ts";

/** A running world. */
export interface World {
  readonly chain: TestChain;
  readonly folder: string;
  readonly keys: Keys;
  readonly database: Database;
  readonly services: ReturnType<typeof composeServices>;
  readonly indexer: Indexer;
  readonly watching: Watching;
  readonly app: ReturnType<typeof createApp>;
  /** The public address that the app believes it has. */
  readonly publicUrl: string;
  close(): Promise<void>;
}

/** What a test may want otherwise. */
export interface WorldOptions {
  readonly settings?: Partial<Services["settings"]>;
  readonly app?: Partial<AppOptions>;
  readonly parts?: Partial<Parts>;
  readonly evaluator?: Services["evaluator"];
  /** The registrar's key is one of its own, and the default admin's is not here: as in production. */
  readonly ownOfficers?: boolean;
  /** Where objects lie; the world's own folder if left out. */
  readonly objects?: FileStore;
}

const PRODUCTION = { production: true, registrarKey: "keystore", adminKey: null };
const PASSPHRASE = "a passphrase for tests";

/** Start a world of one's own. Close it in `afterAll`. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const folder = await temporaryFolder();
  const keys = await openKeystore(join(folder.path, "keystore"), PASSPHRASE, { scryptCost: 1024 });
  const chain = options.ownOfficers
    ? await startTestChain({ admin: keys.admin().address, registrar: keys.registrar })
    : await startTestChain({ admin: keys.relayer.address, registrar: keys.relayer });
  if (options.ownOfficers) await chain.rpc.call("hardhat_setBalance", [keys.relayer.address, "0x3635c9adc5dea00000"]);
  const database = await openTestDatabase(join(folder.path, "suyuan.sqlite"));
  const objects = options.objects ?? (await diskObjects(join(folder.path, "objects")));
  const logger = pino({ level: "silent" });
  const rpc = createRpc(chain.url);
  const finalBlock = async () => Math.max(0, (await rpc.blockNumber()) - 2);
  const deployment = { chainId: chain.chainId, contract: chain.contract };
  const indexer = await startIndexer({
    rpc,
    database,
    objects,
    deployment,
    startBlock: chain.startBlock,
    finalBlock,
    pollInterval: 10,
    logger,
  });
  const publicUrl = options.settings?.publicUrl ?? "http://suyuan.test";
  const services = composeServices({
    database,
    objects,
    keys,
    rpc,
    deployment,
    finalBlock,
    pollInterval: 10,
    evaluator: options.evaluator ?? null,
    logger,
    settings: {
      publicUrl,
      publicRpcUrl: null,
      explorerUrl: null,
      registration: "open",
      uidAccess: true,
      writeTimeout: 30_000,
      recallReminders: 2,
      stuckAfter: 600_000,
      development: true,
      sandboxes: [],
      sessionLifetime: 2_592_000,
      ...options.settings,
    },
    ...(options.ownOfficers && { officers: officerKeys(keys, PRODUCTION) }),
    ...options.parts,
  });
  const watching = composeWatching({
    services,
    database,
    rpc,
    keys,
    logger: options.app?.logger ?? logger,
    processMetrics: false,
    chainWatch: { headFor: 0, balanceFor: 0 },
  });
  const app = createApp({
    services,
    health: healthChecks({ database, objects, watch: watching.chain, pollInterval: 10 }),
    rpc: async ({ id, method, params }) => ({ jsonrpc: "2.0", id, result: await rpc.call(method, params) }),
    web: new Map(),
    logger,
    metrics: watching.metrics,
    ...options.app,
  });

  return {
    chain,
    folder: folder.path,
    keys,
    database,
    services,
    indexer,
    watching,
    app,
    publicUrl,
    async close() {
      await services.ipfs.stop();
      await services.delivery.stop();
      await services.outbox.stop();
      await services.callLog.flush();
      await services.scans.flush();
      await indexer.stop();
      await database.close();
      await chain.close();
      await folder.close();
    },
  };
}
