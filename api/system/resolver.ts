/** A resolver of GS1 Digital Links: after the GS1-Conformant Resolver standard, for GTINs and their lots. */
import { type RouteConfig, z } from "@hono/zod-openapi";
import { accepts } from "hono/accepts";
import { cors } from "hono/cors";
import { gtin14 } from "../../domain/catalogue/gtin.ts";
import { isLot } from "../../domain/labels/digital-link.ts";
import {
  type LinkTarget,
  type LinkType,
  type Resolved,
  resolveLot,
  resolveTradeItem,
} from "../../domain/labels/resolve-digital-link.ts";
import type { Services } from "../../domain/services.ts";
import { DomainError } from "../../domain/shared/errors.ts";
import { conditionalJson } from "../http/conditional.ts";
import { endpoint } from "../http/endpoint.ts";
import type { Application, RequestContext } from "../http/env.ts";
import { RequestFault } from "../http/failure.ts";
import { pathParameter } from "../http/request.ts";

const VOCABULARY = "https://ref.gs1.org/voc/";
const JSON_LD_CONTEXT = "https://ref.gs1.org/standards/resolver/linkset-context";
const LINKSET = "application/linkset+json";

const responses = {
  200: {
    description: "All links (RFC 9264)",
    content: { [LINKSET]: { schema: z.object({ linkset: z.array(z.record(z.string(), z.unknown())) }) } },
  },
  304: { description: "Not changed" },
  307: { description: "Where the link leads", headers: z.object({ Location: z.url() }) },
  400: { description: "This is no GTIN, or no lot" },
  404: { description: "Nothing is known of it here, or there is no link of this type" },
};
const query = z.object({
  linkType: z
    .string()
    .optional()
    .openapi({ description: "Which link to follow, such as `gs1:traceability`; `linkset` for all of them" }),
});
const gtin = z.string().openapi({ description: "With its check digit; 14 digits" });

/** `GET /01/{gtin}` and `GET /01/{gtin}/10/{lot}`, with the description that resolvers have at a well-known place. */
export function resolverRoutes(app: Application, services: Services): void {
  const open = cors({
    origin: "*",
    allowMethods: ["GET", "HEAD", "OPTIONS"],
    exposeHeaders: ["ETag", "Link", "Location"],
  });
  const common = { method: "get" as const, tags: ["Public"], responses };
  const serve = (route: RouteConfig, resolve: (context: RequestContext) => Promise<Resolved>) => {
    const path = route.path.replaceAll(/\{(\w+)\}/g, ":$1");
    const answerTo = async (context: RequestContext) => answer(context, await resolve(context));
    // Before the route: a preflight has to be answered too.
    for (const each of [path, `${path}/`]) app.use(each, open);
    endpoint(app, route, [], answerTo);
    // A slash at the end is tolerated, as the standard asks.
    app.get(`${path}/`, answerTo);
  };

  serve(
    {
      ...common,
      path: "/01/{gtin}/10/{lot}",
      summary: "A batch by its GS1 Digital Link: opens the shopper's page, or lists all links",
      request: { params: z.object({ gtin, lot: z.string().openapi({ description: "The batch's code" }) }), query },
    },
    (context) => resolveLot(services, gtinOf(context), lotOf(context)),
  );
  serve(
    {
      ...common,
      path: "/01/{gtin}",
      summary: "A product by its GS1 Digital Link: opens the shopper's page, which asks for the batch",
      request: { params: z.object({ gtin }), query },
    },
    (context) => resolveTradeItem(services, gtinOf(context)),
  );

  app.use("/.well-known/gs1resolver", open);
  endpoint(
    app,
    {
      method: "get",
      path: "/.well-known/gs1resolver",
      tags: ["Public"],
      summary: "What this resolver of GS1 Digital Links knows",
      responses: {
        200: {
          description: "GS1's description file",
          content: { "application/json": { schema: z.record(z.string(), z.unknown()) } },
        },
        429: { description: "Asked too often" },
      },
    },
    [],
    (context) =>
      context.json(
        {
          name: "Suyuan 溯源",
          resolverRoot: services.settings.publicUrl,
          supportedPrimaryKeys: ["01"],
          supportedLinkType: [{ namespace: VOCABULARY, prefix: "gs1:" }],
          linkTypeDefaultCanBeLinkset: false,
          jsonLdContextLocation: JSON_LD_CONTEXT,
        },
        200,
        { "Cache-Control": "public, max-age=86400" },
      ),
  );
}

function gtinOf(context: RequestContext): string {
  const found = gtin14(pathParameter(context, "gtin"));
  if (found === undefined) throw new RequestFault("malformed", "This is no GTIN, or its check digit is wrong");
  return found;
}

function lotOf(context: RequestContext): string {
  const lot = pathParameter(context, "lot");
  if (!isLot(lot)) throw new RequestFault("malformed", "A lot has 1 to 20 characters of GS1's set");
  return lot;
}

async function answer(context: RequestContext, resolved: Resolved): Promise<Response> {
  context.header("Vary", "Accept", { append: true });
  const asked = context.req.query("linkType") || undefined;
  if (asked === "linkset" || (asked === undefined && prefersLinks(context))) return linkset(context, resolved);
  const { href } = asked === undefined ? resolved.page : await targetOf(context, resolved, asked);
  return context.body(null, 307, {
    // The standard wants the whole query passed on.
    Location: href + new URL(context.req.url).search,
    Link: `<${resolved.anchor}?linkType=linkset>; rel="linkset"; type="${LINKSET}"`,
    "Cache-Control": "no-cache",
  });
}

/** The first link of a type, unless the caller wants what another one is. */
async function targetOf(context: RequestContext, resolved: Resolved, asked: string): Promise<LinkTarget> {
  const type = linkTypeOf(asked);
  const targets = (type && (await resolved.links()).links[type]) ?? [];
  const types = targets.map((target) => target.type ?? "text/html");
  const wanted = accepts(context, { header: "Accept", supports: types, default: types[0] ?? "" });
  const target = targets[types.indexOf(wanted)];
  if (target === undefined) throw new DomainError("not-found", "There is no link of this type");
  return target;
}

/** Whether the caller prefers the list of links to a redirect. */
function prefersLinks(context: RequestContext): boolean {
  const supports = ["text/html", LINKSET, "application/json"];
  return accepts(context, { header: "Accept", supports, default: "text/html" }) !== "text/html";
}

/** The link type of a word: `gs1:pip` or its full address, as both are written. */
function linkTypeOf(asked: string): LinkType | undefined {
  const name = /^(?:gs1:|https?:\/\/(?:ref\.)?gs1\.org\/voc\/)(\w+)$/.exec(asked)?.[1];
  const types: readonly LinkType[] = ["defaultLink", "pip", "traceability", "certificationInfo"];
  return types.find((type) => type === name);
}

async function linkset(context: RequestContext, resolved: Resolved): Promise<Response> {
  const { description, links } = await resolved.links();
  const typed = Object.fromEntries(Object.entries(links).map(([type, targets]) => [VOCABULARY + type, targets]));
  const response = conditionalJson(context, {
    linkset: [{ anchor: resolved.anchor, ...(description && { description }), ...typed }],
  });
  if (response.status === 200) response.headers.set("Content-Type", LINKSET);
  response.headers.set(
    "Link",
    `<${JSON_LD_CONTEXT}>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"`,
  );
  return response;
}
