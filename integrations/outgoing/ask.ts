import { boundedBytes } from "../../proof/answer.ts";

/** A request to an external service. */
export interface OutgoingRequest {
  readonly method: "GET" | "POST";
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Aborts the exchange. */
  readonly signal: AbortSignal;
  /** The longest answer to read, in bytes; null if only the status matters, and nothing is read. */
  readonly limit: number | null;
}

/** What the service answered. */
export interface OutgoingAnswer {
  readonly status: number;
  readonly text: string;
}

/**
 * Call an external service. Redirections are not followed: they are answers like any other. Throws if there is no
 * answer before the signal, or one that is too long or not UTF-8; the error names no URL, since a URL may contain a
 * secret.
 */
export async function ask(request: OutgoingRequest): Promise<OutgoingAnswer> {
  const { method, url, headers, body, signal, limit } = request;
  // The error of `fetch` for such a URL would quote it.
  if (url.username || url.password) throw new Error("the address must not hold credentials");
  const init: RequestInit = {
    method,
    headers: {
      Accept: "application/json",
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    redirect: "manual",
    signal,
  };
  const response = await fetch(url, init);
  if (limit !== null) return { status: response.status, text: await boundedText(response, limit) };
  await response.body?.cancel().catch(() => undefined);
  return { status: response.status, text: "" };
}

async function boundedText(response: Response, limit: number): Promise<string> {
  return new TextDecoder("utf-8", { fatal: true }).decode(await boundedBytes(response, limit));
}
