/** `npm start`: the whole product on one machine, from nothing. */
import { access, constants, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type DeploymentRecord, knownChains, OutdatedDeployment, readDeployment } from "../chain/deployment.ts";
import { KeystoreError, openKeystore } from "../chain/keystore.ts";
import { unsafeOfficers } from "../chain/officers.ts";
import { createRpc } from "../chain/rpc.ts";
import { rememberedDeployment } from "../config/find-deployment.ts";
import { memoryShortage } from "../config/memory.ts";
import { passingReason, untilItWorks } from "../config/patience.ts";
import { keepFilesPrivate, tightenDataFolder } from "../config/private-files.ts";
import { deniedFile, ignoreBrokenOutput } from "../config/process.ts";
import { readSettings, type Settings, SettingsError } from "../config/settings.ts";
import { storageFault } from "../domain/shared/storage-fault.ts";
import { openMigrated } from "../store/database.ts";
import { DatabaseUnusable } from "../store/database-file.ts";
import { type Child, startModule } from "./start/child.ts";
import { ensureContract } from "./start/ensure-contract.ts";
import { ensureDemo } from "./start/ensure-demo.ts";
import { type LocalChain, startLocalChain, tryPort } from "./start/local-chain.ts";
import { lockFolder } from "./start/lock.ts";
import { sandboxesFor, startSandboxes } from "./start/sandboxes.ts";
import { StartError } from "./start/start-error.ts";
import { summary } from "./start/summary.ts";
import { type Supervised, supervise } from "./start/supervise.ts";

/** Thrown when a signal arrives during startup. */
const STOPPED = "Stopped while starting";

const running: Supervised[] = [];
/** Held for as long as we run: an unreferenced lock would be garbage-collected, and thereby released. */
let lock: ReturnType<typeof lockFolder> | undefined;
const stopping = Promise.withResolvers<string | undefined>();
const leaving = new AbortController();
void stopping.promise.then(() => leaving.abort());

async function start(settings: Settings): Promise<void> {
  keepFilesPrivate();
  lock = await patiently("the data folder", async () => {
    await prepareFolder(settings.dataFolder);
    return lockFolder(settings.dataFolder);
  });
  // Before anything in it is changed.
  for (const chain of await knownChains(settings.dataFolder)) await readDeployment([settings.dataFolder], chain);
  if ((await tryPort(settings.port, settings.host)) === undefined) {
    throw new StartError(`Port ${settings.port} is taken: stop what uses it, or give another PORT`);
  }
  const shortage = memoryShortage();
  if (shortage) console.error(shortage);
  step("Opening the keystore");
  const keys = await patiently("the keystore", () =>
    openKeystore(join(settings.dataFolder, "keystore"), settings.keystorePassphrase),
  );

  const sandboxes = startSandboxes(sandboxesFor(settings), settings, keep);
  // Awaited below; until then its rejection must not be reported as unhandled.
  sandboxes.catch(() => undefined);
  const rpcUrl = settings.chainRpcUrl ?? (await startChain(settings));
  step("Preparing the database");
  const known = await patiently("the database", () => prepareDatabase(settings.dataFolder));
  step("Looking for the contract");
  const rpc = createRpc(rpcUrl, { signal: leaving.signal });
  const local = settings.chainRpcUrl === null;
  const { dataFolder, production } = settings;
  const find = async () => {
    const record = await ensureContract({ rpc, rpcUrl, keys, dataFolder, local, production });
    const fault = production && (await unsafeOfficers(rpc, record.address, keys, settings));
    if (fault) throw new StartError(fault);
    return record;
  };
  const deployment = known && !local && (await isSilent(rpcUrl)) ? known : await patiently("the chain's node", find);

  step("Starting indexer and API");
  const environment = {
    CHAIN_RPC_URL: rpcUrl,
    ...(local && { CHAIN_POLL_INTERVAL: String(settings.pollInterval) }),
    ...(await sandboxes).environment,
  };
  for (const name of ["indexer", "api"] as const) {
    const module = new URL(`../${name}/main.ts`, import.meta.url);
    keep(name, () => startModule(name, module, environment));
  }
  const address = `http://${settings.host.includes(":") ? `[${settings.host}]` : settings.host}:${settings.port}`;
  await untilReady(address);
  if (settings.demo) await ensureDemo(address, settings.dataFolder, step);
  console.log(summary(settings, deployment, rpcUrl, (await sandboxes).addresses));
}

async function startChain(settings: Settings): Promise<string> {
  step("Starting the local chain");
  const folder = join(settings.dataFolder, "chain");
  const first = await startLocalChain(folder, settings.chainPort);
  const port = Number(new URL(first.url).port);
  let current: LocalChain | undefined = first;
  keep("chain", async () => {
    const { child } = current ?? (await startLocalChain(folder, port, false));
    current = undefined;
    return child;
  });
  return first.url;
}

/** Run something until everything is stopped. */
function keep(name: string, run: () => Child | Promise<Child>): void {
  running.push(supervise(name, run, () => stopping.resolve("")));
}

/** Makes sure the data folder exists, is writable for us, and unreadable for others. */
async function prepareFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (error) {
    if (storageFault(error) === "full") throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new StartError(
      `DATA_DIR cannot be written to (${code}): ${folder}: let this user write there, or give another folder`,
    );
  }
  for (const path of tightenDataFolder(folder)) console.error(`Others may read ${path}, which is not ours to change`);
}

/** Migrates the database; gives the deployment that it and the folder refer to. */
async function prepareDatabase(dataFolder: string): Promise<DeploymentRecord | undefined> {
  const database = await openMigrated(join(dataFolder, "suyuan.sqlite"));
  try {
    return await rememberedDeployment({ dataFolder, database });
  } finally {
    await database.close();
  }
}

/** Whether the chain's node is unreachable: then reading works without it, and API and indexer wait for it. */
async function isSilent(rpcUrl: string): Promise<boolean> {
  try {
    await createRpc(rpcUrl, { timeout: 5_000 }).call("eth_chainId", [], { once: true });
    return false;
  } catch (error) {
    const reason = passingReason(error);
    if (reason === undefined) throw error;
    step(`${reason}: starting without it. What is in the database can be read, writes wait`);
    return true;
  }
}

/** Retries something until it succeeds, and reports what prevents it. */
function patiently<T>(what: string, work: () => Promise<T>): Promise<T> {
  const onWaiting = (reason: string | null) => {
    if (reason) step(`Waiting for ${what}: ${reason}`);
  };
  const stopped = stopping.promise.then((failure) => {
    throw new StartError(failure ?? STOPPED);
  });
  return Promise.race([untilItWorks(work, { onWaiting, signal: leaving.signal }), stopped]);
}

/** Waits until `/healthz` reports that everything is ready; prints what is not, at intervals. */
async function untilReady(address: string): Promise<void> {
  let reported: string | undefined;
  for (let tries = 1; ; tries++) {
    const ended = await Promise.race([stopping.promise, sleep(100, null)]);
    if (ended !== null) throw new StartError(ended ?? STOPPED);
    const response = await fetch(`${address}/healthz`).catch(() => undefined);
    if (response?.ok) return;
    if (tries % 100 !== 0) continue;
    const lacking = response ? lackingOf(await response.text()) : "the API does not answer yet";
    if (lacking !== reported) step(`Still waiting: ${lacking}`);
    reported = lacking;
  }
}

/** What is unhealthy, in words. */
function lackingOf(text: string): string {
  try {
    const { checks } = JSON.parse(text) as { checks: Record<string, { ok: boolean; detail: string }> };
    const lacking = Object.entries(checks).filter(([, { ok }]) => !ok);
    return lacking.map(([name, { detail }]) => `${name} ${detail}`).join("; ");
  } catch {
    return text.slice(0, 300);
  }
}

function step(text: string): void {
  console.error(`· ${text} …`);
}

/** Stops everything, the last started first: the API, the indexer, then what they use. */
async function stopAll(): Promise<void> {
  for (const child of running.toReversed()) await child.stop();
}

ignoreBrokenOutput();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"] as const) {
  process.on(signal, () => stopping.resolve(undefined));
}
// Our parent was killed while we were loading. Without a parent process this is undefined.
if (process.connected === false) process.exit(0);

let failure: string | undefined;
try {
  await start(readSettings(process.env, true));
  failure = await stopping.promise;
} catch (error) {
  const isOurs = [StartError, SettingsError, OutdatedDeployment, KeystoreError, DatabaseUnusable].some(
    (kind) => error instanceof kind,
  );
  const said = isOurs ? (error as Error).message : deniedFile(error);
  failure = said ?? `Starting failed unexpectedly: ${(error as Error).stack}`;
  // A signal during startup ends it without an error.
  if (isOurs && failure === STOPPED) failure = undefined;
}
if (failure) console.error(failure);
else if (failure === undefined) console.error("· Stopping …");
await stopAll();
lock?.release();
process.exit(failure === undefined ? 0 : 1);
