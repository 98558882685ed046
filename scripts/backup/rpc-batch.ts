/** Many JSON-RPC calls in one request, if the node supports that. */
import { createRpc } from "../../chain/rpc.ts";

/** A call. */
export interface Call {
  readonly method: string;
  readonly params: readonly unknown[];
}

/**
 * Gives the results in the order of the calls; throws if one of them failed. Nodes without batch support get single
 * calls.
 */
export async function callMany<T>(url: string, calls: readonly Call[]): Promise<T[]> {
  const answers = await batch<T>(url, calls).catch(() => undefined);
  if (answers) return answers;
  const rpc = createRpc(url);
  const results: T[] = [];
  for (const { method, params } of calls) results.push(await rpc.call<T>(method, params));
  return results;
}

async function batch<T>(url: string, calls: readonly Call[]): Promise<T[] | undefined> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(calls.map((call, id) => ({ jsonrpc: "2.0", id, ...call }))),
    signal: AbortSignal.timeout(30_000),
    redirect: "error",
  });
  const body = (await response.json()) as { id: number; result?: T }[];
  if (!Array.isArray(body)) return undefined;
  const results = new Map(body.map((answer) => [answer.id, answer.result]));
  const ordered = calls.map((_, id) => results.get(id));
  return ordered.every((result) => result !== undefined) ? (ordered as T[]) : undefined;
}
