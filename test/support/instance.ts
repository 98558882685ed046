/** A whole instance as `npm start` runs it, in a data folder and on ports of its own. */
import { tryPort } from "../../scripts/start/local-chain.ts";
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

/** Start an instance and wait until it says that it is ready. */
export async function startInstance(settings: Readonly<Record<string, string>>): Promise<Instance> {
  const started = Date.now();
  const process = startProcess("scripts/start.ts", settings);
  let ended: number | string | undefined;
  void process.exited.then((code) => {
    ended = code;
  });
  await until(async () => {
    if (ended !== undefined) return true;
    return process.output().includes("is ready");
  }, 120_000);
  if (ended !== undefined) throw new Error(`the instance ended with ${ended}: ${process.output()}`);
  return { address: `http://127.0.0.1:${settings.PORT}`, process, ready: Date.now() - started };
}
