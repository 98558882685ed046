import { canonicalCode } from "../../domain/batches/canonical-code.ts";
import { isFresh } from "../http/conditional.ts";
import type { Application, RequestContext } from "../http/env.ts";
import { RequestFault } from "../http/failure.ts";
import { pathParameter } from "../http/request.ts";
import type { AppOptions } from "../options.ts";

/** Only this server's scripts run; the page may connect to any node, since readers choose theirs. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src *; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The pages with their assets. */
export function pageRoutes(app: Application, { web, services }: Pick<AppOptions, "services" | "web">): void {
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
  // The page reads the code from its own address: the batch's own, also where it was typed in another way.
  const batchPage = async (context: RequestContext, asked: string) => {
    // The page itself tells of a mirror that cannot be read.
    const code = await canonicalCode(services, asked).catch(() => asked);
    if (code === asked) return serve(context, "/t");
    const query = new URLSearchParams({ ...context.req.query(), asked });
    return context.redirect(`/t/${encodeURIComponent(code)}?${query}`, 302);
  };
  app.get("/t/:code", (context) => batchPage(context, pathParameter(context, "code")));
  app.get("/t/:code/", (context) => batchPage(context, `${pathParameter(context, "code")}/`));
  // So does the certificates' page with the number.
  app.get("/verify", (context) => serve(context, "/verify"));
  app.get("/verify/:number", (context) => serve(context, "/verify"));
  app.get("/upload-page", (context) => serve(context, "/upload-page"));
  app.get("/assets/*", (context) => serve(context, context.req.path));
  app.get("/", (context) => context.redirect("/docs", 302));
}
