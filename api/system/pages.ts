import { type RouteConfig, z } from "@hono/zod-openapi";
import QRCode from "qrcode";
import { knownCode } from "../../domain/verbs/known-batch.ts";
import { isFresh } from "../http/conditional.ts";
import { endpoint } from "../http/endpoint.ts";
import type { Application, RequestContext } from "../http/env.ts";
import { RequestFault } from "../http/failure.ts";
import { pathParameter } from "../http/request.ts";
import type { AppOptions } from "../options.ts";

/** Only what this server serves runs; the page may ask any node, since readers choose theirs. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src *; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The shopper's page and the one for uploads, with their assets, and the QR codes that lead to it. */
export function pageRoutes(app: Application, { services, web }: AppOptions): void {
  const serve = (context: RequestContext, name: string): Response => {
    const file = web.get(name);
    if (!file) throw new RequestFault("unknown-path", "There is nothing here");
    const headers = {
      "Content-Type": file.contentType,
      "Content-Security-Policy": PAGE_POLICY,
      "Cache-Control": "no-cache",
      ETag: file.etag,
    };
    if (isFresh(context, file.etag)) return context.body(null, 304, headers);
    return context.body(file.body.slice(), 200, headers);
  };

  app.get("/t", (context) => serve(context, "/t"));
  app.get("/t/", (context) => context.redirect("/t", 301));
  // The page reads the code from its own address.
  app.get("/t/:code", (context) => serve(context, "/t"));
  app.get("/upload-page", (context) => serve(context, "/upload-page"));
  app.get("/assets/*", (context) => serve(context, context.req.path));
  app.get("/", (context) => context.redirect("/docs", 302));

  const route: RouteConfig = {
    method: "get",
    path: "/qr/{batchCode}",
    tags: ["Public"],
    summary: "A batch's QR code, which opens the shopper's page",
    request: { params: z.object({ batchCode: z.string() }) },
    responses: {
      200: { description: "The code", content: { "image/svg+xml": { schema: z.string() } } },
      404: { description: "There is no such batch" },
    },
  };
  endpoint(app, route, [], async (context) => {
    const { code } = await knownCode(services, pathParameter(context, "batchCode"));
    const target = `${services.settings.publicUrl}/t/${encodeURIComponent(code)}`;
    // Level M and a quiet zone of four modules: what ISO/IEC 18004 asks of a printed label.
    const svg = await QRCode.toString(target, { type: "svg", errorCorrectionLevel: "M", margin: 4 });
    return context.body(svg, 200, {
      "Content-Type": "image/svg+xml",
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "Cache-Control": "public, max-age=86400",
    });
  });
}
