/** What every client has: a request and its answer. No more than a browser, a mini program and a server all know. */

/** An answer: a document's own shape is all that its client goes by. */
export interface Told {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a client reads what its document prints
  readonly body: any;
}

/** What goes along with a request. */
export interface Along {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks an API at its address. */
export type Ask = (method: string, path: string, along?: Along) => Promise<Told>;

/** How a client asks the API at `base`. */
export function askAt(base: string): Ask {
  return async (method, path, { token, body, headers = {} } = {}) => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get("content-type") ?? "");
    return { status: response.status, body: isJson ? JSON.parse(text) : text };
  };
}
