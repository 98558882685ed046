import { z } from "@hono/zod-openapi";
import { createLocation } from "../../../../domain/catalogue/create-location.ts";
import { findLocation, listLocations } from "../../../../domain/catalogue/find-location.ts";
import type { Location } from "../../../../domain/catalogue/location.ts";
import { updateLocation } from "../../../../domain/catalogue/update-location.ts";
import { bearer } from "../../../http/authentication.ts";
import { readJson } from "../../../http/body.ts";
import { conditionalJson, etagOf, mayChange } from "../../../http/conditional.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import {
  changeHeaders,
  dataOf,
  failures,
  jsonOf,
  pageOf,
  pageQuery,
  signedInOnly,
  writeHeaders,
} from "../documentation.ts";
import { success, successPage } from "../envelope.ts";
import { locationChangeSchema, locationInputSchema, locationSchema } from "../location-schema.ts";
import { locationView } from "../views/location.ts";

const PATH = "/v1/locations";
const params = z.object({ id: z.string() });

const answerOf = (location: Location) => ({ status: "success", data: locationView(location) });

/** What a caller can make a condition of: when it was changed. */
const stateOf = ({ updatedAt }: Location) => updatedAt.getTime().toString(36);

/** Places that records name: list, create, get, change. */
export function locationRoutes(app: Application, { services, limiter }: RouteOptions): void {
  const common = { tags: ["Catalogue"], ...signedInOnly };

  endpoint(
    app,
    {
      ...common,
      method: "get",
      path: PATH,
      summary: "List the locations of one's own, and those that are lent to one",
      description: "Farms are among them.",
      request: { query: pageQuery },
      responses: { 200: pageOf(locationSchema, "One page"), ...failures(401, 422, 429) },
    },
    [bearer(services), limiter.limit("search")],
    async (context) => {
      const page = await listLocations(services, contextOf(context), context.req.query());
      return successPage(context, page, locationView);
    },
  );

  endpoint(
    app,
    {
      ...common,
      method: "post",
      path: PATH,
      summary: "Create a location",
      description: "One of kind `farm` is a farm as well, under the same id.",
      request: { headers: writeHeaders, body: jsonOf(locationInputSchema, "The location") as never },
      responses: { 201: dataOf(locationSchema, "Created"), ...failures(400, 401, 403, 409, 413, 415, 422, 429) },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const asked = contextOf(context);
      return success(context, locationView(await createLocation(services, asked, await readJson(context))), 201);
    },
  );

  endpoint(
    app,
    {
      ...common,
      method: "get",
      path: `${PATH}/{id}`,
      summary: "Get a location of one's own, or one that is lent to one",
      request: { params },
      responses: {
        200: dataOf(locationSchema, "The location"),
        304: { description: "Not changed" },
        ...failures(401, 403, 404),
      },
    },
    [bearer(services)],
    async (context) => {
      const location = await findLocation(services, contextOf(context), pathParameter(context, "id"));
      return conditionalJson(context, answerOf(location), stateOf(location));
    },
  );

  endpoint(
    app,
    {
      ...common,
      method: "patch",
      path: `${PATH}/{id}`,
      summary: "Change a location of one's own",
      description: "What is left out stays, and null takes away. Records keep the place as it was.",
      request: { params, headers: changeHeaders, body: jsonOf(locationChangeSchema, "What changes") as never },
      responses: {
        200: dataOf(locationSchema, "As it is now"),
        ...failures(400, 401, 403, 404, 409, 412, 413, 415, 422, 429),
      },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const [asked, id] = [contextOf(context), pathParameter(context, "id")];
      const before = await findLocation(services, asked, id);
      const ifChangedAt = mayChange(context, stateOf(before)) ? before.updatedAt : null;
      const isConditional = context.req.header("if-match") !== undefined;
      const input = await readJson(context);
      const changed = await updateLocation(services, asked, id, input, isConditional ? ifChangedAt : undefined);
      context.header("ETag", etagOf(JSON.stringify(answerOf(changed)), stateOf(changed)));
      return context.json(answerOf(changed));
    },
  );
}
