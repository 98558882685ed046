/**
 * The local chain: anvil from npm, which keeps its state in a file, so that a second start continues where the first
 * stopped.
 */
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createRpc } from "../../chain/rpc.ts";
import { type Child, startProgram } from "./child.ts";
import { StartError } from "./start-error.ts";

/** A running local chain. */
export interface LocalChain {
  readonly url: string;
  readonly child: Child;
}

/** The local chain's id: what wallets expect of a development chain. */
export const LOCAL_CHAIN_ID = 31337;

/**
 * Start the chain whose state is in a folder, on the port given or, if that is taken, any free one: unless clients of
 * an earlier start expect it there.
 */
export async function startLocalChain(folder: string, preferredPort: number, orAny = true): Promise<LocalChain> {
  await mkdir(folder, { recursive: true });
  await stopLeftover(join(folder, "anvil.pid"));
  const state = join(folder, "state.json");
  await mendState(state);

  const port = orAny ? await freePort(preferredPort) : await tryPort(preferredPort);
  if (port === undefined) throw new StartError(`The local chain's port ${preferredPort} is taken`);
  const genesis = await genesisTime(join(folder, "genesis-time"));
  const child = await startProgram("chain", anvilBinary(), parameters(port, state, genesis));
  await writeFile(join(folder, "anvil.pid"), String(child.pid));
  const url = `http://127.0.0.1:${port}`;
  const rpc = createRpc(url, { timeout: 1_000 });
  for (let tries = 0; tries < 200; tries++) {
    const ended = await Promise.race([child.exited, sleep(50, undefined)]);
    if (ended !== undefined) throw new StartError(`The local chain did not start: ${child.lastWords()}`);
    const answer = await rpc.call("eth_chainId", [], { once: true }).catch(() => undefined);
    if (answer === undefined) continue;
    // The chain's clock starts at its genesis, or at its latest block: correct it before anything is mined.
    await rpc.call("evm_setTime", [Math.floor(Date.now() / 1000)]);
    // For a backup, which asks the running chain for its state.
    await writeFile(join(folder, "anvil.url"), url);
    return { url, child };
  }
  await child.stop();
  throw new StartError("The local chain did not answer within 10 seconds");
}

function parameters(port: number, state: string, genesis: string): string[] {
  return [
    ["--host", "127.0.0.1"],
    ["--port", String(port)],
    ["--chain-id", String(LOCAL_CHAIN_ID)],
    ["--timestamp", genesis],
    // Saved every second: the outbox resends what a killed process loses.
    ["--state", state],
    ["--state-interval", "1"],
    // No publicly known keys hold money; and a block is final two blocks later.
    ["--accounts", "0"],
    ["--slots-in-an-epoch", "1"],
    ["--quiet"],
  ].flat();
}

/**
 * The chain's genesis time, kept from the first start on. Without it anvil creates a new genesis at every start, saves
 * them all, and returns any one of them as block 0.
 */
async function genesisTime(file: string): Promise<string> {
  const known = await readFile(file, "utf8").catch(() => undefined);
  if (known !== undefined) return known;
  const now = String(Math.floor(Date.now() / 1000));
  await writeFile(file, now, { flush: true });
  return now;
}

/** A state file truncated by a kill is replaced by the one of the last clean start. */
async function mendState(state: string): Promise<void> {
  const text = await readFile(state, "utf8").catch(() => undefined);
  if (text === undefined) return;
  try {
    JSON.parse(text);
    await copyFile(state, `${state}.previous`);
  } catch {
    await copyFile(`${state}.previous`, state).catch(() => {
      throw new StartError(`The local chain's state in ${state} cannot be read: remove it to begin a new chain`);
    });
  }
}

/** An anvil of ours that outlived its supervisor still holds the state: it is stopped first, by its pid. */
async function stopLeftover(pidFile: string): Promise<void> {
  const pid = Number(await readFile(pidFile, "utf8").catch(() => "0"));
  const command = pid > 1 ? await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "") : "";
  if (command.includes("anvil") && command.includes(dirname(pidFile))) {
    process.kill(pid, "SIGTERM");
    for (let tries = 0; tries < 100 && isAlive(pid); tries++) await sleep(50);
  }
  await rm(pidFile, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The binary itself and not its wrapper script, so that the pid is its own. */
export function anvilBinary(): string {
  const platform = `${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    const manifest = require.resolve(`@foundry-rs/anvil-${platform}/package.json`);
    return join(dirname(manifest), "bin", process.platform === "win32" ? "anvil.exe" : "anvil");
  } catch {
    throw new StartError(`There is no local chain for ${platform}: give a node's address in CHAIN_RPC_URL`);
  }
}

/** The preferred port if it is free, else any. */
export async function freePort(preferred: number): Promise<number> {
  return (await tryPort(preferred)) ?? (await tryPort(0)) ?? 0;
}

/** Bind and release a port: its number, or undefined if it is taken. */
export function tryPort(port: number, host = "127.0.0.1"): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : undefined));
    });
  });
}
