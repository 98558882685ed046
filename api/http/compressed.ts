import { createHash } from "node:crypto";
import type { RequestContext } from "./env.ts";

/** The encodings that a body may be there in, the smallest first. */
const ENCODINGS = ["br", "gzip"] as const;

/** A body in an encoding of `compressed` that the client accepts (RFC 9110 §12.5.3), or as it is. */
export function encodedFor(
  context: RequestContext,
  body: Uint8Array,
  compressed: Readonly<Record<(typeof ENCODINGS)[number], Uint8Array>>,
): { readonly body: Uint8Array; readonly encoding: string | undefined } {
  const weights = new Map(
    (context.req.header("accept-encoding") ?? "").split(",").map((part) => {
      const [name = "", ...parameters] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const q = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
      return [name, q === undefined ? 1 : Number(q) || 0] as const;
    }),
  );
  const weight = (name: string) => weights.get(name) ?? weights.get("*") ?? 0;
  const accepted = ENCODINGS.filter((name) => weight(name) > 0).sort((a, b) => weight(b) - weight(a));
  const [encoding] = accepted;
  return encoding ? { body: compressed[encoding], encoding } : { body, encoding: undefined };
}

/** A strong tag of a text. */
export function etagOf(text: string | Uint8Array): string {
  return `"${createHash("sha256").update(text).digest("base64url").slice(0, 27)}"`;
}
