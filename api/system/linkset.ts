/** Sets of links (RFC 9264), as GS1's schema and its JSON-LD context have them. */
import type { LinkContext, LinkTarget } from "../../domain/labels/resolve-digital-link.ts";

/** GS1's Web Vocabulary, where the types of links are defined. */
export const VOCABULARY = "https://ref.gs1.org/voc/";
/** What makes JSON-LD of a set of links. */
export const JSON_LD_CONTEXT = "https://ref.gs1.org/standards/resolver/linkset-context";
/** The media types of sets of links: JSON, and the form of the `Link` header. */
export const LINKSET_TYPES = { json: "application/linkset+json", text: "application/linkset" } as const;

/** The set as JSON. */
export function linksetJson(levels: readonly LinkContext[]) {
  return {
    linkset: levels.map(({ anchor, itemDescription, links }) => ({
      anchor,
      itemDescription,
      ...Object.fromEntries(Object.entries(links).map(([type, targets]) => [VOCABULARY + type, targets])),
    })),
  };
}

/** The set as text. */
export function linksetText(levels: readonly LinkContext[]): string {
  const lines = levels.flatMap(({ anchor, links }) =>
    Object.entries(links).flatMap(([type, targets]) =>
      targets.map((target) => `${linkValue(type, target)}; anchor="${anchor}"; title*=UTF-8''${encoded(target.title)}`),
    ),
  );
  return `${lines.join(",\n")}\n`;
}

/** A link as one value of a `Link` header (RFC 8288). */
export function linkValue(linkType: string, { href, type, hreflang }: LinkTarget): string {
  const languages = (hreflang ?? []).map((language) => `; hreflang="${language}"`).join("");
  return `<${href}>; rel="${VOCABULARY}${linkType}"${type === undefined ? "" : `; type="${type}"`}${languages}`;
}

/** A text in a parameter (RFC 8187). */
function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}
