/** How pages and their assets are sent. */
import { encodedFor, etagOf } from "../http/compressed.ts";
import { isFresh } from "../http/conditional.ts";
import type { RequestContext } from "../http/env.ts";
import { RequestFault, type Respond } from "../http/failure.ts";
import { statusOf } from "../http/problem.ts";
import { languageOf, wantsPage } from "../http/reader.ts";
import type { AppOptions, Host, PageAbout, WebFile, WebPage } from "../options.ts";

/** Only this server's scripts run; the page may connect to any node, since readers choose theirs. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src *; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The pages with a form that is sent without a script: to this server alone. */
const WITH_FORM: ReadonlySet<string> = new Set(["/", "/privacy"]);

const NOBODY: Host = { name: null, contact: null, icpNumber: null, policeNumber: null, blockchainNumber: null };

/** What is needed to show a page. */
export type PageOptions = Pick<AppOptions, "web" | "host" | "services">;

/** What a page is made of, besides for whom. */
type About = Omit<PageAbout, "language" | "host" | "timeZone">;

/** A page of this name in the reader's language; undefined where it was not built. */
export function pageAnswer(
  context: RequestContext,
  options: PageOptions,
  name: string,
  about: About = {},
  status: 200 | 404 = 200,
): Response | undefined {
  const html = rendered(context, options, name, about);
  if (html === undefined) return undefined;
  const etag = etagOf(html);
  const headers = { ...headersOf(name), "Cache-Control": "no-cache", ETag: etag };
  if (status === 200 && isFresh(context, etag)) return context.body(null, 304, headers);
  return context.body(html, status, headers);
}

/** A page of what one reader alone is shown: nothing keeps it (`secure-headers.ts`). */
export function privatePage(context: RequestContext, options: PageOptions, name: string, about: About): Response {
  const html = rendered(context, options, name, about);
  if (html === undefined) throw new RequestFault("unknown-path", "There is nothing here");
  return context.body(html, 200, { ...headersOf(name), Vary: "Accept, Accept-Language" });
}

function rendered(
  context: RequestContext,
  { web, services, host = NOBODY }: PageOptions,
  name: string,
  about: About,
): string | undefined {
  const page = web.get(name);
  if (!page || !("render" in page)) return undefined;
  return page.render({ ...about, language: languageOf(context), host, timeZone: services.settings.timeZone });
}

const PAGE_HEADERS = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy": PAGE_POLICY,
  Vary: "Accept-Language",
};

function headersOf(name: string) {
  if (!WITH_FORM.has(name)) return PAGE_HEADERS;
  return {
    ...PAGE_HEADERS,
    "Content-Security-Policy": PAGE_POLICY.replace("form-action 'none'", "form-action 'self'"),
  };
}

/** An asset, whose name changes with its content: whoever has it need never ask again. */
export function assetAnswer(context: RequestContext, { web }: PageOptions): Response | undefined {
  const file: WebFile | WebPage | undefined = web.get(context.req.path);
  if (!file || !("body" in file)) return undefined;
  const { body, encoding } = encodedFor(context, file.body, file.compressed);
  const etag = encoding ? `${file.etag.slice(0, -1)}-${encoding}"` : file.etag;
  const headers = {
    "Content-Type": file.contentType,
    "Cache-Control": "public, max-age=31536000, immutable",
    Vary: "Accept-Encoding",
    ETag: etag,
  };
  if (isFresh(context, etag)) return context.body(null, 304, headers);
  return context.body(body.slice(), 200, { ...headers, ...(encoding && { "Content-Encoding": encoding }) });
}

/** A failure as a page for whoever asked for one, else as `otherwise` has it. */
export function respondPage(options: PageOptions, otherwise: Respond): Respond {
  return (context, failure) => {
    const status = statusOf(failure.code);
    const told = { status, message: failure.message, requestId: context.get("requestId") };
    const html = wantsPage(context) ? rendered(context, options, "/failure", { failure: told }) : undefined;
    if (html === undefined) return otherwise(context, failure);
    return context.body(html, status, { ...failure.headers, ...PAGE_HEADERS, Vary: "Accept, Accept-Language" });
  };
}
