import { encodingOf } from "../../domain/files/text-encoding.ts";
import type { RequestContext } from "./env.ts";
import { parseRange } from "./range.ts";

/** Users' files, served so that a browser never runs anything in them. */
export const FILE_POLICY = "sandbox; default-src 'none'";

/** Bytes by which the encoding of a text is told. */
const HEAD = 64 * 1024;

/** How long caches keep what may have to be erased: minutes. Its content never changes, but it may be gone. */
export const ERASABLE = "public, max-age=300, must-revalidate";

/** A file's media type as a header value, with the encoding of text: spreadsheets write several. */
export async function contentTypeOf({ mediaType }: { readonly mediaType: string }, file: Ranged): Promise<string> {
  if (mediaType === "application/json") return `${mediaType}; charset=utf-8`;
  if (!mediaType.startsWith("text/")) return mediaType;
  const content = await file.open({ first: 0, last: Math.max(0, Math.min(HEAD, file.size) - 1) });
  const head = new Uint8Array(await new Response(content as BodyInit).arrayBuffer());
  return `${mediaType}; charset=${encodingOf(head)}`;
}

/** A file that can be served in ranges. */
export interface Ranged {
  readonly size: number;
  /** The whole, or from the first to the last byte. */
  open(part?: { readonly first: number; readonly last: number }): Promise<ReadableStream<Uint8Array> | Uint8Array>;
}

/** Bytes in memory as a file that can be served in ranges. */
export function rangedBytes(bytes: Uint8Array): Ranged {
  return { size: bytes.length, open: async (part) => (part ? bytes.slice(part.first, part.last + 1) : bytes.slice()) };
}

/** The whole, or the range that `Range` asks for. */
export async function ranged(
  context: RequestContext,
  { size, open }: Ranged,
  headers: Readonly<Record<string, string>> & { readonly ETag: string },
): Promise<Response> {
  const conditional = context.req.header("if-range");
  const applies = conditional === undefined || conditional === headers.ETag;
  const range = applies ? parseRange(context.req.header("range"), size) : undefined;
  if (range === "unsatisfiable") {
    return context.body(null, 416, { ...headers, "Content-Range": `bytes */${size}` });
  }
  const answerHeaders = range
    ? {
        ...headers,
        "Content-Range": `bytes ${range.first}-${range.last}/${size}`,
        "Content-Length": String(range.last - range.first + 1),
      }
    : { ...headers, "Content-Length": String(size) };
  const content = (await open(range)) as ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>;
  return context.body(content, range ? 206 : 200, answerHeaders);
}
