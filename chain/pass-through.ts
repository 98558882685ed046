/** Passes JSON-RPC requests of others on to the node: once, within their time, and no more than so many bytes back. */
import { DomainError } from "../domain/shared/errors.ts";

/** One request to the node; gives its response object. Ends, on the node's side too, when the signal does. */
export type PassThrough = (
  request: { readonly id: string | number | null; readonly method: string; readonly params: readonly unknown[] },
  bounds: { readonly signal: AbortSignal; readonly bytes: number },
) => Promise<unknown>;

/**
 * Passes requests on to the node at `url`. Throws `payload-too-large` for an answer of more bytes than are to be passed
 * back. Errors never name the URL, which may carry a key.
 */
export function passThrough(url: string): PassThrough {
  return async ({ id, method, params }, { signal, bytes }) => {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      // A number of our own: what a caller calls its request may be anything.
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
      signal,
      redirect: "error",
    });
    const body = JSON.parse(await readText(response, bytes)) as {
      readonly result?: unknown;
      readonly error?: { readonly code?: unknown; readonly message?: unknown; readonly data?: unknown };
    };
    if (body.error) {
      const { code, message, data } = body.error;
      return { jsonrpc: "2.0", id, error: { code: Number(code ?? 0), message: String(message ?? ""), data } };
    }
    if (body.result === undefined) throw new Error("The node's answer is no JSON-RPC");
    return { jsonrpc: "2.0", id, result: body.result };
  };
}

async function readText(response: Response, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    // Leaving the loop cancels the rest.
    if (size > limit) throw new DomainError("payload-too-large", "The node's answer is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
