import { z } from "@hono/zod-openapi";
import { cors } from "hono/cors";
import type { CarScope } from "../../domain/files/ipfs.ts";
import type { Services } from "../../domain/services.ts";
import { DomainError } from "../../domain/shared/errors.ts";
import { isFresh } from "../http/conditional.ts";
import { endpoint } from "../http/endpoint.ts";
import type { Application, RequestContext } from "../http/env.ts";
import { RequestFault } from "../http/failure.ts";
import { contentTypeOf, ERASABLE, FILE_POLICY, ranged, rangedBytes } from "../http/file.ts";
import { pathParameter } from "../http/request.ts";

const RAW = "application/vnd.ipld.raw";
const CAR = "application/vnd.ipld.car";

const notFound = () => new DomainError("not-found", "There is no public object with this CID here");

/**
 * `GET /ipfs/{cid}`: our public objects as a path gateway serves them, and as a trustless one, from which a client takes
 * blocks or a CAR and checks them itself.
 */
export function ipfsRoute(app: Application, { gateway }: Services): void {
  app.use(
    "/ipfs/:cid",
    cors({
      origin: "*",
      allowMethods: ["GET", "HEAD"],
      allowHeaders: ["Accept", "If-None-Match", "Range"],
      exposeHeaders: ["ETag", "Content-Range", "Content-Length", "X-Ipfs-Path", "X-Ipfs-Roots"],
    }),
  );
  const binary = { schema: { type: "string", format: "binary" } } as const;
  endpoint(
    app,
    {
      method: "get",
      path: "/ipfs/{cid}",
      tags: ["Public"],
      summary: "A public document or file by its CID: the file, one block, or a CAR",
      request: {
        params: z.object({ cid: z.string() }),
        query: z.object({
          format: z.enum(["raw", "car"]).optional(),
          "dag-scope": z.enum(["block", "entity", "all"]).optional(),
          "car-dups": z.enum(["y", "n"]).optional(),
        }),
      },
      responses: {
        200: {
          description: "The file, the block or the CAR",
          content: { "*/*": binary, [RAW]: binary, [CAR]: binary },
        },
        206: { description: "A part of the file" },
        304: { description: "Not changed" },
        400: { description: "No CID, or a format that there is not" },
        404: { description: "There is no such public object" },
        410: { description: "It was erased" },
        416: { description: "The file has no such part" },
        429: { description: "Asked too often" },
      },
    },
    [],
    async (context) => {
      const cid = gateway.parse(pathParameter(context, "cid"));
      if (cid === undefined) throw new RequestFault("malformed", "This is not a CID");
      const headers = {
        "Cache-Control": ERASABLE,
        "Content-Security-Policy": FILE_POLICY,
        "X-Ipfs-Path": `/ipfs/${cid}`,
        "X-Ipfs-Roots": cid,
        Vary: "Accept",
      };
      const { format, parameters } = formatOf(context);

      if (format === "raw") {
        const bytes = await gateway.block(cid);
        if (!bytes) throw notFound();
        return whole(context, bytes, {
          ...headers,
          "Content-Type": RAW,
          "Content-Disposition": `attachment; filename="${cid}.bin"`,
          ETag: `"${cid}.raw"`,
        });
      }

      if (format === "car") {
        const scope = scopeOf(context, parameters);
        const bytes = await gateway.car(cid, scope);
        if (!bytes) throw notFound();
        const duplicates = scope.duplicates ? "y" : "n";
        return whole(context, bytes, {
          ...headers,
          "Content-Type": `${CAR}; version=1; order=dfs; dups=${duplicates}`,
          "Content-Disposition": `attachment; filename="${cid}.car"`,
          ETag: `"${cid}.car.${scope.scope}.${duplicates}"`,
        });
      }

      const file = await gateway.file(cid);
      if (!file) throw notFound();
      const ETag = `"${cid}"`;
      const about = {
        ...headers,
        "Content-Type": await contentTypeOf(file, rangedBytes(file.bytes)),
        "Accept-Ranges": "bytes",
        ETag,
      };
      if (isFresh(context, ETag)) return context.body(null, 304, about);
      return ranged(context, rangedBytes(file.bytes), about);
    },
  );
}

/** A block or a CAR is sent whole: a range of it could not be verified. */
function whole(context: RequestContext, bytes: Uint8Array, headers: Record<string, string> & { ETag: string }) {
  if (isFresh(context, headers.ETag)) return context.body(null, 304, headers);
  return context.body(bytes.slice(), 200, { ...headers, "Accept-Ranges": "none" });
}

/** The requested format: the address takes precedence over the header. */
function formatOf(context: RequestContext): { format: "raw" | "car" | "file"; parameters: Map<string, string> } {
  const named = context.req.query("format");
  const accepted = (context.req.header("accept") ?? "").split(",").map(mediaRange);
  const car = accepted.find(({ type }) => type === CAR);
  const parameters = car?.parameters ?? new Map();
  if (named === "raw" || named === "car") return { format: named, parameters };
  if (named !== undefined) throw new RequestFault("malformed", "Format must be raw or car");
  const first = accepted.find(({ type }) => type === RAW || type === CAR);
  if (!first) return { format: "file", parameters };
  return { format: first.type === RAW ? "raw" : "car", parameters };
}

function mediaRange(text: string): { type: string; parameters: Map<string, string> } {
  const [type = "", ...rest] = text.split(";").map((part) => part.trim().toLowerCase());
  const parameters = new Map(rest.map((part) => part.split("=", 2) as [string, string]));
  return { type, parameters };
}

/** How much of a DAG is requested. A file's entity is everything below its root. */
function scopeOf(context: RequestContext, parameters: ReadonlyMap<string, string>): CarScope {
  const scope = context.req.query("dag-scope") ?? "all";
  if (scope !== "block" && scope !== "entity" && scope !== "all") {
    throw new RequestFault("malformed", "dag-scope must be block, entity or all");
  }
  const version = context.req.query("car-version") ?? parameters.get("version") ?? "1";
  if (version !== "1") throw new RequestFault("malformed", "Only version 1 of CAR is served");
  const duplicates = (context.req.query("car-dups") ?? parameters.get("dups")) === "y";
  return { scope: scope === "block" ? "block" : "all", duplicates };
}
