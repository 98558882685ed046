import { z } from "@hono/zod-openapi";
import { createFarm, createFarmInput } from "../../../../domain/catalogue/create-farm.ts";
import { createProduct, createProductInput } from "../../../../domain/catalogue/create-product.ts";
import { getItem, listItems } from "../../../../domain/catalogue/items.ts";
import { updateProduct } from "../../../../domain/catalogue/update-product.ts";
import { farmsWithLookalikes } from "../../../../domain/profiles/lookalikes.ts";
import type { Context } from "../../../../domain/services.ts";
import type { ToldPage } from "../../../../domain/shared/page.ts";
import { bearer } from "../../../http/authentication.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { farmSchema, productChangeSchema, productSchema } from "../catalogue-schema.ts";
import { dataOf, failures, jsonOf, pageOf, pageQuery, signedInOnly, writeHeaders } from "../documentation.ts";
import { success, successPage } from "../envelope.ts";
import { farmView, productView } from "../views/catalogue.ts";

interface Collection<T> {
  readonly path: string;
  readonly noun: string;
  readonly item: z.ZodType;
  readonly input: z.ZodType;
  create(context: Context, input: unknown): Promise<T>;
  list(context: Context, query: unknown): Promise<ToldPage<T>>;
  get(context: Context, id: string): Promise<T>;
  /** Views of items, in their order. */
  views(items: readonly T[]): Promise<readonly unknown[]>;
}

/** Products and farms: create, list, get. */
export function catalogueRoutes(app: Application, options: RouteOptions): void {
  const { services } = options;
  const { products, farms, settings } = services;
  collectionRoutes(app, options, {
    path: "/v1/products",
    noun: "product",
    item: productSchema,
    input: createProductInput.extend({ nutritionalInfo: z.record(z.string(), z.unknown()).optional() }),
    create: (context, input) => createProduct(services, context, input),
    list: (context, query) => listItems(context, products, query),
    get: (context, id) => getItem(context, products, id, "Product"),
    views: async (found) => found.map((product) => productView(product, settings.publicUrl)),
  });
  productChangeRoute(app, options);
  collectionRoutes(app, options, {
    path: "/v1/farms",
    noun: "farm",
    item: farmSchema,
    input: createFarmInput,
    create: (context, input) => createFarm(services, context, input),
    list: (context, query) => listItems(context, farms, query),
    get: (context, id) => getItem(context, farms, id, "Farm"),
    views: async (found) => {
      const alike = await farmsWithLookalikes(services, found);
      return found.map((farm) => farmView(farm, alike.has(farm.id)));
    },
  });
}

function collectionRoutes<T>(app: Application, { services, limiter }: RouteOptions, of: Collection<T>): void {
  const common = { path: of.path, tags: ["Catalogue"], ...signedInOnly };

  endpoint(
    app,
    {
      ...common,
      method: "get",
      summary: `List ${of.noun}s`,
      request: { query: pageQuery },
      responses: { 200: pageOf(of.item, "One page"), ...failures(401, 422, 429) },
    },
    [bearer(services), limiter.limit("search")],
    async (context) => {
      const page = await of.list(contextOf(context), context.req.query());
      return successPage(context, { ...page, items: await of.views(page.items) }, (view) => view);
    },
  );

  endpoint(
    app,
    {
      ...common,
      method: "post",
      summary: `Create a ${of.noun}`,
      request: { headers: writeHeaders, body: jsonOf(of.input, `The ${of.noun}`) as never },
      responses: { 201: dataOf(of.item, "Created"), ...failures(400, 401, 403, 409, 413, 415, 422, 429) },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const asked = contextOf(context);
      const [view] = await of.views([await of.create(asked, await readJson(context))]);
      return success(context, view, 201);
    },
  );

  endpoint(
    app,
    {
      ...common,
      method: "get",
      path: `${of.path}/{id}`,
      summary: `Get a ${of.noun}`,
      request: { params: z.object({ id: z.string() }) },
      responses: { 200: dataOf(of.item, `The ${of.noun}`), ...failures(401, 404) },
    },
    [bearer(services)],
    async (context) => {
      const [view] = await of.views([await of.get(contextOf(context), pathParameter(context, "id"))]);
      return success(context, view);
    },
  );
}

function productChangeRoute(app: Application, { services, limiter }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "patch",
      path: "/v1/products/{id}",
      tags: ["Catalogue"],
      ...signedInOnly,
      summary: "Change a product of one's own",
      description:
        "What is left out stays, and null empties. Readings that come from now on are held against the new limits.",
      request: {
        params: z.object({ id: z.string() }),
        headers: writeHeaders,
        body: jsonOf(productChangeSchema, "What changes") as never,
      },
      responses: {
        200: dataOf(productSchema, "As it is now"),
        ...failures(400, 401, 403, 404, 409, 413, 415, 422, 429),
      },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const [asked, id] = [contextOf(context), pathParameter(context, "id")];
      const product = await updateProduct(services, asked, id, await readJson(context));
      return success(context, productView(product, services.settings.publicUrl));
    },
  );
}
