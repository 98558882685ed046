/** An HTTP server on loopback that stands for a service outside, and remembers what it was asked. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

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

/** What a request is answered with: null for no answer at all, "broken" for the end of the connection. */
type Reply = Answered | null | "broken";
/** How requests are answered. */
export type Answering = (asked: Asked) => Reply | Promise<Reply>;

/** A running server. */
export interface OutsideServer {
  readonly url: string;
  readonly asked: Asked[];
  /** Answer requests so until it is called again; without an argument, as the service does. */
  instead(answering?: Answering): void;
  close(): Promise<void>;
}

/** Start a server that answers so. */
export async function startServer(usual: Answering): Promise<OutsideServer> {
  const asked: Asked[] = [];
  let answering = usual;
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const one: Asked = {
      method: request.method ?? "",
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: request.headers,
      body: await text(request),
    };
    asked.push(one);
    const answer = await answering(one);
    if (answer === null) return;
    if (answer === "broken") return void request.socket.destroy();
    const { status = 200, headers = {}, body } = answer;
    response.writeHead(status, { "Content-Type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
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
