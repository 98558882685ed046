/** A whole instance as `npm start` runs it, in a data folder and on ports of its own. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { tryPort } from "../../scripts/start/local-chain.ts";
import { giveCompiled } from "./build.ts";
import { startProcess, type TestProcess, until } from "./process.ts";

/** A running instance. */
export interface Instance {
  readonly address: string;
  readonly process: TestProcess;
  /** Milliseconds from the start of the process to the block that says that it is ready. */
  readonly ready: number;
}

/** Settings for an instance in a folder, on free ports. */
export async function instanceSettings(folder: string): Promise<Record<string, string>> {
  const port = String(await tryPort(0));
  return {
    DATA_DIR: folder,
    PORT: port,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    CHAIN_PORT: String(await tryPort(0)),
    NODE_ENV: "development",
  };
}

/** Minutes rather than seconds: whatever else the machine is at, one that is never ready is told all the same. */
const PATIENCE = 600_000;

/**
 * Start an instance and wait until it says that it is ready.
 *
 * @param compiles Whether it has to compile the contract itself, where it deploys one; else it finds it compiled.
 */
export async function startInstance(
  settings: Readonly<Record<string, string>>,
  { compiles = false } = {},
): Promise<Instance> {
  const build = join(settings.DATA_DIR as string, "build");
  if (!compiles && !existsSync(build)) await giveCompiled(build);
  const started = Date.now();
  const process = startProcess("scripts/start.ts", settings);
  let ended: number | string | undefined;
  void process.exited.then((code) => {
    ended = code;
  });
  await until(async () => {
    if (ended !== undefined) return true;
    return process.output().includes("is ready");
  }, PATIENCE);
  if (ended !== undefined) throw new Error(`the instance ended with ${ended}: ${process.output()}`);
  return { address: `http://127.0.0.1:${settings.PORT}`, process, ready: Date.now() - started };
}
