/** An HTTP server that stands in for an external service and records its requests. */
import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { type Listening, listen } from "./listen.ts";

/** A request as it came. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** An answer to send: an object is sent as JSON. */
export interface Answered {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A request's answer: null for none at all, "broken" to close the connection. */
export type Reply = Answered | null | "broken";
/** How requests are answered. */
export type Answering = (asked: Asked) => Reply | Promise<Reply>;

/** A running server. */
export interface OutsideServer {
  readonly url: string;
  readonly port: number;
  /** The latest requests, oldest first. */
  readonly asked: Asked[];
  /** Override the answers until called again; without an argument, answer as the service does. */
  instead(answering?: Answering): void;
  close(): Promise<void>;
}

/** Requests that are remembered. */
const REMEMBERED = 2_000;
/** The longest request that is read, in bytes. */
const LIMIT = 256 * 1024;

/** Start a server with these answers. */
export async function startServer(usual: Answering, where: Listening = {}): Promise<OutsideServer> {
  const asked: Asked[] = [];
  let answering = usual;
  const server = createServer(async (request, response) => {
    // Dropped connections and malformed requests are ignored.
    request.on("error", () => undefined);
    if (Number(request.headers["content-length"] ?? 0) > LIMIT) return void request.socket.destroy();
    const body = await text(request).catch(() => undefined);
    const url = URL.parse(request.url ?? "/", "http://localhost");
    if (body === undefined || url === null) return void request.socket.destroy();
    const one: Asked = {
      method: request.method ?? "",
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: request.headers,
      body,
    };
    asked.push(one);
    if (asked.length > REMEMBERED) asked.shift();
    const answer = await answering(one);
    if (answer === null) return;
    if (answer === "broken") return void request.socket.destroy();
    const { status = 200, headers = {}, body: content } = answer;
    response.writeHead(status, { "Content-Type": "application/json", ...headers });
    response.end(typeof content === "string" ? content : JSON.stringify(content));
  });
  const port = await listen(server, where);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    asked,
    instead: (other = usual) => {
      answering = other;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The JSON object of a request; undefined if there is none. */
export function jsonOf({ body }: Asked): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
