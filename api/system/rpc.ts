import { type RouteConfig, z } from "@hono/zod-openapi";
import { cors } from "hono/cors";
import { readJson } from "../http/body.ts";
import { endpoint } from "../http/endpoint.ts";
import type { Application } from "../http/env.ts";
import type { RateLimiter } from "../http/rate-limits.ts";
import type { AppOptions, RpcRequest } from "../options.ts";

/** The largest request, in bytes. */
const LIMIT = 64 * 1024;
/** The most calls in a batch. */
const MAXIMUM_CALLS = 20;

/** What only reads, and costs the node little. */
const METHODS = new Set([
  "eth_call",
  "eth_chainId",
  "eth_blockNumber",
  "eth_getBlockByNumber",
  "eth_getBlockByHash",
  "eth_getLogs",
  "eth_getTransactionByHash",
  "eth_getTransactionReceipt",
  "eth_getCode",
]);

const requestSchema = z.object({
  jsonrpc: z.literal("2.0"),
  id: z.union([z.string().max(100), z.number(), z.null()]),
  method: z.string().max(100),
  params: z.array(z.unknown()).default([]),
});

const failed = (id: RpcRequest["id"], code: number, message: string) => ({
  jsonrpc: "2.0",
  id,
  error: { code, message },
});

/**
 * `POST /rpc`: read-only JSON-RPC for pages that verify and have no node of their own. Calls and logs are of our
 * contract only: a call of one's own code would be a way to burn the node's time.
 */
export function rpcRoute(app: Application, options: AppOptions, limiter: RateLimiter): void {
  const contract = options.services.settings.contract.toLowerCase();
  app.use("/rpc", cors({ origin: "*", allowMethods: ["POST"], allowHeaders: ["Content-Type"] }));

  async function answer(input: unknown): Promise<unknown> {
    const parsed = requestSchema.safeParse(input);
    if (!parsed.success) return failed(null, -32600, "Invalid Request");
    const request = parsed.data;
    if (!METHODS.has(request.method)) return failed(request.id, -32601, "This method is not passed on");
    if (!isOfContract(request, contract)) {
      return failed(request.id, -32602, "Only calls and logs of the traceability contract are passed on");
    }
    try {
      return await options.rpc(request);
    } catch (error) {
      options.logger.warn({ err: error, method: request.method }, "the node did not answer a call that was passed on");
      return failed(request.id, -32603, "The node does not answer");
    }
  }

  const answerSchema = z.record(z.string(), z.unknown());
  const content = (schema: z.ZodType) => ({ "application/json": { schema } });
  const route: RouteConfig = {
    method: "post",
    path: "/rpc",
    tags: ["System"],
    summary: "Read-only JSON-RPC of the chain",
    request: { body: { content: content(requestSchema) } },
    responses: {
      200: { description: "The node's answer", content: content(z.union([answerSchema, z.array(answerSchema)])) },
      400: { description: "No JSON" },
      413: { description: "Too large" },
      415: { description: "No JSON by its type" },
      429: { description: "Asked too often" },
    },
  };
  endpoint(app, route, [], async (context) => {
    const body = await readJson(context, LIMIT);
    if (!Array.isArray(body)) {
      await limiter.countAddress(context, "rpc");
      return context.json(await answer(body));
    }
    if (body.length === 0 || body.length > MAXIMUM_CALLS) {
      return context.json(failed(null, -32600, `A batch has 1 to ${MAXIMUM_CALLS} calls`));
    }
    await limiter.countAddress(context, "rpc", body.length);
    return context.json(await Promise.all(body.map(answer)));
  });
}

function isOfContract({ method, params }: RpcRequest, contract: string): boolean {
  const [first] = params as readonly { readonly to?: unknown; readonly address?: unknown }[];
  // A third parameter would override the chain's state.
  if (method === "eth_call") return params.length <= 2 && isAddress(first?.to, contract);
  if (method === "eth_getLogs") return isAddress(first?.address, contract);
  return true;
}

function isAddress(value: unknown, address: string): boolean {
  return typeof value === "string" && value.toLowerCase() === address;
}
