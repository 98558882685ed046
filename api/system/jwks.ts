import { z } from "@hono/zod-openapi";
import type { Services } from "../../domain/services.ts";
import { endpoint } from "../http/endpoint.ts";
import type { Application } from "../http/env.ts";

const jwksSchema = z
  .object({ keys: z.array(z.record(z.string(), z.string())) })
  .openapi("JsonWebKeySet", { description: "RFC 7517" });

/** `GET /.well-known/jwks.json`: the public keys by which anybody can check our access tokens. */
export function jwksRoute(app: Application, { tokens }: Services): void {
  endpoint(
    app,
    {
      method: "get",
      path: "/.well-known/jwks.json",
      tags: ["System"],
      summary: "The public keys of access tokens: the one that signs, then the one of the generation before",
      responses: {
        200: { description: "The keys", content: { "application/json": { schema: jwksSchema } } },
        429: { description: "Asked too often" },
      },
    },
    [],
    (context) =>
      context.json({ keys: tokens.publicKeys }, 200, {
        "Access-Control-Allow-Origin": "*",
        // Short, so that verifiers learn of a new key soon after it is first used.
        "Cache-Control": "public, max-age=300",
      }),
  );
}
