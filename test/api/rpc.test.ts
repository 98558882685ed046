/** `/rpc`: what is passed on to the node, and that nobody can take more of it than their share. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../api/app.ts";
import type { AppOptions } from "../../api/options.ts";
import { passThrough } from "../../chain/pass-through.ts";
import { topicOf } from "../../proof/codec.ts";
import { httpRpc } from "../../proof/contract-reader.ts";
import { appWith } from "./inspection/support.ts";
import { type Api, clientOf, startApi } from "./support/api.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const request = (method: string, params: unknown[] = [], id: unknown = 1) => ({ jsonrpc: "2.0", id, method, params });
const SILENT = pino({ level: "silent" });
const HASH = `0x${"ab".repeat(32)}`;

/** An application before a node of one's own. */
function nodeBefore(rpc: AppOptions["rpc"], rpcLimits: AppOptions["rpcLimits"] = {}) {
  const options = { rpc, rpcLimits, trustedProxies: 1 };
  const app = createApp({ services: api.services, health: {} as never, web: new Map(), logger: SILENT, ...options });
  return { ...clientOf(app), serve: getRequestListener(app.fetch) };
}

/** A node that answers nobody until it is told to. */
function silentNode() {
  const asked: { readonly signal: AbortSignal; readonly answer: () => void }[] = [];
  const rpc: AppOptions["rpc"] = ({ id }, { signal }) =>
    new Promise((resolve, reject) => {
      asked.push({ signal, answer: () => resolve({ jsonrpc: "2.0", id, result: "0x1" }) });
      signal.addEventListener("abort", () => reject(signal.reason));
    });
  const askedBy = async (count: number) => {
    while (asked.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  return { rpc, asked, askedBy };
}

const from = (address: string) => ({ "x-forwarded-for": address });
const chainId = request("eth_chainId");

describe("parameters", () => {
  let handed: unknown;
  let node: ReturnType<typeof nodeBefore>;
  beforeAll(() => {
    node = nodeBefore(async ({ method, params }) => {
      // The latest block, where logs up to it are asked for.
      if (method === "eth_getBlockByNumber" && handed === "logs") {
        return { jsonrpc: "2.0", id: 1, result: { number: "0x1000" } };
      }
      handed = params;
      return { jsonrpc: "2.0", id: 1, result: null };
    });
  });

  /** The parameters that the node was handed, or the error that it was not. */
  async function passedOn(method: string, params: unknown[]): Promise<unknown> {
    handed = method === "eth_getLogs" ? "logs" : undefined;
    const { body } = await node.call("POST", "/rpc", { body: request(method, params) });
    return body.error?.code ?? handed;
  }

  test("logs are of our contract, and of no more than 2,000 blocks", async () => {
    const address = api.chain.contract;
    const range = (fromBlock?: string, toBlock?: string) => passedOn("eth_getLogs", [{ address, fromBlock, toBlock }]);
    expect(await range("0x1", "0x7d0")).toEqual([{ address, fromBlock: "0x1", toBlock: "0x7d0" }]);
    expect(await range("0x0", "0x7d0")).toBe(-32602);
    expect(await range("0x5", "0x4")).toBe(-32602);
    // The latest is 0x1000.
    expect(await range("earliest", "latest")).toBe(-32602);
    expect(await range("0x1")).toBe(-32602);
    expect(await range("0xfff")).toEqual([{ address, fromBlock: "0xfff", toBlock: "0x1000" }]);
    expect(await range()).toEqual([{ address, fromBlock: "0x1000", toBlock: "0x1000" }]);
    expect(await range("pending", "pending")).toBe(-32602);
    expect(await range(`0x${"f".repeat(17)}`)).toBe(-32602);
    expect(await passedOn("eth_getLogs", [{ address, blockHash: HASH }])).toEqual([{ address, blockHash: HASH }]);
    expect(await passedOn("eth_getLogs", [{ address, blockHash: HASH, fromBlock: "0x1" }])).toBe(-32602);
    expect(await passedOn("eth_getLogs", [{ address: [address, HASH.slice(0, 42)], blockHash: HASH }])).toBe(-32602);
    expect(await passedOn("eth_getLogs", [{ address, blockHash: HASH, topics: Array(5).fill(null) }])).toBe(-32602);
  });

  test("names and roles of accounts, and how batches began, are asked over any number of blocks, and nothing else is", async () => {
    const address = api.chain.contract;
    const ask = (...topics: unknown[]) =>
      passedOn("eth_getLogs", [{ address, topics, fromBlock: "0x0", toBlock: "latest" }]);
    const range = { address, fromBlock: "0x0", toBlock: "0x1000" };
    const described = topicOf("AccountDescribed");
    expect(await ask(described, [HASH, HASH])).toEqual([{ ...range, topics: [described, [HASH, HASH]] }]);
    expect(await ask(described, HASH)).toEqual([{ ...range, topics: [described, HASH] }]);
    for (const rare of [["RolesSet"], ["RolesSet", "AccountDescribed"], ["Created", "SplitOff", "Produced"]]) {
      const topics = [rare.map(topicOf), [HASH]];
      expect(await ask(...topics)).toEqual([{ ...range, topics }]);
    }
    for (const topics of [
      [],
      [described],
      [described, null],
      [described, []],
      [described, [HASH, null]],
      [[described, topicOf("Recorded")], [HASH]],
      [[], [HASH]],
      [topicOf("Recorded"), [HASH]],
      [null, [HASH]],
    ]) {
      expect([topics, await ask(...topics)]).toEqual([topics, -32602]);
    }
  });

  test("calls are of our contract, with a bound on their gas and nothing that costs the node more", async () => {
    const to = api.chain.contract;
    const call = (more: object, ...rest: unknown[]) =>
      passedOn("eth_call", [{ to, data: "0x12345678", ...more }, ...rest]);
    const capped = { to, data: "0x12345678", gas: "0x989680" };
    expect(await call({}, "latest")).toEqual([capped, "latest"]);
    expect(await call({})).toEqual([capped, "latest"]);
    expect(await call({ gas: "0xffffffffffff" }, "0x10")).toEqual([capped, "0x10"]);
    expect(await call({ gas: "0x5208" }, "latest")).toEqual([{ ...capped, gas: "0x5208" }, "latest"]);
    expect(await call({ gas: "0x5208", from: to }, "latest")).toEqual([
      { ...capped, gas: "0x5208", from: to },
      "latest",
    ]);
    for (const more of [
      { accessList: [] },
      { value: "0x1" },
      { data: "0x1" },
      { data: `0x${"00".repeat(9_000)}` },
      { input: "0x" },
    ]) {
      expect([more, await call(more)]).toEqual([more, -32602]);
    }
    // State and block overrides, and other contracts.
    expect(await call({}, "latest", {})).toBe(-32602);
    expect(await call({}, "latest", {}, {})).toBe(-32602);
    expect(await call({}, "yesterday")).toBe(-32602);
    expect(await call({ to: HASH.slice(0, 42) })).toBe(-32602);
    expect(await call({ to: undefined })).toBe(-32602);
  });

  test("blocks are given without their transactions, and code of our contract alone", async () => {
    expect(await passedOn("eth_getBlockByNumber", ["latest"])).toEqual(["latest", false]);
    expect(await passedOn("eth_getBlockByNumber", ["latest", true])).toBe(-32602);
    expect(await passedOn("eth_getBlockByHash", [HASH, false])).toEqual([HASH, false]);
    expect(await passedOn("eth_getBlockByHash", ["0x1", false])).toBe(-32602);
    expect(await passedOn("eth_getCode", [HASH.slice(0, 42), "latest"])).toBe(-32602);
    expect(await passedOn("eth_getTransactionReceipt", [HASH])).toEqual([HASH]);
    expect(await passedOn("eth_getTransactionByHash", ["0xzz"])).toBe(-32602);
    expect(await passedOn("eth_chainId", ["x"])).toBe(-32602);
    for (const method of ["eth_estimateGas", "eth_newFilter", "eth_getStorageAt", "constructor"]) {
      expect(await passedOn(method, [])).toBe(-32601);
    }
  });

  test("the real node takes what is passed on", async () => {
    const through = nodeBefore(passThrough(api.chain.url));
    const calls = [
      request("eth_getLogs", [{ address: api.chain.contract, fromBlock: "earliest", toBlock: "latest" }]),
      request("eth_getLogs", [{ address: api.chain.contract, fromBlock: "0x0", toBlock: "finalized" }]),
      request("eth_call", [{ to: api.chain.contract, data: "0x00000000" }, "latest"], "refused"),
      request("eth_getBlockByNumber", ["latest"]),
    ];
    const { body } = await through.call("POST", "/rpc", { body: calls });
    expect(body[0].result.length).toBeGreaterThan(0);
    expect(body[1].result).toBeInstanceOf(Array);
    expect(body[2]).toMatchObject({ id: "refused", error: { message: expect.any(String) } });
    expect(body[3].result.hash).toMatch(/^0x/);
  });
});

describe("shares", () => {
  test("no more than four requests are before the node at once, of one address two; who finds no place is told when to come again", async () => {
    const node = silentNode();
    const { call } = nodeBefore(node.rpc, { patience: 100, queueByAddress: 1, queue: 2 });
    const post = (address: string) => call("POST", "/rpc", { body: chainId, headers: from(address) });
    const working = ["1.1.1.1", "1.1.1.1", "2.2.2.2", "3.3.3.3"].map(post);
    await node.askedBy(4);
    const [more, other, third] = await Promise.all([post("1.1.1.1"), post("4.4.4.4"), post("5.5.5.5")]);
    expect(node.asked).toHaveLength(4);
    // The first has all that one address may have; the others wait in vain, or find the queue full.
    expect([more?.status, other?.status, third?.status]).toEqual([429, 503, 503]);
    for (const answer of [more, other, third]) {
      expect(answer?.body).toMatchObject({ jsonrpc: "2.0", id: null, error: { code: -32005 } });
      expect(Number(answer?.headers.get("retry-after"))).toBeGreaterThan(0);
    }
    for (const { answer } of node.asked) answer();
    expect((await Promise.all(working)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });

  test("a place that is left goes to the address that has the fewest", async () => {
    const node = silentNode();
    const { call } = nodeBefore(node.rpc, { width: 3 });
    const post = (address: string) => call("POST", "/rpc", { body: chainId, headers: from(address) });
    const answers = ["1.1.1.1", "1.1.1.1", "2.2.2.2"].map(post);
    await node.askedBy(3);
    answers.push(post("1.1.1.1"), post("1.1.1.1"), post("3.3.3.3"));
    // Nothing on their way to the queue waits for more than its turn.
    for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
    node.asked[0]?.answer();
    await node.askedBy(4);
    node.asked[3]?.answer();
    // Whoever waited longest had one working already: the newcomer was first.
    expect((await (answers[5] as (typeof answers)[0])).status).toBe(200);
    for (let count = 5; count <= 6; count++) {
      for (const { answer } of node.asked) answer();
      await node.askedBy(count);
    }
    for (const { answer } of node.asked) answer();
    expect((await Promise.all(answers)).every(({ status }) => status === 200)).toBe(true);
  });

  test("a node that is slow is not waited for without end, and a client that goes takes its call with it", async () => {
    const node = silentNode();
    const slow = nodeBefore(node.rpc, { time: 50, width: 1 });
    const { body } = await slow.call("POST", "/rpc", { body: [chainId, chainId] });
    expect(body.map(({ error }: { error: { code: number } }) => error.code)).toEqual([-32603, -32603]);
    expect(node.asked[0]?.signal.aborted).toBe(true);

    const other = silentNode();
    const app = nodeBefore(other.rpc, { width: 1 });
    const server = await listen((incoming, outgoing) => void app.serve(incoming, outgoing));
    const gone = new AbortController();
    const left = fetch(server.url, post(gone.signal)).catch(() => "gone");
    await other.askedBy(1);
    const waits = fetch(server.url, post());
    gone.abort();
    expect(await left).toBe("gone");
    await other.askedBy(2);
    expect(other.asked[0]?.signal.aborted).toBe(true);
    other.asked[1]?.answer();
    expect((await waits).status).toBe(200);
    await server.close();
  });

  test("an answer that is too large is broken off at the node, and not passed on", async () => {
    const closed = Promise.withResolvers<void>();
    const endless = await listen((_, response) => {
      response.on("close", closed.resolve);
      response.write('{"result":"');
      const write = () => {
        while (!response.destroyed && response.write("0".repeat(65_536)));
      };
      response.on("drain", write);
      write();
    });
    const { call } = nodeBefore(passThrough(endless.url));
    const { body } = await call("POST", "/rpc", { body: chainId });
    expect(body.error.code).toBe(-32005);
    await closed.promise;
    await endless.close();
  });

  test("what fails as a whole is told as JSON-RPC tells it", async () => {
    const { call } = nodeBefore(async () => ({}));
    const json = { "content-type": "application/json" };
    const broken = await call("POST", "/rpc", { body: "{", headers: json });
    expect([broken.status, broken.body.error.code]).toEqual([400, -32700]);
    const large = await call("POST", "/rpc", { body: request("x", ["x".repeat(70_000)]) });
    expect([large.status, large.body.error.code]).toEqual([413, -32600]);
    const limited = appWith(api, {}, { rpcLimits: {}, rateLimits: { rpc: { points: 11, seconds: 60 } } });
    const logs = request("eth_getLogs", [{ address: api.chain.contract, blockHash: HASH }]);
    await limited.call("POST", "/rpc", { body: logs });
    // Logs cost as much as ten other calls.
    const refused = await limited.call("POST", "/rpc", { body: logs });
    expect([refused.status, refused.body.error.code]).toEqual([429, -32005]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

test("whoever verifies asks again where the endpoint asks for patience", async () => {
  let asked = 0;
  const busy = await listen((_, response) => {
    asked += 1;
    if (asked < 3) response.writeHead(asked === 1 ? 503 : 429, { "retry-after": "0" }).end("{}");
    else response.end('{"jsonrpc":"2.0","id":1,"result":"0x7"}');
  });
  expect(await httpRpc(busy.url)("eth_chainId", [])).toBe("0x7");
  await busy.close();
});

function post(signal?: AbortSignal): RequestInit {
  const headers = { "content-type": "application/json" };
  return { method: "POST", headers, body: JSON.stringify(chainId), ...(signal ? { signal } : {}) };
}

async function listen(answer: Parameters<typeof createServer>[1] & object) {
  const server: Server = createServer(answer);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/rpc`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
