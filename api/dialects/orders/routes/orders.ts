import { z } from "@hono/zod-openapi";
import { ORDER_STATUSES } from "../../../../domain/orders/erp.ts";
import type { LinkedDocument } from "../../../../domain/orders/linked-batches.ts";
import { materialProgress } from "../../../../domain/orders/material-progress.ts";
import { orderMaterials } from "../../../../domain/orders/order-materials.ts";
import { orderStatus } from "../../../../domain/orders/order-status.ts";
import { searchOrders } from "../../../../domain/orders/search-orders.ts";
import type { Context, Services } from "../../../../domain/services.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { dataOrRefusal, failures, signedInOnly } from "../documentation.ts";
import { success, successOfText } from "../envelope.ts";
import { batchView, ordersView } from "../map.ts";
import { perMinute, signedInRoute } from "../route-middleware.ts";
import { batchesSchema, erpDocumentSchema, ordersSchema } from "../schema.ts";

const SEARCH = "/api/orders/search";

/** Orders and materials of one's own company, as the ERP has them. */
export function orderRoutes(app: Application, options: RouteOptions): void {
  endpoint(
    app,
    {
      method: "get",
      path: SEARCH,
      tags: ["Orders"],
      summary: "Search the orders of one's own company",
      ...signedInOnly,
      request: {
        query: z.object({
          keyword: z.string().optional(),
          status: z.enum(ORDER_STATUSES).optional(),
          page: z.coerce.number().int().min(1).max(1_000_000).default(1),
          pageSize: z.coerce.number().int().min(1).max(100).default(20),
        }),
      },
      responses: { 200: dataOrRefusal(ordersSchema, "One page"), ...failures(400, 401, 429, 500) },
    },
    signedInRoute(options, SEARCH, perMinute(30)),
    async (context) => {
      const found = await searchOrders(options.services, contextOf(context), context.req.query());
      return success(context, "查询成功", ordersView(found));
    },
  );

  documentRoute(app, options, "/api/orders/{order_id}/status", "Where an order stands", orderStatus);
  documentRoute(app, options, "/api/orders/{order_id}/materials", "The materials of an order", orderMaterials);
  documentRoute(app, options, "/api/materials/{material_id}/progress", "How far a material is", materialProgress);
}

/** A route that passes on an ERP document. */
function documentRoute(
  app: Application,
  options: RouteOptions,
  path: `/api/orders/{order_id}/${string}` | `/api/materials/{material_id}/${string}`,
  summary: string,
  read: (services: Services, context: Context, id: string) => Promise<LinkedDocument>,
): void {
  const name = path.startsWith("/api/orders/") ? "order_id" : "material_id";
  endpoint(
    app,
    {
      method: "get",
      path,
      tags: ["Orders"],
      summary,
      ...signedInOnly,
      request: { params: z.object({ [name]: z.string() }) },
      responses: {
        200: dataOrRefusal(erpDocumentSchema, "As the ERP wrote it", { batches: batchesSchema }),
        ...failures(401, 429, 500),
      },
    },
    signedInRoute(options, path, perMinute(60)),
    async (context) => {
      const { text, batches } = await read(options.services, contextOf(context), pathParameter(context, name));
      return successOfText(context, "查询成功", text, { batches: batches.map(batchView) });
    },
  );
}
