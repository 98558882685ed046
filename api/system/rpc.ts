import { type RouteConfig, z } from "@hono/zod-openapi";
import { cors } from "hono/cors";
import { DomainError } from "../../domain/shared/errors.ts";
import { readJson } from "../http/body.ts";
import { clientAddress } from "../http/client-address.ts";
import { endpoint } from "../http/endpoint.ts";
import type { Application } from "../http/env.ts";
import { RequestFault } from "../http/failure.ts";
import { fairPool, PoolFull, type PoolLimits } from "../http/fair-pool.ts";
import type { RateLimiter } from "../http/rate-limits.ts";
import type { AppOptions, RpcRequest } from "../options.ts";
import { LIMIT_EXCEEDED, rpcFailure } from "./rpc-failure.ts";
import { costOf, type HeadOf, ParametersRefused, parametersOf } from "./rpc-methods.ts";

/** What a request may take. */
export interface RpcLimits extends PoolLimits {
  /** The largest request, in bytes. */
  readonly requestBytes: number;
  /** The most calls in a batch. */
  readonly calls: number;
  /** The largest answer, with all of a batch's, in bytes. */
  readonly answerBytes: number;
  /** Milliseconds for a request with all of a batch's calls, once it has its place. */
  readonly time: number;
}

/**
 * The share of the node that pages get: four requests at a time, so that they never hold up writing to or mirroring the
 * chain.
 */
export const DEFAULT_RPC_LIMITS: RpcLimits = {
  requestBytes: 64 * 1024,
  calls: 20,
  answerBytes: 2 * 1024 * 1024,
  time: 10_000,
  width: 4,
  widthByAddress: 2,
  queue: 256,
  queueByAddress: 24,
  patience: 5_000,
};

/** Seconds after which a caller without a slot may retry. */
const RETRY_AFTER = "2";
/** Bytes of an answer that cost as much as a call. */
const BYTES_A_POINT = 64 * 1024;

const requestSchema = z.object({
  jsonrpc: z.literal("2.0"),
  id: z.union([z.string().max(100), z.number(), z.null()]),
  method: z.string().max(100),
  params: z.array(z.unknown()).max(10).default([]),
});

/**
 * `POST /rpc`: read-only JSON-RPC for pages that verify and have no node of their own. Calls, code and logs are limited
 * to our contract: running arbitrary code could burn the node's time. The calls of a batch run one after the other, in
 * one slot of a pool that is shared fairly among addresses.
 */
export function rpcRoute(app: Application, options: AppOptions, limiter: RateLimiter): void {
  const contract = options.services.settings.contract.toLowerCase();
  const limits = { ...DEFAULT_RPC_LIMITS, ...options.rpcLimits };
  const pool = fairPool(limits);
  app.use(
    "/rpc",
    cors({ origin: "*", allowMethods: ["POST"], allowHeaders: ["Content-Type"], exposeHeaders: ["Retry-After"] }),
  );

  /** The answer to one call, of at most so many bytes. */
  async function answer(input: unknown, signal: AbortSignal, bytes: number): Promise<unknown> {
    const parsed = requestSchema.safeParse(input);
    if (!parsed.success) return rpcFailure(null, -32600, "Invalid Request");
    const { id, method, params } = parsed.data;
    const pass = (asked: Pick<RpcRequest, "method" | "params">) =>
      options.rpc({ jsonrpc: "2.0", id, ...asked }, { signal, bytes });
    const headOf: HeadOf = async (tag) => {
      const { result } = (await pass({ method: "eth_getBlockByNumber", params: [tag, false] })) as Numbered;
      if (typeof result?.number !== "string") throw new Error("the node names no such block");
      return Number(result.number);
    };
    try {
      signal.throwIfAborted();
      const passed = await parametersOf({ method, params }, contract, headOf);
      if (!passed) return rpcFailure(id, -32601, "This method is not passed on");
      return await pass({ method, params: passed });
    } catch (error) {
      if (error instanceof ParametersRefused) return rpcFailure(id, -32602, error.message);
      if (error instanceof DomainError && error.code === "payload-too-large") {
        return rpcFailure(id, LIMIT_EXCEEDED, "The node's answer is too large to be passed on: ask for less");
      }
      options.logger.warn({ err: error, method }, "the node did not answer a call that was passed on");
      return rpcFailure(id, -32603, "The node does not answer");
    }
  }

  /** The answers to all calls as JSON texts, one after the other. */
  async function answers(calls: readonly unknown[], client: AbortSignal): Promise<string[]> {
    const signal = AbortSignal.any([client, AbortSignal.timeout(limits.time)]);
    const texts: string[] = [];
    let left = limits.answerBytes;
    for (const call of calls) {
      client.throwIfAborted();
      const text = JSON.stringify(await answer(call, signal, left));
      texts.push(text);
      left = Math.max(0, left - Buffer.byteLength(text));
    }
    return texts;
  }

  const answerSchema = z.record(z.string(), z.unknown());
  const content = (schema: z.ZodType) => ({ "application/json": { schema } });
  const failure = (description: string) => ({ description, content: content(answerSchema) });
  const route: RouteConfig = {
    method: "post",
    path: "/rpc",
    tags: ["System"],
    summary: "Read-only JSON-RPC of the chain",
    description:
      "What verifying takes: `eth_call`, `eth_getCode` and `eth_getLogs` (2,000 blocks at most; any number for `AccountDescribed` and `RolesSet` of named accounts, `Created`, `SplitOff` and `Produced` of named batches) of the contract alone, and blocks, transactions and receipts. A batch has at most 20 calls, an answer 2 MiB.",
    request: { body: { content: content(requestSchema) } },
    responses: {
      200: { description: "The node's answer", content: content(z.union([answerSchema, z.array(answerSchema)])) },
      400: failure("No JSON"),
      413: failure("Too large"),
      415: failure("No JSON by its type"),
      429: failure("Asked too often, or too much at once"),
      503: failure("Others ask too much at once"),
    },
  };
  endpoint(app, route, [], async (context) => {
    const body = await readJson(context, limits.requestBytes);
    const calls: readonly unknown[] = Array.isArray(body) ? body : [body];
    if (calls.length === 0 || calls.length > limits.calls) {
      return context.json(rpcFailure(null, -32600, `A batch has 1 to ${limits.calls} calls`));
    }
    await limiter.countAddress(
      context,
      "rpc",
      calls.reduce<number>((sum, call) => sum + costOf(call), 0),
    );
    const client = context.req.raw.signal;
    const address = clientAddress(context, options.trustedProxies ?? 0);
    const texts = await pool
      .run(address, client, () => answers(calls, client))
      .catch((error: unknown) => {
        if (!(error instanceof PoolFull) && !client.aborted) throw error;
        if (error instanceof PoolFull && error.own) {
          throw new RequestFault("too-many-requests", "Too many requests at once", { "Retry-After": RETRY_AFTER });
        }
        // Also where the client has gone: nobody reads the answer.
        throw new DomainError("unavailable", "Others ask the chain too much just now", [], { cause: error });
      });
    const text = Array.isArray(body) ? `[${texts.join(",")}]` : (texts[0] as string);
    const points = Math.floor(Buffer.byteLength(text) / BYTES_A_POINT);
    // Its cost counts against the caller's next requests.
    if (points > 0) await limiter.countAddress(context, "rpc", points).catch(() => undefined);
    return context.body(text, 200, { "Content-Type": "application/json" });
  });
}

interface Numbered {
  readonly result?: { readonly number?: unknown } | null;
}
