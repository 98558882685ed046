/** The API, a process of its own. */
import type { Server } from "node:http";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { readDeployment } from "../chain/deployment.ts";
import { finality } from "../chain/finality.ts";
import { openKeystore } from "../chain/keystore.ts";
import { passThrough } from "../chain/pass-through.ts";
import { createRpc } from "../chain/rpc.ts";
import { createLogger } from "../config/logger.ts";
import { runProcess } from "../config/process.ts";
import { PROJECT_FOLDER, readSettings, SettingsError } from "../config/settings.ts";
import { grantDueRoles } from "../domain/verbs/grant-due-roles.ts";
import { ALERT_GUARD, alertWebhook } from "../integrations/alerts/webhook.ts";
import { openErp } from "../integrations/erp/open.ts";
import { openEvaluator } from "../integrations/evaluator/open.ts";
import { IPFS_GUARD } from "../integrations/ipfs/node.ts";
import { openDrivers } from "../integrations/messages/open.ts";
import { openObjects } from "../integrations/objects/open.ts";
import { createGuards } from "../integrations/outgoing/guards.ts";
import { WECHAT_GUARD, wechatHttp } from "../integrations/wechat/http.ts";
import { migrate, openDatabase } from "../store/database.ts";
import { buildWeb } from "../web/bundle.ts";
import { createApp, respondFor } from "./app.ts";
import { startCollection } from "./collection.ts";
import { composeServices } from "./compose.ts";
import { settleAccountKeys } from "./compose-keys.ts";
import { composeWatching } from "./compose-watching.ts";
import { healthChecks } from "./health.ts";
import { answerUnreadable } from "./unreadable.ts";

await runProcess(async () => {
  const settings = readSettings();
  const logger = createLogger("api", settings.logLevel);
  const rpcUrl = settings.chainRpcUrl ?? `http://127.0.0.1:${settings.chainPort}`;
  const rpc = createRpc(rpcUrl);
  const chainId = Number(await rpc.call<string>("eth_chainId", []));
  const record = await readDeployment([settings.dataFolder, PROJECT_FOLDER], chainId);
  if (!record) throw new SettingsError(`There is no deployment of Trace on chain ${chainId}: run \`npm start\` first`);

  const keys = await openKeystore(join(settings.dataFolder, "keystore"), settings.keystorePassphrase);
  const database = openDatabase(join(settings.dataFolder, "suyuan.sqlite"));
  await migrate(database);
  await settleAccountKeys(database, keys);
  const { publicUrl, publicRpcUrl, explorerUrl, writeTimeout, registration, uidAccess } = settings;
  const { sessionLifetime, sandboxes } = settings;
  const development = !settings.production;
  const guards = createGuards();
  const drivers = openDrivers(settings, guards);
  const services = composeServices({
    database,
    objects: await openObjects({ dataFolder: settings.dataFolder, location: settings.objects, guards }),
    keys,
    rpc,
    deployment: { chainId, contract: record.address },
    finalBlock: finality(rpc, settings.confirmations),
    pollInterval: settings.pollInterval,
    evaluator: openEvaluator(settings, guards),
    logger,
    ipfs: settings.ipfsApiUrl ? { url: settings.ipfsApiUrl, guard: guards.guard("ipfs", IPFS_GUARD) } : undefined,
    guards,
    wechat: settings.wechat
      ? wechatHttp({ ...settings.wechat, guard: guards.guard("wechat", WECHAT_GUARD) })
      : undefined,
    erp: openErp(settings.erp, guards),
    drivers,
    tokens: { generation: settings.tokenKeyGeneration, lifetime: settings.tokenLifetime },
    settings: {
      publicUrl,
      publicRpcUrl,
      explorerUrl,
      writeTimeout,
      stuckAfter: settings.alerts.thresholds.operationAge,
      registration,
      uidAccess,
      development,
      sandboxes,
      sessionLifetime,
      uploadLimits: settings.uploadLimits,
    },
  });
  await grantDueRoles(services);
  const watching = composeWatching({ services, database, rpc, keys, logger, processMetrics: true });
  const health = healthChecks(rpc, database, watching.chain);
  const collection = startCollection(services, health, logger);
  const { webhook } = settings.alerts;
  const alerts = watching.startAlerts({
    ...settings.alerts,
    webhook: webhook ? alertWebhook({ ...webhook, guard: guards.guard("alerts", ALERT_GUARD) }) : null,
  });

  const app = createApp({
    services,
    health,
    rpc: passThrough(rpcUrl),
    web: await buildWeb(),
    logger,
    attachmentLimit: settings.maximumAttachmentBytes,
    trustedProxies: settings.trustedProxies,
    uploadLimit: settings.maximumUploadBytes,
    metrics: watching.metrics,
    metricsToken: settings.metricsToken,
  });
  const failed = Promise.withResolvers<void>();
  const server = serve({ fetch: app.fetch, hostname: settings.host, port: settings.port }, ({ port }) =>
    logger.info({ port }, "the API listens"),
  );
  answerUnreadable(server as Server, respondFor);
  server.on("error", (error: NodeJS.ErrnoException) => {
    const taken = error.code === "EADDRINUSE";
    failed.reject(taken ? new SettingsError(`Port ${settings.port} is taken`) : error);
  });

  return {
    done: failed.promise,
    async stop() {
      // Requests under way are answered; a write that still waits for the chain is in the outbox, safe.
      await Promise.race([
        new Promise((resolve) => server.close(resolve)),
        new Promise((resolve) => setTimeout(resolve, 5_000)),
      ]);
      await alerts.stop();
      await collection.stop();
      await services.ipfs.stop();
      await services.delivery.stop();
      await drivers.sms?.close();
      await services.outbox.stop();
      await services.calls.flush();
      await services.scans.flush();
      await database.close();
    },
  };
});
