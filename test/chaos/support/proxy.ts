/** Between the processes and the chain's node: passes calls on, or does with each what a fault tells. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Anvil } from "./anvil.ts";
import { NodeError } from "./lagging.ts";

/** Who calls: each has an address of its own at the proxy. */
export type Caller = "api" | "indexer" | "wallet";

/** One call on its way. */
export interface Call {
  readonly caller: Caller;
  readonly method: string;
  readonly parameters: readonly unknown[];
  /** Ask the node this. Throws a NodeError for an error that it answers with. */
  ask(method: string, parameters: readonly unknown[]): Promise<unknown>;
  /** What the node says to the call itself. */
  pass(): Promise<unknown>;
  /** What it said to the very same call before, the latest last: of blocks too that are not on the chain any more. */
  readonly before: readonly unknown[];
}

/** How a call is answered. */
export type Answer =
  | { readonly result: unknown }
  | { readonly error: unknown }
  /** An answer of another status, or a body that is not JSON-RPC. */
  | { readonly status: number; readonly body: string }
  /** The connection ends in the middle of the answer. */
  | { readonly cut: unknown }
  /** The connection ends without an answer. */
  | "nothing";

/** What is to go wrong. Asked for every call until it is spent. */
export interface Fault {
  readonly name: string;
  /** Whether this is a call for it; then it is applied. */
  takes(call: Call): boolean;
  apply(call: Call): Promise<Answer>;
}

/** A running proxy. */
export interface RpcProxy {
  addressOf(caller: Caller): string;
  /** From now on these faults, and no others. */
  setFaults(faults: readonly Fault[]): void;
  close(): Promise<void>;
}

/** Start a proxy in front of a chain. `onFault` hears of each fault when it is applied. */
export async function startProxy(chain: Anvil, onFault: (fault: string, call: Call) => void): Promise<RpcProxy> {
  let faults: readonly Fault[] = [];
  let nextId = 0;
  const history = new Map<string, unknown[]>();

  async function ask(method: string, parameters: readonly unknown[]): Promise<unknown> {
    if (!chain.isUp()) throw new Error("the chain is down");
    const body = JSON.stringify({ jsonrpc: "2.0", id: ++nextId, method, params: parameters });
    const headers = { "content-type": "application/json" };
    const { result, error } = await chain.shared(async () => {
      const response = await fetch(chain.url, { method: "POST", headers, body });
      return (await response.json()) as { result?: unknown; error?: unknown };
    });
    if (error !== undefined) throw new NodeError(error);
    if (method === "eth_sendRawTransaction") chain.remember(String(result), String(parameters[0]));
    return result;
  }

  async function answerTo(call: Call): Promise<Answer> {
    const fault = faults.find((candidate) => candidate.takes(call));
    if (fault) onFault(fault.name, call);
    try {
      return fault ? await fault.apply(call) : { result: await call.pass() };
    } catch (error) {
      return error instanceof NodeError ? { error: error.error } : "nothing";
    }
  }

  function historyOf(request: string): unknown[] {
    if (history.size > 5_000) history.clear();
    const known = history.get(request) ?? [];
    history.set(request, known);
    return known;
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { id, method, params } = JSON.parse(await text(request)) as { id: number; method: string; params: unknown[] };
    const caller = request.url?.split("/")[1] as Caller;
    const before = historyOf(JSON.stringify([method, params]));
    const pass = async () => {
      const result = await ask(method, params);
      if (before.push(result) > 20) before.shift();
      return result;
    };
    const call: Call = { caller, method, parameters: params, ask, pass, before };
    const answer = await answerTo(call);
    if (answer === "nothing") return void request.socket.destroy();
    if ("status" in answer) return void response.writeHead(answer.status, { "retry-after": "1" }).end(answer.body);
    response.writeHead(200, { "content-type": "application/json" });
    const body = JSON.stringify({ jsonrpc: "2.0", id, ...("cut" in answer ? { result: answer.cut } : answer) });
    if (!("cut" in answer)) return void response.end(body);
    response.write(body.slice(0, Math.ceil(body.length / 2)), () => request.socket.destroy());
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    addressOf: (caller) => `http://127.0.0.1:${port}/${caller}`,
    setFaults(next) {
      faults = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
