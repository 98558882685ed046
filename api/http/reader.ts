/** Who reads an answer: a person with a browser, or a program; and in which language. */
import { accepts } from "hono/accepts";
import { languageAccepted, languageFor, type PageLanguage } from "../../domain/names/language.ts";
import type { RequestContext } from "./env.ts";

/** `?lang=` where it names a language, else what the browser prefers. */
export function languageOf(context: RequestContext): PageLanguage {
  const asked = context.req.query("lang");
  return asked ? languageFor(asked) : languageAccepted(context.req.header("accept-language"));
}

/** Whether a page was asked for by name: programs send no `text/html`, and `*` names nothing. */
export function wantsPage(context: RequestContext): boolean {
  if (context.req.method !== "GET" && context.req.method !== "HEAD") return false;
  const [html, json] = ["text/html", "application/json"];
  return accepts(context, { header: "Accept", supports: [html, json], default: json }) === html;
}
