import { create } from "kubo-rpc-client";
import { CID } from "multiformats/cid";
import { createGuard, type Guard, type GuardOptions } from "../outgoing/guard.ts";

/** An IPFS node, asked over its RPC. Each call throws if there is no answer in time. */
export interface IpfsNode {
  /** Bring the blocks of a CAR in, and pin its root with all below. */
  pin(root: string, car: Uint8Array): Promise<void>;
  /** Unpin a root, if it is pinned, and drop those of the blocks that no other pin holds. */
  unpin(root: string, blocks: readonly string[]): Promise<void>;
  /** A file's bytes, at most as many as `limit` says. */
  read(root: string, limit: number): Promise<Uint8Array>;
  /** Break off what is under way: a process that ends waits for no other. */
  stop(): void;
}

/** How a node is reached. */
export interface IpfsNodeOptions {
  /** Where its RPC is. A name and password in it are sent as basic authentication. */
  readonly url: string;
  /** What its calls go through; one of its own if left out. */
  readonly guard?: Guard | undefined;
  /** Milliseconds for reading a file: somebody may wait for it. Five seconds if left out. */
  readonly readTimeout?: number | undefined;
}

/** How patient the calls of a node are: an object is brought there as a whole. */
export const IPFS_GUARD: GuardOptions = { timeout: 60_000 };

/**
 * A node by the RPC of Kubo. No call is repeated here: the queue of pins does that, later and later, and who reads an
 * object goes on without it.
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

  return {
    pin: (root, car) =>
      run("pin", async (signal) => {
        let pinned = false;
        // A CAR rather than a file: whatever the node's own settings for adding files are, the blocks are ours.
        for await (const { root: result } of client.dag.import([car], { pinRoots: true, signal })) {
          if (result.pinErrorMsg) throw new Error("the node did not pin it");
          pinned ||= result.cid.toString() === root;
        }
        if (!pinned) throw new Error("the node did not say that it pinned it");
      }),

    unpin: (root, blocks) =>
      run("unpin", async (signal) => {
        const cid = CID.parse(root);
        await client.pin.rm(cid, { recursive: true, signal }).catch((error: unknown) => {
          if (!(error instanceof Error && /not pinned/i.test(error.message))) throw error;
        });
        const names = blocks.length > 0 ? blocks : [root];
        // What a block's removal is refused for is that another pin holds it, and then it stays.
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
