/** What Node cannot read as a request never reaches the application; it is answered in its path's dialect all the same. */
import type { Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { OpenAPIHono } from "@hono/zod-openapi";
import { requestId } from "hono/request-id";
import type { Env } from "./http/env.ts";
import type { Failure, Respond } from "./http/failure.ts";
import { secureHeaders } from "./http/secure-headers.ts";

/** Bytes beyond ASCII in a path or query: `?keyword=零件` as curl sends it. */
const NOT_ENCODED: Failure = {
  code: "malformed",
  reason: "address-not-encoded",
  message: "What is not ASCII in an address must be percent-encoded",
  details: [],
  headers: {},
};
const NO_HTTP: Failure = { code: "malformed", message: "This is no HTTP request", details: [], headers: {} };

/** Where Node itself answers with more than 400. */
const STATUS_LINES: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  HPE_CHUNK_EXTENSIONS_OVERFLOW: "413 Payload Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

interface ParseError extends NodeJS.ErrnoException {
  readonly rawPacket?: Buffer;
  /** How far into the packet Node could read. */
  readonly bytesParsed?: number;
}

/** Answer what a server cannot read, and close the connection: the rest cannot be split into requests. */
export function answerMalformedRequests(server: Server, respondFor: (path: string) => Respond): void {
  const hasBegunAnswer = answersOf(server);
  server.on("clientError", async (error: ParseError, stream) => {
    const socket = stream as Socket;
    // Nothing may be written into an answer that has begun.
    if (!socket.writable || hasBegunAnswer(socket) || error.code === "ECONNRESET") return socket.destroy();
    socket.write(await answerTo(error, respondFor));
    // Not `end`: a client that never ends its side would keep the connection.
    socket.destroySoon();
  });
}

/** Follow a server's answers; gives whether one has begun on a connection and is not over. */
function answersOf(server: Server): (socket: Socket) => boolean {
  const underWay = new WeakMap<Socket, Set<ServerResponse>>();
  server.on("request", ({ socket }, response: ServerResponse) => {
    const responses = underWay.get(socket) ?? new Set();
    underWay.set(socket, responses.add(response));
    response.once("close", () => responses.delete(response));
  });
  return (socket) => [...(underWay.get(socket) ?? [])].some(({ headersSent }) => headersSent);
}

async function answerTo(error: ParseError, respondFor: (path: string) => Respond): Promise<string> {
  const line = STATUS_LINES[error.code ?? ""];
  if (line) return `HTTP/1.1 ${line}\r\nConnection: close\r\n\r\n`;
  const failure = error.code === "HPE_INVALID_URL" ? NOT_ENCODED : NO_HTTP;
  return asText(await answerOf(respondFor(pathOf(error)), failure));
}

/** The answer that the application would give. */
async function answerOf(respond: Respond, failure: Failure): Promise<Response> {
  const answering = new OpenAPIHono<Env>();
  answering.use(requestId(), secureHeaders);
  answering.all("*", (context) => respond(context, failure));
  return answering.request("/");
}

/** An answer as it goes over the wire. */
async function asText(answer: Response): Promise<string> {
  const body = await answer.text();
  answer.headers.set("Connection", "close");
  answer.headers.set("Content-Length", String(Buffer.byteLength(body)));
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${answer.status} Bad Request\r\n${headers.join("")}\r\n${body}`;
}

/** The path on the line that could not be read, without its query; `/` where there is none. */
function pathOf({ rawPacket, bytesParsed = 0 }: ParseError): string {
  const text = rawPacket?.toString("latin1") ?? "";
  const line = text.slice(text.lastIndexOf("\n", Math.max(bytesParsed - 1, 0)) + 1);
  return /^[A-Z]+ (\/[^\s?]*)/.exec(line)?.[1] ?? "/";
}
