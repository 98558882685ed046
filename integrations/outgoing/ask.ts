import { setTimeout as pause } from "node:timers/promises";

/** A request to a service outside. */
export interface OutgoingRequest {
  readonly method: "GET" | "POST";
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Milliseconds for the whole exchange. */
  readonly timeout: number;
  /** The longest answer that is read, in bytes. */
  readonly limit: number;
  /** Whether it may be asked once more where the connection breaks: only what changes nothing may. */
  readonly repeatable?: boolean;
}

/** What the service answered. */
export interface OutgoingAnswer {
  readonly status: number;
  readonly text: string;
}

/**
 * Ask a service outside. Redirections are not followed: they are answers like any other. Throws if there is no answer
 * in time, or one that is too long or no UTF-8; what it throws names no URL, since a URL may hold a secret.
 */
export async function ask(request: OutgoingRequest): Promise<OutgoingAnswer> {
  const { method, url, headers, body, timeout, limit, repeatable } = request;
  const init: RequestInit = {
    method,
    headers: {
      Accept: "application/json",
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    redirect: "manual",
    signal: AbortSignal.timeout(timeout),
  };
  // A connection that was kept open may be closed by the other side just as it is used again.
  const again = () => pause(Math.random() * 100).then(() => fetch(url, init));
  const response = await fetch(url, init).catch((error: unknown) => {
    if (repeatable && error instanceof TypeError) return again();
    throw error;
  });
  return { status: response.status, text: await boundedText(response, limit) };
}

async function boundedText(response: Response, limit: number): Promise<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    // Leaving the loop cancels what is still on its way.
    if (size > limit) throw new Error(`an answer had more than ${limit} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
