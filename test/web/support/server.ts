/** Serves the page with every scenario, and a chain to ask: `node test/web/support/server.ts`, then open the address. */
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import type { RequestContext } from "../../../api/http/env.ts";
import { languageOf } from "../../../api/http/reader.ts";
import { linksetJson } from "../../../api/system/linkset.ts";
import { buildWeb, type WebFile, type WebPage } from "../../../web/bundle.ts";
import { chainOf } from "./chain.ts";
import { scenarios } from "./scenarios.ts";

const SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src *; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const NOBODY = { name: null, contact: null, icpNumber: null, policeNumber: null, blockchainNumber: null };

/** The harness as an application. */
export async function harness(): Promise<Hono> {
  const web = await buildWeb();
  const known = scenarios();
  const rpc = chainOf(...[...known.values()].map(({ proof }) => proof));
  const files = new Map([...known.values()].flatMap((each) => [...each.files]));
  const app = new Hono();

  const html = (context: RequestContext) => {
    const about = { language: languageOf(context), host: NOBODY, timeZone: "Asia/Shanghai" };
    return new Response((web.get("/t") as WebPage).render(about), {
      headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": SECURITY_POLICY },
    });
  };
  const file = ({ body, contentType, etag }: WebFile) =>
    new Response(body as BodyInit, {
      headers: { "content-type": contentType, etag, "content-security-policy": SECURITY_POLICY },
    });
  app.get("/t", html);
  app.get("/t/:code", html);
  app.get("/01/:gtin/10/:lot", (context) => context.json(linksetOf(context.req.param("lot"))));
  app.get("/01/:gtin", (context) => context.json(linksetOf("")));
  app.get("/assets/:name", (context) => {
    const found = web.get(context.req.path);
    return found && "body" in found ? file(found) : context.notFound();
  });
  app.get("/files/:sha256", (context) => {
    const file = files.get(context.req.param("sha256"));
    return file
      ? new Response(file.bytes as BodyInit, { headers: { "content-type": file.attachment.mediaType } })
      : context.notFound();
  });
  app.get("/v1/traces/public/:code/proof", (context) => {
    const code = context.req.param("code");
    if (code === "DOWN")
      return context.json({ status: "error", code: "INTERNAL_ERROR", message: "", details: [] }, 500);
    const shown = known.get(code)?.shown;
    return shown
      ? context.json({ status: "success", data: shown })
      : context.json({ status: "error", code: "RESOURCE_NOT_FOUND", message: "No such batch", details: [] }, 404);
  });
  app.get("/v1/traces/public/:code/recalls", (context) =>
    context.json({ status: "success", data: { batchCode: context.req.param("code"), notices: [], recalls: [] } }),
  );
  app.post("/v1/traces/public/:code/scans", (context) =>
    context.json({ status: "success", data: { scanId: "00000000-0000-4000-8000-000000000000" } }, 201),
  );
  app.post("/v1/traces/public/:code/scans/:scan/duration", (context) => context.body(null, 204));
  app.post("/v1/traces/public/:code/feedback", async (context) => {
    const { rating } = await context.req.json();
    // One of each answer that the page has words for.
    return context.json({ status: "success" }, rating === 1 ? 409 : rating === 2 ? 503 : 201);
  });
  app.post(
    "/slow-rpc",
    (context) => new Promise<Response>((resolve) => setTimeout(() => resolve(context.text("", 504)), 14_000)),
  );
  app.post("/rpc", async (context) => {
    const { id, method, params } = await context.req.json();
    try {
      return context.json({ jsonrpc: "2.0", id, result: await rpc(method, params) });
    } catch (error) {
      return context.json({ jsonrpc: "2.0", id, error: { code: -32601, message: (error as Error).message } });
    }
  });
  return app;
}

/** What a resolver says of a product whose lot `TWICE` is two batches; it knows no other one. */
function linksetOf(lot: string) {
  const page = (href: string, title: string) => ({ pip: [{ href: `https://suyuan.test${href}`, title }] });
  const { pip: first } = page("/t/AP20230515A123", "Apple · Green Valley · AP20230515A123");
  const { pip: second } = page("/t/TWICE-ABCDEF", "Apple · \u202eBlue Hill <b>· TWICE-ABCDEF");
  const { pip: elsewhere } = page("/elsewhere", "Elsewhere");
  const product = { anchor: "https://suyuan.test/01/1", itemDescription: "Red Apple", links: page("/t?gtin=1", "All") };
  const both = { ...product, itemDescription: "Apple TWICE", links: { pip: [...first, ...second, ...elsewhere] } };
  return linksetJson(lot === "TWICE" ? [both, product] : [product]);
}

if (import.meta.main) {
  const port = Number(process.env.PORT ?? 4173);
  serve({ fetch: (await harness()).fetch, port, hostname: "127.0.0.1" });
  for (const code of [...scenarios().keys(), "DOWN", "UNKNOWN"]) console.log(`http://127.0.0.1:${port}/t/${code}`);
}
