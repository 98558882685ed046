/** A real IPFS node on loopback, and a road to it that can be closed. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import SQLite from "better-sqlite3";
import { create, type KuboRPCClient } from "kubo-rpc-client";
import { temporaryFolder } from "./folder.ts";
import { startProcess, until } from "./process.ts";

const FOLDER = fileURLToPath(new URL("ipfs-node/", import.meta.url));

/** How the road to the node is. */
export type Road = "open" | "closed" | "slow" | "failing" | "cut";

/** js-ipfs with its own RPC server, in a process of its own. It knows no peers and asks nobody. */
export interface IpfsTestNode {
  /** The road to it: what a product under test is given. */
  readonly url: string;
  /** A client that goes there directly. */
  readonly client: KuboRPCClient;
  /** Requests that came along the road, by their commands: `dag/import`. */
  readonly asked: string[];
  /** Change the road: refuse connections, never answer, answer 500, or break answers off. */
  road(how: Road): Promise<void>;
  pinned(): Promise<string[]>;
  /** A file that the node has. */
  read(cid: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Start a node, installing it first where it is not there: it is far larger than all else that the tests need. */
export async function startIpfsNode(): Promise<IpfsTestNode> {
  install();
  const folder = await temporaryFolder();
  const process = startProcess("test/support/ipfs-node/server.js", {}, [join(folder.path, "repository")]);
  const portOf = () => /^port (\d+)$/m.exec(process.output())?.[1];
  let ended = false;
  void process.exited.then(() => {
    ended = true;
  });
  await until(async () => ended || portOf() !== undefined);
  const port = portOf();
  if (port === undefined) throw new Error(`the IPFS node did not start: ${process.output()}`);

  const asked: string[] = [];
  let state: Road = "open";
  const server = createServer((incoming, answer) => {
    asked.push((incoming.url ?? "").replace(/^\/api\/v0\/|\?.*$/g, ""));
    if (state === "slow") return void incoming.resume();
    if (state === "failing") {
      incoming.resume();
      answer.writeHead(500, { "content-type": "application/json" });
      return void answer.end('{"Message":"the disk is full","Code":0,"Type":"error"}');
    }
    pass(incoming, answer, Number(port), state === "cut");
  });
  const listen = (at: number) => new Promise<void>((resolve) => server.listen(at, "127.0.0.1", resolve));
  await listen(0);
  const own = (server.address() as AddressInfo).port;
  const shut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const client = create({ url: `http://127.0.0.1:${port}` });

  return {
    url: `http://127.0.0.1:${own}`,
    client,
    asked,
    async road(how) {
      if (how === "closed" && server.listening) await shut();
      if (how !== "closed" && !server.listening) await listen(own);
      if (how === "open") server.closeIdleConnections();
      state = how;
    },
    async pinned() {
      const cids: string[] = [];
      for await (const { cid, type } of client.pin.ls({ type: "recursive" })) {
        if (type === "recursive") cids.push(cid.toV1().toString());
      }
      return cids;
    },
    async read(cid) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of client.cat(cid)) chunks.push(chunk);
      return new Uint8Array(Buffer.concat(chunks));
    },
    async close() {
      if (server.listening) await shut();
      await process.stop("SIGKILL");
      await folder.close();
    },
  };
}

function pass(incoming: IncomingMessage, answer: ServerResponse, port: number, cut: boolean): void {
  const { method, url, headers } = incoming;
  const onward = request({ host: "127.0.0.1", port, method, path: url, headers }, (reply) => {
    answer.writeHead(reply.statusCode ?? 500, reply.headers);
    if (!cut) return void reply.pipe(answer);
    answer.write("{");
    reply.resume();
    setImmediate(() => answer.destroy());
  });
  onward.on("error", () => answer.destroy());
  incoming.pipe(onward);
}

/** One test file installs while others wait: the operating system's lock is gone with its process. */
function install(): void {
  const lock = new SQLite(join(FOLDER, "install.tmp.lock"), { timeout: 170_000 });
  try {
    lock.exec("begin exclusive");
    // What npm writes last.
    if (!existsSync(join(FOLDER, "node_modules", ".package-lock.json"))) npmInstall();
  } finally {
    lock.close();
  }
}

function npmInstall(): void {
  const { status } = spawnSync(
    "npm",
    ["install", "--prefix", FOLDER, "--no-save", "--ignore-scripts", "--loglevel=error"],
    {
      cwd: FOLDER,
      stdio: ["ignore", 2, "inherit"],
      shell: process.platform === "win32",
    },
  );
  if (status !== 0) throw new Error("js-ipfs cannot be installed: see above. Is the package registry reachable?");
}

let count = 0;
/** Bytes that no other test of the file has. */
export function unlike(size = 40): Uint8Array {
  const seed = ++count;
  return new Uint8Array(size).map((_, index) => (index * 2_654_435_761 + seed * 40_503 + (index >> 8)) >>> 5);
}
