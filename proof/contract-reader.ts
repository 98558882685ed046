/** The few views of `Trace` that verification asks for, over any JSON-RPC endpoint. */
import * as z from "zod/mini";
import type { ProfileLine } from "../domain/profiles/profiles-of.ts";
import { boundedJson } from "./answer.ts";
import { decodeLog, topicOf } from "./codec.ts";
import { keccak256Text } from "./hash.ts";
import type { Hex } from "./hex.ts";
import { patienceAsked, TRIES, waitFor } from "./patience.ts";

/** One JSON-RPC call: gives the result, or throws. */
export type RpcCall = (method: string, parameters: readonly unknown[]) => Promise<unknown>;

/** An account as the contract has it. */
export interface AccountState {
  /** All its roles, whether or not their term is over. */
  readonly roles: number;
  /** Last second at which they hold; 0 for no end. */
  readonly validUntil: number;
  /** One more than the highest nonce that was used. */
  readonly nextNonce: number;
  /** Which of the 120 nonces before that were used: bit 0 is for the one before it. */
  readonly window: bigint;
}

/** What one call proves a whole mirror against. */
export interface ContractState {
  /** The hash chain over all lines. */
  readonly chain: Hex;
  readonly lineCount: number;
  readonly paused: boolean;
}

/** Reads `Trace` at an address as of the latest block. */
export interface ContractReader {
  chainId(): Promise<number>;
  headOf(id: string): Promise<Hex>;
  seqOf(id: string): Promise<number>;
  kindRole(kind: string): Promise<number>;
  accountOf(account: string): Promise<AccountState>;
  state(): Promise<ContractState>;
  /**
   * The lines by which these accounts were described, in one block or in all. Nothing proves that the endpoint gives all.
   */
  descriptionsOf(accounts: readonly Hex[], block?: number): Promise<ProfileLine[]>;
}

const hex = z.string().check(z.regex(/^0x[0-9a-f]*$/i), z.toLowerCase());
const logsSchema = z.array(z.object({ address: hex, topics: z.array(hex), data: hex }));

/** A reader of the contract at `contract`. Its methods throw where the endpoint fails or gives no words. */
export function contractReader(rpc: RpcCall, contract: string): ContractReader {
  async function view(signature: string, argument = "0x"): Promise<string[]> {
    const data = keccak256Text(signature).slice(0, 10) + (argument === "0x" ? "" : argument.slice(2).padStart(64, "0"));
    const result = String(await rpc("eth_call", [{ to: contract, data }, "latest"]));
    if (!/^0x([0-9a-f]{64})+$/i.test(result)) throw new Error(`there is no Trace contract at ${contract}`);
    return result.slice(2).match(/.{64}/g) as string[];
  }
  const natural = (word: string | undefined) => Number(BigInt(`0x${word}`));

  return {
    chainId: async () => Number(BigInt(String(await rpc("eth_chainId", [])))),
    headOf: async (id) => `0x${(await view("headOf(bytes32)", id))[0]}`,
    seqOf: async (id) => natural((await view("batchOf(bytes32)", id))[2]),
    kindRole: async (kind) => natural((await view("kindRole(bytes32)", kind))[0]),
    async accountOf(account) {
      const [roles, validUntil, , nextNonce, window] = await view("accountOf(address)", account);
      return {
        roles: natural(roles),
        validUntil: natural(validUntil),
        nextNonce: natural(nextNonce),
        window: BigInt(`0x${window}`),
      };
    },
    async state() {
      const [chain, lineCount, paused] = await view("state()");
      return { chain: `0x${chain}`, lineCount: natural(lineCount), paused: natural(paused) === 1 };
    },
    async descriptionsOf(accounts, block) {
      const [fromBlock, toBlock] = block === undefined ? ["0x0", "latest"] : [toQuantity(block), toQuantity(block)];
      const topics = [
        topicOf("AccountDescribed"),
        accounts.map((account) => `0x${account.slice(2).padStart(64, "0")}`),
      ];
      const logs = logsSchema.parse(await rpc("eth_getLogs", [{ address: contract, topics, fromBlock, toBlock }]));
      return logs.map((log) => {
        const { event, args } = decodeLog(log) ?? {};
        // Whatever else the endpoint gives, it does not answer what it was asked.
        if (event !== "AccountDescribed" || log.address !== contract.toLowerCase()) throw new Error("not such a log");
        const { account, actor, line, digest, roles, timestamp } = args as unknown as Description;
        if (!accounts.includes(account)) throw new Error("a log of another account");
        return { account, author: actor, line, digest, roles, timestamp };
      });
    },
  };
}

type Description = Omit<ProfileLine, "author"> & { readonly actor: Hex };

const toQuantity = (number: number) => `0x${number.toString(16)}`;

/** No answer that verification needs is nearly so long. */
const ANSWER = { depth: 16, length: 1_048_576, values: 10_000 };

/** A JSON-RPC call by `fetch`, which browsers and Node share. An endpoint that asks for patience is asked again. */
export function httpRpc(url: string): RpcCall {
  let id = 0;
  async function ask(method: string, parameters: readonly unknown[], signal: AbortSignal): Promise<Answer> {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: ++id, method, params: parameters }),
      signal,
    });
    const seconds = patienceAsked(response);
    if (seconds !== undefined) {
      await response.body?.cancel();
      return { seconds };
    }
    const body = (await boundedJson(response, ANSWER)) as { result?: unknown; error?: { message?: unknown } } | null;
    const said = body?.error?.message;
    if (body?.error) throw new Error(typeof said === "string" ? said.slice(0, 200) : "the endpoint gave an error");
    return { result: body?.result };
  }
  return async (method, parameters) => {
    for (let tries = 1; ; tries++) {
      const answer = await inTime((signal) => ask(method, parameters, signal));
      if (!("seconds" in answer)) return answer.result;
      if (tries === TRIES) throw new Error("the endpoint has too much to do");
      await waitFor(answer.seconds);
    }
  };
}

/** A result, or the seconds after which to ask again. */
type Answer = { readonly result: unknown } | { readonly seconds: number };

/** What is not over in 15 seconds is broken off. `AbortSignal.timeout` is younger than the phones that verify. */
async function inTime<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 15_000);
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}
