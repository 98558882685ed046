/** A client of the API as a careful one is: it asks again with the same key until it knows. */
import { setTimeout as sleep } from "node:timers/promises";

/** What the API answered. */
export interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers of several dialects, read by tests
  readonly body: any;
}

/** One request. */
export interface Asked {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
  /** Without one a request whose answer was lost is not tried again. */
  readonly key?: string | null;
  /** Whether asking again does no harm although there is no key. */
  readonly harmless?: boolean;
  readonly respondAsync?: boolean;
}

/** Asks the API in one account's name, from an address of its own. */
export interface Client {
  /** The answer; null where it was lost, and asking again would be another request. */
  ask(request: Asked): Promise<Reply | null>;
}

/** For how long a client asks again, in milliseconds. */
const PATIENCE = 240_000;

/** A client at an API's address. */
export function clientOf(api: string, ip: string, token: string | null): Client {
  async function once({ method, path, body, key, respondAsync }: Asked): Promise<Reply> {
    const response = await fetch(api + path, {
      method,
      headers: {
        "x-forwarded-for": ip,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(token && { authorization: `Bearer ${token}` }),
        ...(key && { "idempotency-key": key }),
        ...(respondAsync && { prefer: "respond-async" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    return { status: response.status, body: text.startsWith("{") ? JSON.parse(text) : text };
  }

  return {
    async ask(request) {
      const mayRepeat = request.method === "GET" || request.key || request.harmless;
      const end = Date.now() + PATIENCE;
      for (;;) {
        const reply = await once(request).catch(() => null);
        if (reply && reply.status !== 503) return reply;
        // A 503 is a promise that nothing was done.
        if (!reply && !mayRepeat) return null;
        if (Date.now() > end) throw new Error(`${request.method} ${request.path} was never answered: ${reply?.status}`);
        await sleep(100);
      }
    },
  };
}
