import { z } from "@hono/zod-openapi";
import { cors } from "hono/cors";
import { INTEGRITY_DAYS, readIntegrity } from "../../../../domain/monitoring/integrity.ts";
import { MOST_LINES, readMirroredLines } from "../../../../domain/monitoring/mirrored-lines.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import type { RouteOptions } from "../../../options.ts";
import { dataOf, failures, jsonOf } from "../documentation.ts";
import { success } from "../envelope.ts";
import { proposedRpcUrl } from "../views/proof.ts";

const chainOfLines = z.object({
  lines: z.int().openapi({ description: "How many lines: the contract numbers them without a gap" }),
  chain: z.string().openapi({ description: "The hash chain over all of them" }),
});

const integritySchema = z.object({
  at: z.iso.datetime(),
  chainId: z.int(),
  contract: z.string().openapi({ description: "The contract's address" }),
  rpcUrl: z.string().openapi({ description: "A JSON-RPC endpoint by which anybody can ask the contract itself" }),
  explorerUrl: z
    .string()
    .nullable()
    .openapi({ description: "A block explorer of the network; null where there is none" }),
  mirror: chainOfLines
    .extend({ block: z.int(), blockHash: z.string(), finalBlock: z.int(), batches: z.int() })
    .nullable()
    .openapi({ description: "What is answered from; null before anything was mirrored" }),
  onChain: chainOfLines
    .nullable()
    .openapi({ description: "What the contract had as of the mirror's block; null where the chain's node cannot say" }),
  agrees: z.boolean().nullable().openapi({ description: "Whether both are the same; null where that is not known" }),
  lag: z.int().nullable().openapi({ description: "Blocks that the mirror is behind" }),
  days: z
    .array(
      z.object({
        day: z.iso.date(),
        checks: z.int(),
        batches: z.int().openapi({ description: "Batches whose head was compared with the contract's" }),
        mismatches: z.int(),
        disagreements: z.int().openapi({ description: "Checks at which all lines together were not the contract's" }),
        greatestLag: z.int(),
      }),
    )
    .openapi({ description: `By day of UTC, the latest first; at most ${INTEGRITY_DAYS}` }),
});

const linesSchema = z.object({
  status: z.literal("success"),
  data: z.array(
    z.object({
      line: z.int().openapi({ description: "Its number over the whole contract" }),
      event: z.string(),
      batchId: z.string().nullable().openapi({ description: "Null for a line of administration, as `seq`" }),
      seq: z.int().nullable().openapi({ description: "Its number in its batch" }),
      timestamp: z.int().openapi({ description: "Seconds, from the block" }),
      blockNumber: z.int(),
      transactionHash: z.string(),
      chain: z.string().openapi({ description: "The hash chain over all lines up to this one" }),
    }),
  ),
  meta: z.object({
    nextAfter: z.int().nullable().openapi({ description: "What `after` is for the next lines; null at the end" }),
  }),
});

/** Whether what this installation answers is what the contract has, as a whole and line by line. */
export function integrityRoutes(app: Application, { services }: RouteOptions): void {
  app.use("/v1/integrity", cors({ origin: "*", allowMethods: ["GET", "HEAD"] }));
  endpoint(
    app,
    {
      method: "get",
      path: "/v1/integrity",
      tags: ["Public"],
      summary: "Whether the mirror is what the contract says, now and on the last days",
      description:
        "Anybody can ask the contract the same: `state()` as of the mirror's block gives the number of its lines and the hash chain over all of them.",
      responses: { 200: dataOf(integritySchema, "What was found"), ...failures(429) },
    },
    [],
    async (context) => {
      const { at, contract: onChain, ...rest } = await readIntegrity(services);
      const { chainId, contract, explorerUrl } = services.settings;
      const network = { chainId, contract, rpcUrl: proposedRpcUrl(services.settings), explorerUrl };
      return success(context, { at: at.toISOString(), ...network, onChain, ...rest });
    },
  );

  app.use("/v1/lines", cors({ origin: "*", allowMethods: ["GET", "HEAD"] }));
  endpoint(
    app,
    {
      method: "get",
      path: "/v1/lines",
      tags: ["Public"],
      summary: "Every line of the contract as the mirror has it, to be held against the chain line by line",
      description:
        "No more than the contract's logs show to anybody. Mirrored lines may still be taken back by the chain.",
      request: {
        query: z.object({
          after: z.int().min(0).optional().openapi({ description: "Lines with greater numbers; all where left out" }),
          limit: z.int().min(1).max(MOST_LINES).optional().openapi({ description: "100 where left out" }),
          batch: z.string().optional().openapi({ description: "Of one batch: its `id`, or its id on chain" }),
        }),
      },
      responses: { 200: jsonOf(linesSchema, "The lines"), ...failures(404, 422, 429) },
    },
    [],
    async (context) => {
      const { lines, nextAfter } = await readMirroredLines(services, context.req.query());
      return context.json({ status: "success", data: lines, meta: { nextAfter } });
    },
  );
}
