/** A resolver of GS1 Digital Links: after the GS1-Conformant Resolver standard, for GTINs, their lots and serials. */
import { z } from "@hono/zod-openapi";
import { accepts } from "hono/accepts";
import { cors } from "hono/cors";
import { parseDigitalLink } from "../../domain/labels/parse-digital-link.ts";
import {
  LINK_TYPES,
  type LinkContext,
  type LinkTarget,
  type LinkType,
  type Resolved,
  resolveDigitalLink,
} from "../../domain/labels/resolve-digital-link.ts";
import type { Services } from "../../domain/services.ts";
import { DomainError } from "../../domain/shared/errors.ts";
import { conditionalText } from "../http/conditional.ts";
import { endpoint } from "../http/endpoint.ts";
import type { Application, RequestContext } from "../http/env.ts";
import { RequestFault } from "../http/failure.ts";
import { pathParameter } from "../http/request.ts";
import { bestLinks } from "./link-choice.ts";
import { JSON_LD_CONTEXT, LINKSET_TYPES, linksetJson, linksetText, linkValue, VOCABULARY } from "./linkset.ts";

/** How many of equal links are named in a header, which has a limit where it is read; the body has all. */
const MOST_HEADER_LINKS = 20;

const READING: readonly string[] = ["GET", "HEAD"];

const linksetSchema = z.object({ linkset: z.array(z.record(z.string(), z.unknown())) });
const responses = {
  200: {
    description: "All links, from the thing itself up to its key (RFC 9264)",
    content: { [LINKSET_TYPES.json]: { schema: linksetSchema }, [LINKSET_TYPES.text]: { schema: z.string() } },
  },
  300: {
    description: "Several links of the type that was asked for suit the caller alike: these",
    content: { [LINKSET_TYPES.json]: { schema: linksetSchema } },
  },
  304: { description: "Not changed" },
  307: { description: "Where the link leads", headers: z.object({ Location: z.url() }) },
  400: { description: "This is no GS1 Digital Link" },
  404: { description: "Nothing is known of it here, or there is no link of this type" },
};
const query = z.object({
  linkType: z
    .string()
    .optional()
    .openapi({ description: "Which link to follow, such as `gs1:traceability`; `linkset` for all of them" }),
});

const summaries = {
  "/01/{gtin}": "A product by its GS1 Digital Link: opens the shopper's page, which asks for the batch",
  "/01/{gtin}/10/{lot}": "A batch by its GS1 Digital Link: opens the shopper's page, or lists all links",
  "/01/{gtin}/21/{serial}": "A piece of a product: opens the product's page",
  "/01/{gtin}/10/{lot}/21/{serial}": "A piece of a batch: opens the batch's page",
  "/01/{gtin}/22/{variant}": "A variant of a product: opens the product's page",
  "/01/{gtin}/22/{variant}/10/{lot}": "A batch of a variant: opens the batch's page",
  "/01/{gtin}/22/{variant}/21/{serial}": "A piece of a variant: opens the product's page",
  "/01/{gtin}/22/{variant}/10/{lot}/21/{serial}": "A piece of a batch of a variant: opens the batch's page",
  "/01/{gtin}/235/{serial}": "A piece that a third party numbered: opens the product's page",
};
const described: Readonly<Record<string, string>> = {
  gtin: "With its check digit; 14 digits",
  lot: "The batch's lot or, where it was given none, its code",
  serial: "None is known here",
  variant: "None is known here",
};

/** `GET /01/…`, and the same compressed; with the description that resolvers have at a well-known place. */
export function resolverRoutes(app: Application, services: Services): void {
  const open = cors({
    origin: "*",
    allowMethods: ["GET", "HEAD", "OPTIONS"],
    exposeHeaders: ["ETag", "Link", "Location"],
  });
  const resolve = (context: RequestContext) => {
    const { pathname, searchParams } = new URL(context.req.url);
    return answer(context, services, pathname, searchParams);
  };
  // Before the routes: a preflight has to be answered too.
  app.use("/01/*", open);
  for (const [path, summary] of Object.entries(summaries)) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
    const params = names.map((name) => [name, z.string().openapi({ description: described[name] ?? "" })]);
    const request = { params: z.object(Object.fromEntries(params)), query };
    endpoint(app, { method: "get", path, tags: ["Public"], summary, request, responses }, [], resolve);
  }
  // A slash at the end is tolerated, as the standard asks; whatever else begins so is a link that is none.
  app.use("/01/*", (context, next) => (READING.includes(context.req.method) ? resolve(context) : next()));
  descriptionRoute(app, services, open);
}

/**
 * Compressed links, one segment below the root: after all other routes, since any of those comes first. What is no such link
 * is none of the resolver's, and answered as if it were not there.
 */
export function compressedLinks(app: Application, services: Services): void {
  const open = cors({ origin: "*", allowMethods: ["GET", "HEAD", "OPTIONS"], exposeHeaders: ["Link", "Location"] });
  app.use("/:compressed", async (context, next) => {
    const link = services.digitalLinks.decompress(pathParameter(context, "compressed"));
    if (!link?.startsWith("/01/") || ![...READING, "OPTIONS"].includes(context.req.method)) return next();
    const { publicUrl } = services.settings;
    const { pathname, searchParams } = new URL(link, publicUrl);
    const given = new URL(context.req.url).searchParams;
    const all = new URLSearchParams([...searchParams, ...given]);
    return open(context, async () => {
      context.header("Link", `<${publicUrl}${link}>; rel="owl:sameAs"`, { append: true });
      context.res = await answer(context, services, pathname, all);
    });
  });
}

function descriptionRoute(app: Application, services: Services, open: ReturnType<typeof cors>): void {
  const { publicUrl } = services.settings;
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
          resolverRoot: publicUrl,
          supportedPrimaryKeys: ["01"],
          supportedLinkType: [{ namespace: VOCABULARY, prefix: "gs1:" }],
          supportedContextValuesEnumerated: [],
          linkTypeDefaultCanBeLinkset: false,
          contact: { fn: new URL(publicUrl).host },
          jsonLdContextLocation: JSON_LD_CONTEXT,
        },
        200,
        { "Cache-Control": "public, max-age=86400" },
      ),
  );
}

async function answer(
  context: RequestContext,
  services: Services,
  path: string,
  asked: URLSearchParams,
): Promise<Response> {
  const item = parseDigitalLink(path, asked);
  if ("fault" in item) throw new RequestFault("malformed", item.fault);
  const resolved = await resolveDigitalLink(services, item);
  context.header("Vary", "Accept, Accept-Language", { append: true });
  const linkType = asked.get("linkType") || null;
  const preferred = preferredType(context);
  if (linkType === "linkset" || linkType === "all" || (linkType === null && preferred !== "text/html")) {
    return linkset(context, await resolved.levels(), preferred === LINKSET_TYPES.text ? "text" : "json");
  }
  const { anchor } = resolved;
  context.header("Link", `<${anchor}?linkType=linkset>; rel="linkset"; type="${LINKSET_TYPES.json}"`, { append: true });
  if (linkType === null) return redirect(context, resolved.page, asked);
  const { level, type, targets } = await linksOfType(resolved, linkType);
  const [first, ...alike] = bestLinks(context, targets);
  if (first === undefined) throw new DomainError("not-found", "There is no link of this type");
  return alike.length === 0 ? redirect(context, first, asked) : choices(context, level, type, [first, ...alike]);
}

/** The standard wants the whole query passed on. */
function redirect(context: RequestContext, { href }: LinkTarget, asked: URLSearchParams): Response {
  const given = new URL(context.req.url).search.slice(1);
  // A compressed link's own attributes are not in the address.
  const passed = asked.size === new URLSearchParams(given).size ? given : asked.toString();
  const joined = passed === "" ? href : `${href}${href.includes("?") ? "&" : "?"}${passed}`;
  return context.body(null, 307, { Location: joined, "Cache-Control": "no-cache" });
}

/** The links of a type, of the thing itself or the nearest one above it that has any. Throws `not-found`. */
async function linksOfType(resolved: Resolved, asked: string) {
  const type = linkTypeOf(asked);
  const level = type && (await resolved.levels()).find(({ links }) => links[type]);
  if (!type || !level) throw new DomainError("not-found", "There is no link of this type");
  return { level, type, targets: level.links[type] ?? [] };
}

/** The link type of a word: `gs1:pip` or its full address, as both are written. */
function linkTypeOf(asked: string): LinkType | undefined {
  const name = /^(?:gs1:|https?:\/\/(?:ref\.)?gs1\.org\/voc\/)(\w+)$/.exec(asked)?.[1];
  return LINK_TYPES.find((type) => type === name);
}

/** What the caller would rather have: a page, or the set of links in one of its forms. */
function preferredType(context: RequestContext): string {
  const supports = ["text/html", LINKSET_TYPES.json, "application/json", LINKSET_TYPES.text];
  return accepts(context, { header: "Accept", supports, default: "text/html" });
}

/** Links that suit the caller alike: which of them it means, only itself can say. */
function choices(context: RequestContext, level: LinkContext, type: LinkType, targets: readonly LinkTarget[]) {
  for (const target of targets.slice(0, MOST_HEADER_LINKS)) {
    context.header("Link", linkValue(type, target), { append: true });
  }
  const body = JSON.stringify(linksetJson([{ ...level, links: { [type]: targets } }]));
  return context.body(body, 300, { "Content-Type": LINKSET_TYPES.json, "Cache-Control": "no-cache" });
}

function linkset(context: RequestContext, levels: readonly LinkContext[], form: "json" | "text"): Response {
  if (form === "text") return conditionalText(context, linksetText(levels), LINKSET_TYPES.text);
  const relation = "http://www.w3.org/ns/json-ld#context";
  context.header("Link", `<${JSON_LD_CONTEXT}>; rel="${relation}"; type="application/ld+json"`, { append: true });
  return conditionalText(context, JSON.stringify(linksetJson(levels)), LINKSET_TYPES.json);
}
