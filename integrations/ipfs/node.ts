import { create } from "kubo-rpc-client";
import { CID } from "multiformats/cid";
import { createGuard, type Guard, type GuardOptions } from "../outgoing/guard.ts";

/** An IPFS node, asked over its RPC. Each call throws if there is no answer in time. */
export interface IpfsNode {
  /**
   * Import the blocks of one CAR after another, each in a call of its own, and with the last one pin the root
   * recursively: until then nothing keeps the others.
   */
  pin(root: string, cars: AsyncIterable<Uint8Array>): Promise<void>;
  /** Unpin a root, if it is pinned, and remove those of its blocks that no other pin keeps. */
  unpin(root: string, blocks: readonly string[]): Promise<void>;
  /** A file's bytes, at most `limit`. */
  read(root: string, limit: number): Promise<Uint8Array>;
  /** Abort calls in progress: a process that stops does not wait for others. */
  stop(): void;
}

/** How to reach a node. */
export interface IpfsNodeOptions {
  /** Its RPC's address. A name and password in it are sent as basic authentication. */
  readonly url: string;
  /** The guard of its calls; a new one if left out. */
  readonly guard?: Guard | undefined;
  /** Timeout for reading a file in milliseconds: a client may be waiting. Five seconds if left out. */
  readonly readTimeout?: number | undefined;
}

/** Timeouts of a node's calls: an object is sent in parts of many blocks, one call each. */
export const IPFS_GUARD: GuardOptions = { timeout: 60_000 };

/**
 * A node by the RPC of Kubo. Calls are not retried here: the queue of pins does that with backoff, and readers go on
 * without the node.
 */
export function kuboNode({
  url,
  guard = createGuard("ipfs", IPFS_GUARD),
  readTimeout = 5_000,
}: IpfsNodeOptions): IpfsNode {
  const { address, headers } = addressOf(url);
  const client = create({ url: address, headers });
  const stopping = new AbortController();

  function run<Result>(operation: string, work: (signal: AbortSignal) => Promise<Result>, timeout?: number) {
    return guard.run({ operation, timeout, signal: stopping.signal }, work);
  }

  // A CAR rather than a file: whatever the node's own settings for adding files are, the blocks are ours.
  const bring = (root: string, car: Uint8Array, last: boolean) =>
    run("pin", async (signal) => {
      let pinned = false;
      for await (const { root: result } of client.dag.import([car], { pinRoots: last, signal })) {
        if (result.pinErrorMsg) throw new Error("the node did not pin it");
        pinned ||= result.cid.toString() === root;
      }
      if (last && !pinned) throw new Error("the node did not say that it pinned it");
    });

  return {
    async pin(root, cars) {
      let waiting: Uint8Array | undefined;
      for await (const car of cars) {
        if (waiting) await bring(root, waiting, false);
        waiting = car;
      }
      if (waiting) await bring(root, waiting, true);
    },

    unpin: (root, blocks) =>
      run("unpin", async (signal) => {
        const cid = CID.parse(root);
        await client.pin.rm(cid, { recursive: true, signal }).catch((error: unknown) => {
          if (!(error instanceof Error && /not pinned/i.test(error.message))) throw error;
        });
        const names = blocks.length > 0 ? blocks : [root];
        // Removing a block is refused if another pin keeps it, and then it stays.
        for await (const _ of client.block.rm(
          names.map((name) => CID.parse(name)),
          { force: true, signal },
        ));
      }),

    read: (root, limit) =>
      run("read", (signal) => collected(client.cat(CID.parse(root), { signal }), limit), readTimeout),

    stop: () => stopping.abort(),
  };
}

async function collected(content: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > limit) throw new Error(`the node sent more than ${limit} bytes`);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function addressOf(url: string): { address: string; headers: Record<string, string> } {
  const parsed = new URL(url);
  const { username, password } = parsed;
  parsed.username = "";
  parsed.password = "";
  const secret = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const headers: Record<string, string> =
    username || password ? { Authorization: `Basic ${Buffer.from(secret).toString("base64")}` } : {};
  return { address: parsed.href.replace(/\/$/, ""), headers };
}
