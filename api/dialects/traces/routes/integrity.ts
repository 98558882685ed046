import { z } from "@hono/zod-openapi";
import { cors } from "hono/cors";
import { INTEGRITY_DAYS, readIntegrity } from "../../../../domain/monitoring/integrity.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import type { RouteOptions } from "../../../options.ts";
import { dataOf, failures } from "../documentation.ts";
import { success } from "../envelope.ts";

const chainOfLines = z.object({
  lines: z.int().openapi({ description: "How many lines: the contract numbers them without a gap" }),
  chain: z.string().openapi({ description: "The hash chain over all of them" }),
});

const integritySchema = z.object({
  at: z.iso.datetime(),
  chainId: z.int(),
  contract: z.string().openapi({ description: "The contract's address" }),
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

/** Whether what this installation answers is what the contract has. */
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
      const { chainId, contract } = services.settings;
      return success(context, { at: at.toISOString(), chainId, contract, onChain, ...rest });
    },
  );
}
