/** A chain's node as providers run it: it gives no more at once than they let it, and says so in their words. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What is answered in place of the logs: an error of JSON-RPC, or all of an HTTP answer. */
export interface Refusal {
  readonly status?: number;
  readonly body: (id: unknown) => string;
}

/** A node that limits what it gives. */
export interface LimitedNode {
  readonly url: string;
  /** How many times it refused. */
  readonly refused: () => number;
  close(): Promise<void>;
}

/** A JSON-RPC error in these words. */
export function rpcRefusal(code: number, message: string, status = 200): Refusal {
  return { status, body: (id) => JSON.stringify({ jsonrpc: "2.0", id, error: { code, message } }) };
}

/** Pass calls on to a node, but no logs of more than one block where `limits` tells that they are too many. */
export async function startLimitedNode(
  url: string,
  refusal: Refusal,
  limits: (blocks: number, logs: number) => boolean,
): Promise<LimitedNode> {
  let refused = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const { id, method, params } = JSON.parse(body);
    const answer = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
    const text = await answer.text();
    const blocks = method === "eth_getLogs" && params[0].fromBlock ? params[0].toBlock - params[0].fromBlock + 1 : 1;
    if (blocks > 1 && limits(blocks, JSON.parse(text).result?.length ?? 0)) {
      refused += 1;
      response.writeHead(refusal.status ?? 200).end(refusal.body(id));
    } else response.writeHead(answer.status).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refused: () => refused,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
