/** A real HTTP server that speaks the evaluation service's wire format, well and badly. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What it answers with next, until told otherwise. */
export type Behaviour = (response: ServerResponse) => void;

/** A running evaluation service. */
export interface EvaluatorServer {
  readonly url: string;
  behaviour: Behaviour;
  /** What it was asked, in order. */
  readonly requests: { method: string; type: string; body: unknown; port: number }[];
  close(): Promise<void>;
}

const send = (text: string | Uint8Array, status = 200, headers: Record<string, string> = {}): Behaviour => {
  return (response) => response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
};

/** How it may answer. */
export const BEHAVIOURS = {
  /** As the document prints it, in a spelling of its own: answers are passed on as they come. */
  success: (data: unknown = "评估结果内容") =>
    send(`{ "code": "0",\n  "data": ${JSON.stringify(data)}, "message": "success" }`),
  errorCode: send('{"code":"500","data":null,"message":"图像识别失败"}'),
  text: send,
  slow: ((response) => setTimeout(() => response.end(), 60_000).unref()) as Behaviour,
  /** Begins at once and never ends. */
  trickling: ((response) => response.writeHead(200).write('{"code":')) as Behaviour,
  endless: ((response) => {
    const more = () => {
      while (!response.destroyed && response.write(" ".repeat(65_536)));
      if (!response.destroyed) response.once("drain", more);
    };
    more();
  }) as Behaviour,
  cut: ((response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write('{"code":"0"');
    setTimeout(() => response.destroy(), 20);
  }) as Behaviour,
  status: (status: number) => send("Whitelabel Error Page http://10.0.0.7:8080/internal", status),
  redirect: (to: string) => send("", 302, { location: to }),
};

/** Start one on a free loopback port. */
export async function startEvaluatorServer(): Promise<EvaluatorServer> {
  const server = createServer(async (request: IncomingMessage, response) => {
    let text = "";
    for await (const chunk of request.setEncoding("utf8")) text += chunk;
    running.requests.push({
      method: request.method ?? "",
      type: request.headers["content-type"] ?? "",
      body: text === "" ? undefined : JSON.parse(text),
      port: request.socket.remotePort ?? 0,
    });
    running.behaviour(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const running: EvaluatorServer = {
    url: `http://127.0.0.1:${port}/api/evaluate`,
    behaviour: BEHAVIOURS.success(),
    requests: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return running;
}
