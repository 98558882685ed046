/** The few views of `Trace` that verification asks for, over any JSON-RPC endpoint. */
import { boundedJson } from "./answer.ts";
import { keccak256Text } from "./hash.ts";
import type { Hex } from "./hex.ts";

/** One JSON-RPC call: gives the result, or throws. */
export type RpcCall = (method: string, parameters: readonly unknown[]) => Promise<unknown>;

/** Roles as the contract packs them. */
export interface AccountRoles {
  readonly current: number;
  readonly ever: number;
}

/** Reads `Trace` at an address as of the latest block. */
export interface ContractReader {
  chainId(): Promise<number>;
  headOf(id: string): Promise<Hex>;
  seqOf(id: string): Promise<number>;
  kindRole(kind: string): Promise<number>;
  rolesOf(account: string): Promise<AccountRoles>;
}

/** A reader of the contract at `contract`. Its methods throw where the endpoint fails or gives no words. */
export function contractReader(rpc: RpcCall, contract: string): ContractReader {
  async function view(signature: string, argument: string): Promise<string[]> {
    const data = keccak256Text(signature).slice(0, 10) + argument.slice(2).padStart(64, "0");
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
    async rolesOf(account) {
      const [current, ever] = await view("rolesOf(address)", account);
      return { current: natural(current), ever: natural(ever) };
    },
  };
}

/** No view of the contract's is nearly so long. */
const ANSWER = { depth: 16, length: 1_048_576, values: 10_000 };

/** How often an endpoint is asked that has too much to do. */
const TRIES = 4;

/** A JSON-RPC call by `fetch`, which browsers and Node share. An endpoint that asks for patience is asked again. */
export function httpRpc(url: string): RpcCall {
  let id = 0;
  return async (method, parameters) => {
    for (let tries = 1; ; tries++) {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ jsonrpc: "2.0", id: ++id, method, params: parameters }),
        signal: AbortSignal.timeout(15_000),
      });
      const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
      if ((response.status === 429 || response.status === 503) && seconds <= 5 && tries < TRIES) {
        await response.body?.cancel();
        await new Promise((resolve) => setTimeout(resolve, seconds * 1000 * (0.5 + Math.random())));
        continue;
      }
      const body = (await boundedJson(response, ANSWER)) as { result?: unknown; error?: { message?: unknown } } | null;
      const said = body?.error?.message;
      if (body?.error) throw new Error(typeof said === "string" ? said.slice(0, 200) : "the endpoint gave an error");
      return body?.result;
    }
  };
}
