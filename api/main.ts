/** The API, a process of its own. */
import type { Server } from "node:http";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { kindRoleOf } from "../chain/contract-kinds.ts";
import { finality } from "../chain/finality.ts";
import { openKeystore } from "../chain/keystore.ts";
import { officerKeys, unsafeOfficers } from "../chain/officers.ts";
import { passThrough } from "../chain/pass-through.ts";
import { createRpc } from "../chain/rpc.ts";
import { confirmChain, findDeployment } from "../config/find-deployment.ts";
import { createLogger } from "../config/logger.ts";
import { logWaiting, passingReason, untilItWorks } from "../config/patience.ts";
import { keepFilesPrivate, tightenDataFolder } from "../config/private-files.ts";
import { runProcess } from "../config/process.ts";
import { RESTORED_MARKER } from "../config/restored-marker.ts";
import { readSettings, type Settings, SettingsError } from "../config/settings.ts";
import { appointDueAgents } from "../domain/accounts/appoint-due-agents.ts";
import { grantDueRoles } from "../domain/accounts/grant-due-roles.ts";
import { unifyPhones } from "../domain/accounts/unify-phones.ts";
import { erasureCarrier } from "../domain/erasures/carry-out-erasures.ts";
import { HOLD_KINDS } from "../domain/records/holds.ts";
import type { Kind } from "../domain/records/kinds.ts";
import { kindMissing } from "../domain/roles/require-kind.ts";
import { ALERT_GUARD, alertWebhook } from "../integrations/alerts/webhook.ts";
import { openErp } from "../integrations/erp/open.ts";
import { openEvaluator } from "../integrations/evaluator/open.ts";
import { IPFS_GUARD } from "../integrations/ipfs/node.ts";
import { openDrivers } from "../integrations/messages/open.ts";
import { openObjects } from "../integrations/objects/open.ts";
import { createGuards } from "../integrations/outgoing/guards.ts";
import { WECHAT_GUARD, wechatHttp } from "../integrations/wechat/http.ts";
import { openMigrated } from "../store/database.ts";
import { logGone, watchFile } from "../store/watch-file.ts";
import { buildWeb } from "../web/bundle.ts";
import { eraseAfterRestore } from "./after-restore.ts";
import { createApp, respondFor } from "./app.ts";
import { startBackgroundWork } from "./background-work.ts";
import { startCollection } from "./collection.ts";
import { settleAccountKeys } from "./compose/keys.ts";
import { composeServices } from "./compose/services.ts";
import { composeWatching } from "./compose/watching.ts";
import { healthChecks } from "./health.ts";
import { answerMalformedRequests } from "./malformed-requests.ts";

/** Kinds that earlier contracts do not have. */
const LATER_KINDS: readonly Kind[] = ["commitment", "erasure", ...HOLD_KINDS];

const PHONES_SHARED =
  "these accounts share their phone number with an older one, which alone is found by it: they log in by their other names";

await runProcess(async (stopping) => {
  const settings = readSettings();
  const logger = createLogger("api", settings.logLevel);
  /** Waits out temporary conditions and logs them: once, and again when they are over. */
  const patiently = <T>(what: string, work: () => Promise<T>) =>
    untilItWorks(work, { signal: stopping, onWaiting: logWaiting(logger, what) });
  keepFilesPrivate();
  for (const path of tightenDataFolder(settings.dataFolder)) logger.warn({ path }, "others may read what is kept here");

  const leaving = new AbortController();
  const nodeUrl = settings.chainRpcUrl ?? `http://127.0.0.1:${settings.chainPort}`;
  const rpc = createRpc(nodeUrl, { signal: leaving.signal });
  const database = await patiently("for the database", () => openMigrated(join(settings.dataFolder, "suyuan.sqlite")));
  const record = await patiently("for the chain's node, which tells what contract there is", () =>
    findDeployment({ dataFolder: settings.dataFolder, database, rpc }),
  );
  const { chainId } = record;
  const keys = await openKeystore(join(settings.dataFolder, "keystore"), settings.keystorePassphrase);
  const settleKeys = () => settleAccountKeys(database, keys);
  // At once. While nothing can be written, nobody can register either, and reading does not wait for it.
  const areKeysSettled = await settleKeys().then(
    () => true,
    (error) => {
      if (passingReason(error) === undefined) throw error;
      return false;
    },
  );
  const { publicUrl, publicRpcUrl, explorerUrl, writeTimeout, registration, uidAccess } = settings;
  const { sessionLifetime, sandboxes } = settings;
  const development = !settings.production;
  const guards = createGuards();
  const drivers = openDrivers(settings, guards);
  const services = composeServices({
    database,
    objects: await patiently("for the object storage", () =>
      openObjects({ dataFolder: settings.dataFolder, location: settings.objects, guards }),
    ),
    keys,
    officers: officerKeys(keys, settings),
    rpc,
    deployment: { chainId, contract: record.address },
    finalBlock: finality(rpc, settings.confirmations),
    pollInterval: settings.pollInterval,
    phoneCountry: settings.phoneCountry,
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
      timeZone: settings.timeZone,
      publicRpcUrl,
      explorerUrl,
      writeTimeout,
      recallReminders: settings.recallReminders,
      stuckAfter: settings.alerts.thresholds.operationAge,
      registration,
      uidAccess,
      development,
      sandboxes,
      sessionLifetime,
      wechatRoleTemplate: settings.wechatRoleTemplate,
      wechatCustodyTemplate: settings.wechatCustodyTemplate,
      uploadLimits: settings.uploadLimits,
    },
  });
  const failed = Promise.withResolvers<never>();
  // In the background: reading waits neither for the chain nor for a writable database.
  const background = [
    patiently("for the chain's node", async () => {
      await confirmChain(rpc, record);
      const fault = settings.production && (await unsafeOfficers(rpc, record.address, keys, settings));
      if (fault) throw new SettingsError(fault);
      // A contract that was deployed earlier goes on without: who asks for such a line is told the same.
      for (const kind of LATER_KINDS) {
        if ((await kindRoleOf(rpc, record.address, kind)) === 0) logger.warn(kindMissing(kind));
      }
    }),
    patiently("to hand on roles that are due", () => grantDueRoles(services)),
    patiently("to store phone numbers in one form", async () => {
      const accountIds = await unifyPhones(services);
      if (accountIds.length > 0) logger.warn({ accountIds }, PHONES_SHARED);
    }),
    patiently("to appoint the agents that are due", () => appointDueAgents(services)),
    ...(areKeysSettled ? [] : [patiently("for the register of keys", settleKeys)]),
  ].map((work) => work.catch((error) => !stopping.aborted && failed.reject(error)));
  const file = watchFile(database.file, logGone(logger, database.file));
  const watching = composeWatching({ services, database, rpc, keys, logger, processMetrics: true });
  const health = healthChecks({
    database,
    objects: services.objects,
    watch: watching.chain,
    pollInterval: settings.pollInterval,
  });
  const collection = startCollection(services, health, logger);
  const looking = startBackgroundWork(services, logger);
  const { webhook } = settings.alerts;
  const alerts = watching.startAlerts({
    ...settings.alerts,
    webhook: webhook ? alertWebhook({ ...webhook, guard: guards.guard("alerts", ALERT_GUARD) }) : null,
  });

  const app = createApp({
    services,
    health,
    rpc: passThrough(nodeUrl),
    web: await buildWeb(),
    host: settings.operator,
    wechatDomainVerification: settings.wechatDomainVerification,
    logger,
    attachmentLimit: settings.maximumAttachmentBytes,
    trustedProxies: settings.trustedProxies,
    uploadLimit: settings.maximumUploadBytes,
    crossOrigins: settings.crossOrigins,
    metrics: watching.metrics,
    metricsToken: settings.metricsToken,
  });
  const afterRestore = { logger, signal: stopping };
  await eraseAfterRestore(services, erasureCarrier(services), join(settings.dataFolder, RESTORED_MARKER), afterRestore);
  const server = serve({ fetch: app.fetch, hostname: settings.host, port: settings.port }, ({ port }) =>
    logger.info({ port }, "the API listens"),
  );
  answerMalformedRequests(server as Server, respondFor);
  server.on("error", (error: NodeJS.ErrnoException) => {
    failed.reject(listeningError(error, settings) ?? error);
  });

  return {
    done: Promise.race([failed.promise, file.replaced]),
    async stop() {
      // Requests in flight are answered; a write that still waits for the chain is safe in the outbox.
      await Promise.race([
        new Promise((resolve) => server.close(resolve)),
        new Promise((resolve) => setTimeout(resolve, 5_000)),
      ]);
      leaving.abort();
      file.stop();
      await Promise.all(background);
      await alerts.stop();
      await collection.stop();
      await looking.stop();
      await services.ipfs.stop();
      await services.delivery.stop();
      await drivers.sms?.close();
      await services.outbox.stop();
      await services.callLog.flush();
      await services.scans.flush();
      await database.close();
    },
  };
});

/** Why listening there fails, for faults that waiting would not fix. */
function listeningError({ code }: NodeJS.ErrnoException, { host, port }: Settings): SettingsError | undefined {
  if (code === "EADDRINUSE") return new SettingsError(`Port ${port} is taken`);
  if (code === "EACCES") return new SettingsError(`Port ${port} may not be used: give another PORT`);
  if (code === "EADDRNOTAVAIL") return new SettingsError(`This machine has no address ${host}: give another HOST`);
  return undefined;
}
