/** The local chain's state: from the running chain, which alone has all of it, or from the disk of a stopped one. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { createRpc, type Rpc } from "../../chain/rpc.ts";
import { CommandError } from "../deploy/command-error.ts";
import { lockFolder } from "../start/lock.ts";
import type { KnownChain } from "./snapshot.ts";
import type { WorkFolder } from "./work-folder.ts";

/** The source of the state. */
export interface ChainSource {
  /** Get the state. Has to be fast, since nobody can write meanwhile. */
  fetch(): Promise<void>;
  /** The state's text, and its latest block. */
  state(): Promise<{ text: string; block: number }>;
}

/** Waiting writers time out after ten seconds. */
const PATIENCE = 5_000;
const TRIES = 40;

/**
 * Find the local chain of a data folder. If the instance is stopped, the folder is locked until the work ends. Throws a
 * CommandError if an instance runs without its chain.
 */
export async function findChain(
  dataFolder: string,
  known: KnownChain | undefined,
  work: WorkFolder,
): Promise<ChainSource> {
  for (let tries = 1; ; tries++) {
    const rpc = await runningChain(dataFolder, known);
    if (rpc) return running(rpc);
    try {
      const lock = lockFolder(dataFolder);
      work.onEnd(async () => lock.release());
      return stopped(dataFolder, known);
    } catch {
      if (tries < TRIES) await sleep(250);
      else
        throw new CommandError(`An instance uses ${dataFolder}, but its chain does not answer: stop it, and try again`);
    }
  }
}

/** The chain that runs on this folder, rather than one that has since taken its port. */
async function runningChain(dataFolder: string, known: KnownChain | undefined): Promise<Rpc | undefined> {
  const url = await readFile(join(dataFolder, "chain", "anvil.url"), "utf8").catch(() => undefined);
  if (!url || !/^http:\/\/127\.0\.0\.1:\d+$/.test(url)) return undefined;
  const rpc = createRpc(url, { timeout: PATIENCE });
  const [genesis, state] = await Promise.all([
    rpc.call<{ hash: string } | null>("eth_getBlockByNumber", ["0x0", false], { once: true }),
    rpc.call<string>("web3_clientVersion", [], { once: true }),
  ]).catch(() => [null, ""] as const);
  if (!genesis || !state.startsWith("anvil")) return undefined;
  return known === undefined || genesis.hash === known.genesisHash ? rpc : undefined;
}

function running(rpc: Rpc): ChainSource {
  let packed: Buffer | undefined;
  return {
    async fetch() {
      const hex = await rpc.call<string>("anvil_dumpState", [], { once: true }).catch(() => {
        throw new CommandError(
          "The local chain did not hand out its state within 5 seconds: stop the instance, and try again",
        );
      });
      packed = Buffer.from(hex.slice(2), "hex");
    },
    async state() {
      const text = (await promisify(gunzip)(packed as Buffer)).toString();
      return { text, block: blockOf(text) };
    },
  };
}

function stopped(dataFolder: string, known: KnownChain | undefined): ChainSource {
  return {
    fetch: async () => undefined,
    async state() {
      const again = "start and stop the instance once, and back it up then";
      const text = await readFile(join(dataFolder, "chain", "state.json"), "utf8").catch(() => {
        throw new CommandError(
          `There is no local chain in ${dataFolder}: give CHAIN_RPC_URL where the instance has it`,
        );
      });
      let block: number;
      try {
        block = blockOf(text);
      } catch {
        throw new CommandError(`The local chain was killed while it saved its state: ${again}`);
      }
      if (known && block < known.block) {
        throw new CommandError(`The local chain was killed before it saved its latest blocks: ${again}`);
      }
      return { text, block };
    },
  };
}

function blockOf(text: string): number {
  return Number((JSON.parse(text) as { best_block_number: number | string }).best_block_number);
}
