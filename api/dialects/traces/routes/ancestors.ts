import { z } from "@hono/zod-openapi";
import { storyOf } from "../../../../domain/batches/get-batch.ts";
import { certificatesOf } from "../../../../domain/certificates/find-certificate.ts";
import { type NearAncestor, pageAncestors, pagePublicAncestors } from "../../../../domain/lineage/page-ancestors.ts";
import { toldRecalls } from "../../../../domain/recalls/told-recalls.ts";
import { PUBLIC, type Reader, readerFor, readerOf } from "../../../../domain/roles/access-policy.ts";
import type { ToldPage } from "../../../../domain/shared/page.ts";
import { bearer } from "../../../http/authentication.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { ancestorSchema } from "../ancestor-schema.ts";
import { failures, pageOf, pageQuery, signedInOnly } from "../documentation.ts";
import { successPage } from "../envelope.ts";
import { ancestorView, type ToldAncestor } from "../views/ancestor.ts";

const query = pageQuery.omit({ search: true });

/** From a batch to what happened to all that it was made of: events, certificates, recalls. */
export function ancestorRoutes(app: Application, { services, limiter }: RouteOptions): void {
  const { publicUrl } = services.settings;

  async function told(
    page: ToldPage<NearAncestor>,
    readerOfBatch: (ancestor: NearAncestor) => Reader | Promise<Reader>,
  ): Promise<ToldPage<ToldAncestor>> {
    const items = await Promise.all(
      page.items.map(async (ancestor) => {
        const { batch } = ancestor;
        const [story, certificates, recalls] = await Promise.all([
          storyOf(services, await readerOfBatch(ancestor), batch),
          certificatesOf(services, batch),
          toldRecalls(services, batch),
        ]);
        return { ...ancestor, story, certificates, told: recalls };
      }),
    );
    return { ...page, items };
  }

  endpoint(
    app,
    {
      method: "get",
      path: "/v1/traces/{traceId}/ancestors",
      tags: ["Lineage"],
      summary: "What happened to all that a trace batch was made of: events, certificates and recalls, batch by batch",
      ...signedInOnly,
      request: { params: z.object({ traceId: z.string() }), query },
      responses: { 200: pageOf(ancestorSchema, "One page, the nearest first"), ...failures(401, 404, 422, 429) },
    },
    [bearer(services), limiter.limit("search")],
    async (context) => {
      const asked = contextOf(context);
      const page = await pageAncestors(services, asked, pathParameter(context, "traceId"), context.req.query());
      const reader = await readerOf(services, asked);
      const all = await told(page, ({ batch }) => readerFor(services, reader, batch.custodian));
      return successPage(context, all, (one) => ancestorView(one, publicUrl, one.story.actors));
    },
  );

  endpoint(
    app,
    {
      method: "get",
      path: "/v1/traces/public/{batchCode}/ancestors",
      tags: ["Public"],
      summary: "What happened to all that a batch was made of, as far as that is public",
      request: { params: z.object({ batchCode: z.string() }), query },
      responses: { 200: pageOf(ancestorSchema, "One page, the nearest first"), ...failures(404, 422, 429) },
    },
    [limiter.limit("search")],
    async (context) => {
      const page = await pagePublicAncestors(services, pathParameter(context, "batchCode"), context.req.query());
      const all = await told(page, () => PUBLIC);
      // Whose account an address is of is told to who is signed in.
      return successPage(context, all, (one) => ancestorView(one, publicUrl, new Map()));
    },
  );
}
