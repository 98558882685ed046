/** Which of several links a caller means, by its headers. */
import { parseAccept } from "hono/utils/accept";
import type { LinkTarget } from "../../domain/labels/resolve-digital-link.ts";
import type { RequestContext } from "../http/env.ts";

/**
 * The links that suit a caller best: by media type, then by language. More than one if they suit alike, and none only if
 * there is none.
 */
export function bestLinks(context: RequestContext, links: readonly LinkTarget[]): readonly LinkTarget[] {
  const byType = best(links, context.req.header("accept"), ({ type = "text/html" }) => [type], matchesType);
  return best(byType, context.req.header("accept-language"), ({ hreflang = [] }) => hreflang, matchesLanguage);
}

/** Those with the highest quality by a header; all of them where it says nothing or nothing suits. */
function best(
  links: readonly LinkTarget[],
  header: string | undefined,
  offers: (link: LinkTarget) => readonly string[],
  matches: (range: string, offered: string) => number,
): readonly LinkTarget[] {
  if (!header) return links;
  const ranges = parseAccept(header);
  const qualityOf = (offered: string) => {
    const fitting = ranges.map(({ type, q }) => ({ q, fit: matches(type.toLowerCase(), offered.toLowerCase()) }));
    // The most specific range decides (RFC 9110 §12.5.1).
    return fitting.filter(({ fit }) => fit > 0).toSorted((a, b) => b.fit - a.fit)[0]?.q ?? 0;
  };
  const qualities = links.map((link) => Math.max(0, ...offers(link).map(qualityOf)));
  const highest = Math.max(0, ...qualities);
  return highest === 0 ? links : links.filter((_, index) => qualities[index] === highest);
}

function matchesType(range: string, offered: string): number {
  if (range === offered) return 3;
  if (range.endsWith("/*") && offered.startsWith(range.slice(0, -1))) return 2;
  return range === "*/*" ? 1 : 0;
}

function matchesLanguage(range: string, offered: string): number {
  if (range === offered) return 3;
  // Whoever reads zh-CN reads zh, which is all that is offered.
  if (range.startsWith(`${offered}-`) || offered.startsWith(`${range}-`)) return 2;
  return range === "*" ? 1 : 0;
}
