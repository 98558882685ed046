import type { FailureCode, Respond } from "../http/failure.ts";
import { statusOf } from "../http/problem.ts";
import type { RpcRequest } from "../options.ts";

/** EIP-1474: a request exceeds a defined limit. */
export const LIMIT_EXCEEDED = -32005;

const CODES: Readonly<Partial<Record<FailureCode, number>>> = {
  malformed: -32700,
  "too-many-requests": LIMIT_EXCEEDED,
  unavailable: LIMIT_EXCEEDED,
  internal: -32603,
};

/** A JSON-RPC error response. */
export function rpcFailure(id: RpcRequest["id"], code: number, message: string) {
  return { jsonrpc: "2.0", id, error: { code, message } };
}

/** A failure of a whole request, as JSON-RPC has it. */
export const respondRpc: Respond = (context, { code, message, headers }) =>
  context.json(rpcFailure(null, CODES[code] ?? -32600, message), statusOf(code), { ...headers });
