/** The three updates of a tomato: they differ only in fields and messages. */
import type { z } from "@hono/zod-openapi";
import type { AddedEvent } from "../../../../domain/events/add-event.ts";
import type { Written } from "../../../../domain/operations/submit-act.ts";
import type { Context, Services } from "../../../../domain/services.ts";
import { updateHarvest } from "../../../../domain/tomatoes/update-harvest.ts";
import { updateProcessing } from "../../../../domain/tomatoes/update-processing.ts";
import { updateTransport } from "../../../../domain/tomatoes/update-transport.ts";
import { bearer } from "../../../http/authentication.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import type { RouteOptions } from "../../../options.ts";
import { type Body, readWrite } from "../credentials.ts";
import { accepted, byUidOrToken, failures, jsonOf, withPicture, writeHeaders } from "../documentation.ts";
import { acceptedOperation } from "../envelope.ts";
import { inWords, type Words } from "../errors.ts";
import { harvestSchema, messageSchema, processingSchema, transportSchema } from "../schema.ts";

interface Update extends Words {
  readonly path: string;
  readonly summary: string;
  readonly body: z.ZodType;
  readonly done: string;
  readonly verb: (
    services: Services,
    context: Context,
    input: unknown,
    picture?: Uint8Array,
  ) => Promise<Written<AddedEvent>>;
  /** The body in the verb's words. */
  readonly input: (fields: Body["fields"]) => Readonly<Record<string, unknown>>;
}

const UPDATES: readonly Update[] = [
  {
    path: "/tomato/harvest",
    summary: "Update where and when a tomato was harvested",
    body: harvestSchema,
    done: "Harvest information updated successfully",
    forbidden: "只有种植者角色可以更新收获信息",
    failed: "Failed to update harvest info",
    verb: updateHarvest,
    input: ({ production_area, harvest_date }) => ({ productionArea: production_area, harvestDate: harvest_date }),
  },
  {
    path: "/tomato/transport",
    summary: "Update how a tomato is transported",
    body: transportSchema,
    done: "Transport information updated successfully",
    forbidden: "只有物流角色可以更新运输信息",
    failed: "Failed to update transport info",
    verb: updateTransport,
    input: ({ transport_info }) => ({ transportInfo: transport_info }),
  },
  {
    path: "/tomato/processing",
    summary: "Update when a tomato was processed",
    body: processingSchema,
    done: "Processing information updated successfully",
    forbidden: "只有工厂角色可以更新加工信息",
    failed: "Failed to update processing info",
    verb: updateProcessing,
    input: ({ processing_date }) => ({ processingDate: processing_date }),
  },
];

/** Harvest, transport and processing of a tomato. */
export function updateRoutes(app: Application, routes: RouteOptions): void {
  for (const update of UPDATES) updateRoute(app, routes, update);
}

function updateRoute(app: Application, routes: RouteOptions, update: Update): void {
  const { services } = routes;
  endpoint(
    app,
    {
      method: "post",
      path: update.path,
      tags: ["Tomato"],
      summary: update.summary,
      ...byUidOrToken,
      request: { headers: writeHeaders, body: withPicture(update.body, "The update") as never },
      responses: {
        200: jsonOf(messageSchema, "Updated, and on chain"),
        ...accepted,
        ...failures(400, 401, 403, 404, 409, 413, 429, 500),
      },
    },
    [bearer(services, { optional: true })],
    async (context) => {
      const { asked, fields, picture } = await readWrite(routes, context, { takesPicture: true });
      const input = { tomatoId: fields.tomato_id, ...update.input(fields) };
      const { operation, result } = await update.verb(services, asked, input, picture).catch((error: unknown) => {
        throw inWords(error, update);
      });
      return result === null ? acceptedOperation(context, operation) : context.json({ message: update.done });
    },
  );
}
