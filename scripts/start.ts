/** `npm start`: the whole product on one machine, from nothing. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { KeystoreError, openKeystore } from "../chain/keystore.ts";
import { createRpc } from "../chain/rpc.ts";
import { readSettings, type Settings, SettingsError } from "../config/settings.ts";
import { migrate, openDatabase } from "../store/database.ts";
import { type Child, startModule } from "./start/child.ts";
import { ensureContract } from "./start/ensure-contract.ts";
import { ensureDemo } from "./start/ensure-demo.ts";
import { type LocalChain, startLocalChain, tryPort } from "./start/local-chain.ts";
import { lockFolder } from "./start/lock.ts";
import { sandboxesFor, startSandboxes } from "./start/sandboxes.ts";
import { StartError } from "./start/start-error.ts";
import { summary } from "./start/summary.ts";
import { type Supervised, supervise } from "./start/supervise.ts";

const running: Supervised[] = [];
/** Held for as long as we run: a lock that nobody refers to would be collected, and with it released. */
let lock: ReturnType<typeof lockFolder> | undefined;
const stopping = Promise.withResolvers<string | undefined>();

async function start(settings: Settings): Promise<void> {
  await mkdir(settings.dataFolder, { recursive: true });
  lock = lockFolder(settings.dataFolder);
  if ((await tryPort(settings.port, settings.host)) === undefined) {
    throw new StartError(`Port ${settings.port} is taken: stop what uses it, or give another PORT`);
  }
  step("Opening the keystore");
  const keys = await openKeystore(join(settings.dataFolder, "keystore"), settings.keystorePassphrase);

  const sandboxes = startSandboxes(sandboxesFor(settings), settings, keep);
  // Waited for below; until then its failure is nobody's surprise.
  sandboxes.catch(() => undefined);
  const rpcUrl = settings.chainRpcUrl ?? (await startChain(settings));
  step("Looking for the contract");
  const rpc = createRpc(rpcUrl);
  const local = settings.chainRpcUrl === null;
  const deployment = await ensureContract({ rpc, rpcUrl, keys, dataFolder: settings.dataFolder, local });

  step("Preparing the database");
  const database = openDatabase(join(settings.dataFolder, "suyuan.sqlite"));
  await migrate(database);
  await database.close();

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
    const { child } = current ?? (await startLocalChain(folder, port));
    current = undefined;
    return child;
  });
  return first.url;
}

/** Run something until all is stopped. */
function keep(name: string, run: () => Child | Promise<Child>): void {
  running.push(supervise(name, run, (reason) => stopping.resolve(reason)));
}

/** Waits until `/healthz` says that everything is ready; shows what is not, once a while. */
async function untilReady(address: string): Promise<void> {
  let answer = "";
  for (let tries = 1; ; tries++) {
    const ended = await Promise.race([stopping.promise, sleep(100, null)]);
    if (ended !== null) throw new StartError(ended ?? "Stopped while starting");
    const response = await fetch(`${address}/healthz`).catch(() => undefined);
    if (response?.ok) return;
    answer = (await response?.text()) ?? "no answer yet";
    if (tries % 100 === 0) step(`Still waiting: ${answer.slice(0, 300)}`);
  }
}

function step(text: string): void {
  console.error(`· ${text} …`);
}

/** Stops everything, the last started first: the API, the indexer, then what they use. */
async function stopAll(): Promise<void> {
  for (const child of running.toReversed()) await child.stop();
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => stopping.resolve(undefined));
}

let failure: string | undefined;
try {
  await start(readSettings(process.env, true));
  failure = await stopping.promise;
} catch (error) {
  const isOurs = error instanceof StartError || error instanceof SettingsError || error instanceof KeystoreError;
  failure = isOurs ? (error as Error).message : `Starting failed unexpectedly: ${(error as Error).stack}`;
  // A signal while starting ends it without complaint.
  if (isOurs && failure === "Stopped while starting") failure = undefined;
}
if (failure) console.error(failure);
else if (failure === undefined) console.error("· Stopping …");
await stopAll();
lock?.release();
process.exit(failure === undefined ? 0 : 1);
