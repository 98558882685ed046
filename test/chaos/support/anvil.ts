/** A chain that can be killed and reorganised: anvil, on one port for as long as the chain lives. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { createRpc, quantity } from "../../../chain/rpc.ts";
import type { Hex } from "../../../domain/shared/hex.ts";
import { anvilBinary, LOCAL_CHAIN_ID, tryPort } from "../../../scripts/start/local-chain.ts";
import { afterlifeOf, type DroppedTransaction } from "./afterlife.ts";
import { createGate } from "./gate.ts";
import type { Random } from "./random.ts";

/** How far before the head a block is final. */
export const FINAL_DEPTH = 10;
/** The deepest reorganisation, and the most blocks that a killed chain forgets. */
export const MAXIMUM_DEPTH = 8;

/** A running chain. */
export type Anvil = Awaited<ReturnType<typeof startAnvil>>;

interface Saved {
  readonly head: number;
  /** The latest block that this state and the chain of now have in common. */
  common: number;
}

interface RawBlock {
  readonly number: Hex;
  readonly hash: Hex;
  readonly parentHash: Hex;
  readonly transactions: readonly { readonly hash: Hex; readonly from: Hex }[];
}

/** Start a chain whose saved state lies in a folder. */
export async function startAnvil(folder: string) {
  const port = (await tryPort(0)) as number;
  const url = `http://127.0.0.1:${port}`;
  const genesis = Math.floor(Date.now() / 1000);
  const stateFile = join(folder, "chain.json");
  const rpc = createRpc(url, { timeout: 10_000 });
  const gate = createGate();
  const raws = new Map<string, string>();
  let child: ChildProcess;
  let isUp = false;
  let saved: Saved | undefined;
  /** The head at the latest start: of the blocks before it anvil has no state that a reorganisation could begin from. */
  let loadedHead = 0;
  let highest = 0;

  const parameters = [
    ["--host", "127.0.0.1", "--port", String(port), "--chain-id", String(LOCAL_CHAIN_ID)],
    ["--timestamp", String(genesis), "--accounts", "3", "--slots-in-an-epoch", String(FINAL_DEPTH / 2), "--quiet"],
  ].flat();

  async function start(): Promise<void> {
    child = spawn(anvilBinary(), [...parameters, ...(saved ? ["--load-state", stateFile] : [])], { stdio: "ignore" });
    for (;;) {
      if (child.exitCode !== null) throw new Error(`anvil did not start: ${child.exitCode}`);
      if (await rpc.call("eth_chainId", [], { once: true }).catch(() => undefined)) break;
      await sleep(20);
    }
    await rpc.call("evm_setTime", [Math.floor(Date.now() / 1000)]);
    loadedHead = await rpc.blockNumber();
  }

  /** Anvil mines a little after it has answered: wait until it has. */
  async function mined(): Promise<void> {
    for (let tries = 0; tries < 200; tries++) {
      const { pending } = await rpc.call<{ pending: Hex }>("txpool_status", []);
      if (Number(pending) === 0) return;
      await sleep(5);
    }
  }

  async function head(): Promise<number> {
    const number = await rpc.blockNumber();
    highest = Math.max(highest, number);
    return number;
  }

  const block = (number: number) => rpc.call<RawBlock | null>("eth_getBlockByNumber", [quantity(number), true]);

  async function transactionsAfter(number: number, last: number): Promise<DroppedTransaction[]> {
    const dropped: DroppedTransaction[] = [];
    for (let at = number + 1; at <= last; at++) {
      for (const { hash, from } of (await block(at))?.transactions ?? []) {
        const raw = raws.get(hash);
        if (raw) dropped.push({ hash, from, raw });
      }
    }
    return dropped;
  }

  async function send(raw: string): Promise<Hex> {
    const hash = await rpc.call<Hex>("eth_sendRawTransaction", [raw], { once: true });
    raws.set(hash, raw);
    return hash;
  }

  async function sendAgain(transactions: readonly string[]): Promise<void> {
    // One that the chain refuses now is lost as well.
    for (const raw of transactions) await send(raw).catch(() => undefined);
    await mined();
  }

  async function save(): Promise<void> {
    await mined();
    const state = await rpc.call<Hex>("anvil_dumpState", []);
    await writeFile(stateFile, await promisify(gunzip)(Buffer.from(state.slice(2), "hex")));
    const number = await head();
    saved = { head: number, common: number };
  }

  await start();
  isUp = true;
  return {
    url,
    rpc,
    /** Whether it answers. */
    isUp: () => isUp,
    /** Whatever asks the chain has to be let through here, unless it is down. */
    shared: gate.shared,
    /** Remember the bytes of a transaction that was sent: a reorganisation may put it back. */
    remember: (hash: string, raw: string) => void raws.set(hash, raw),
    send: (raw: string) => gate.shared(() => send(raw)),
    mine: (blocks = 1) =>
      gate.alone(async () => {
        await mined();
        for (let at = 0; at < blocks; at++) await rpc.call("evm_mine", []);
        await head();
      }),
    /** Write the state down that a kill goes back to. */
    save: () => gate.alone(save),

    /** Put other blocks in the place of the latest ones. Gives how many, which is less than asked for near a start. */
    reorganise: (asked: number, random: Random) =>
      gate.alone(async () => {
        await mined();
        const last = await head();
        const depth = Math.min(asked, last - loadedHead, last - (highest - FINAL_DEPTH));
        if (depth < 1) return 0;
        const fork = last - depth;
        const { included, sentAgain } = afterlifeOf(await transactionsAfter(fork, last), depth, random);
        await rpc.call("anvil_reorg", [depth, included], { once: true });
        if (saved) saved.common = Math.min(saved.common, fork);
        await sendAgain(sentAgain);
        return depth;
      }),

    /** `kill -9`, and a start from the state that was saved last. Gives how many blocks it forgot. */
    kill: (random: Random) =>
      gate.alone(async () => {
        await mined();
        const last = await head();
        const isTooOld = !saved || last - saved.head > MAXIMUM_DEPTH || saved.common < highest - FINAL_DEPTH;
        if (isTooOld) await save();
        const from = (saved as Saved).common;
        const { included, sentAgain } = afterlifeOf(await transactionsAfter(from, last), 1, random);
        isUp = false;
        child.kill("SIGKILL");
        await once(child, "exit");
        await sleep(random.below(300));
        await start();
        saved = { head: loadedHead, common: loadedHead };
        await sendAgain([...included.map(([raw]) => raw), ...sentAgain]);
        isUp = true;
        return last - loadedHead;
      }),

    /** Whether each block is the child of the one before: anvil has been seen to lose one. */
    async isWhole(from: number): Promise<boolean> {
      let parent = (await block(from))?.hash;
      const last = await head();
      for (let number = from + 1; number <= last; number++) {
        const next = await block(number);
        if (!next || next.parentHash !== parent) return false;
        parent = next.hash;
      }
      return true;
    },
    head,
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}
