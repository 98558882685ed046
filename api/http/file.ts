import type { RequestContext } from "./env.ts";
import { parseRange } from "./range.ts";

/** Files that people stored: whatever is in one, a browser runs nothing of it. */
export const FILE_POLICY = "sandbox; default-src 'none'";

/** A file's media type as a header says it: what is text is UTF-8. */
export function contentTypeOf(mediaType: string): string {
  const textual = mediaType.startsWith("text/") || mediaType === "application/json";
  return textual ? `${mediaType}; charset=utf-8` : mediaType;
}

/** The whole, or the part that `Range` asks for. */
export function ranged(
  context: RequestContext,
  bytes: Uint8Array,
  headers: Readonly<Record<string, string>> & { readonly ETag: string },
): Response {
  const conditional = context.req.header("if-range");
  const applies = conditional === undefined || conditional === headers.ETag;
  const range = applies ? parseRange(context.req.header("range"), bytes.length) : undefined;
  if (range === undefined) return context.body(bytes.slice(), 200, headers);
  if (range === "unsatisfiable")
    return context.body(null, 416, { ...headers, "Content-Range": `bytes */${bytes.length}` });
  const { first, last } = range;
  return context.body(bytes.slice(first, last + 1), 206, {
    ...headers,
    "Content-Range": `bytes ${first}-${last}/${bytes.length}`,
  });
}
