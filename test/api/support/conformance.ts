/** Holds answers against the OpenAPI document: what a test calls is what is documented, to the last field. */
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import type { createApp } from "../../../api/app.ts";

interface Responses {
  readonly [status: string]: { readonly content?: Readonly<Record<string, unknown>> };
}

interface Route {
  readonly method: string;
  readonly path: string;
  readonly pattern: RegExp;
  readonly responses: Responses;
}

interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Responses }>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

/** Any route may answer so: for headers that cannot be, too many requests, faults of ours, and where there is none. */
const ANYWHERE: readonly number[] = [400, 404, 405, 429, 500, 503, 507];

/** Says what in an answer is not as documented; undefined if nothing is. */
export type Conformance = (
  method: string,
  path: string,
  status: number,
  type: string | null,
  body: unknown,
) => string | undefined;

/** The document of an application, as a judge of its answers. */
export async function conformanceOf(app: ReturnType<typeof createApp>): Promise<Conformance> {
  const document = closedDocument((await (await app.request("/openapi.json")).json()) as OpenApiDocument);
  const ajv = new Ajv2020({ strict: false, validateFormats: true });
  formats.default(ajv);
  // Addresses may hold Chinese as it is written, which every browser takes.
  ajv.addFormat("uri", (text: string) => URL.canParse(text));
  ajv.addSchema(document, "openapi.json");
  const routes: Route[] = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { responses }]) => ({
      method: method.toUpperCase(),
      path,
      pattern: new RegExp(`^${path.replace(/[.]/g, "\\.").replace(/\{\w+\}/g, "[^/]+")}$`),
      responses,
    })),
  );
  // Of several that fit, the one with the fewest parameters is served.
  routes.sort((a, b) => a.path.split("{").length - b.path.split("{").length);
  const validators = new Map<string, ValidateFunction>();

  return (method, path, status, type, body) => {
    const pathname = new URL(path, "http://localhost").pathname;
    const route = routes.find((each) => each.method === method && each.pattern.test(pathname));
    if (!route) return undefined;
    const documented = route.responses[status];
    if (!documented)
      return ANYWHERE.includes(status) ? undefined : `${method} ${route.path} does not document ${status}`;
    const media = type?.split(";", 1)[0];
    if (!media?.endsWith("json") || !documented.content?.[media]) return undefined;
    const pointer = ["paths", route.path, method.toLowerCase(), "responses", String(status), "content", media, "schema"]
      .map((part) => part.replace(/~/g, "~0").replace(/\//g, "~1"))
      .join("/");
    const $ref = `openapi.json#/${encodeURI(pointer)}`;
    const validate = validators.get($ref) ?? ajv.compile({ $ref });
    validators.set($ref, validate);
    if (validate(body)) return undefined;
    return `${method} ${route.path} ${status}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(body).slice(0, 2000)}`;
  };
}

/**
 * The same document, in which an object has no property but those that are named. What is put together of several
 * schemas (`allOf`) is closed as a whole: its parts are found under names of their own, open as they were.
 */
function closedDocument(document: OpenApiDocument): OpenApiDocument {
  const { schemas, ...components } = document.components;
  const open = Object.entries(schemas).map(([name, schema]) => [`${name}.open`, parted(schema)] as const);
  const closedSchemas = closed(schemas) as Record<string, unknown>;
  return {
    ...document,
    paths: closed(document.paths) as OpenApiDocument["paths"],
    components: { ...components, schemas: { ...closedSchemas, ...Object.fromEntries(open) } },
  };
}

function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== "object" || value === null) return value;
  const copy = Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === "allOf" ? (inner as unknown[]).map(parted) : closed(inner),
    ]),
  );
  const isObject = Array.isArray(copy.allOf) || (copy.type === "object" && typeof copy.properties === "object");
  return isObject && copy.additionalProperties === undefined ? { ...copy, unevaluatedProperties: false } : copy;
}

/** A part of an object: open itself, closed within. */
function parted(schema: unknown): unknown {
  const { $ref } = schema as { $ref?: string };
  if ($ref !== undefined) return { $ref: `${$ref}.open` };
  const { unevaluatedProperties: _, ...rest } = closed(schema) as Record<string, unknown>;
  return rest;
}
