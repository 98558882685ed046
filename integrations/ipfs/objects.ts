import type { Logger } from "pino";
import type { FileStore } from "../../domain/files/file-store.ts";
import type { Pins } from "../../domain/files/ipfs.ts";
import { ObjectTooLong } from "../../domain/files/objects.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { sha256Hex } from "../../proof/hash.ts";
import { reasonOfGuard } from "../outgoing/guard.ts";
import { type Content, cidsOf } from "./dag.ts";
import type { IpfsNode } from "./node.ts";

/** What objects on IPFS need. */
export interface IpfsObjectsOptions {
  /** The underlying object store. */
  readonly objects: FileStore;
  readonly pins: Pins;
  /** The node with the copies; null for none: then objects are only indexed by their blocks. */
  readonly node: IpfsNode | null;
  readonly logger: Logger;
  /** Called when there is something new to pin. */
  readonly onNew?: () => void;
  /** The largest object to fetch back, in bytes; 100 MiB if left out. */
  readonly limit?: number;
  /**
   * Milliseconds before an object that could not be fetched, or a node that did not answer, is tried again; half a
   * minute if left out.
   */
  readonly patience?: number;
}

/** How many failures are remembered. */
const REMEMBERED = 10_000;

/**
 * Objects that have copies on IPFS. Stored objects are queued for pinning, and nothing waits for that. A public object
 * that is missing or corrupted in the store is fetched back from IPFS and restored.
 */
export function ipfsObjects(options: IpfsObjectsOptions): FileStore {
  const { objects, pins, node, logger, onNew, limit = 104_857_600, patience = 30_000 } = options;
  const underWay = new Map<Hex, Promise<Uint8Array | undefined>>();
  const failed = new Map<Hex, number>();
  let quietUntil = Number.NEGATIVE_INFINITY;

  /** The bytes of an object that was public when last seen. */
  async function fetched(sha256: Hex): Promise<Uint8Array | undefined> {
    const time = performance.now();
    if (!node || time < quietUntil || (failed.get(sha256) ?? Number.NEGATIVE_INFINITY) > time - patience)
      return undefined;
    const pin = await pins.find(sha256);
    if (pin?.state !== "pinned") return undefined;
    const bytes = await node.read(pin.cid, limit);
    if (sha256Hex(bytes) !== sha256) throw new Error("what came has another digest");
    // Restricted or erased while it was being fetched: not to be shown any more.
    const visibility = await objects.visibility(sha256);
    if (visibility !== "public" && visibility !== "missing") return undefined;
    if (visibility === "missing") await objects.put(bytes, { restricted: false });
    else await objects.repair?.(bytes);
    logger.warn({ sha256 }, "an object was lost or changed, and brought back from IPFS");
    return bytes;
  }

  /** Fetch an object back; undefined if that fails. Simultaneous callers share the answer. */
  function recover(sha256: Hex): Promise<Uint8Array | undefined> {
    let bytes = underWay.get(sha256);
    if (!bytes) {
      bytes = fetched(sha256)
        .catch((error: unknown) => {
          const reason = reasonOfGuard(error) ?? (error instanceof Error ? error.name : "unknown");
          logger.warn({ sha256, reason }, "an object could not be brought back from IPFS");
          if (failed.size >= REMEMBERED) failed.clear();
          failed.set(sha256, performance.now());
          // A reader of many objects does not wait repeatedly for a node that does not answer.
          if (reason === "took too long") quietUntil = performance.now() + patience;
          return undefined;
        })
        .finally(() => underWay.delete(sha256));
      underWay.set(sha256, bytes);
    }
    return bytes;
  }

  /** Read from the store, and once more after fetching the object back if it is missing or corrupted. */
  async function healed<Answer>(sha256: Hex, ask: () => Promise<Answer>, lacks: (answer: Answer) => boolean) {
    let answer: Answer;
    try {
      answer = await ask();
    } catch (error) {
      if (!(await recover(sha256))) throw error;
      return ask();
    }
    return lacks(answer) && (await recover(sha256)) ? ask() : answer;
  }

  return {
    ...objects,
    visibility: (sha256) =>
      healed(
        sha256,
        () => objects.visibility(sha256),
        (answer) => answer === "missing",
      ),
    info: (sha256) =>
      healed(
        sha256,
        () => objects.info(sha256),
        (answer) => answer === undefined,
      ),

    async get(sha256, limit) {
      const lost = async () => (await objects.visibility(sha256)) === "missing";
      try {
        const bytes = await objects.get(sha256, limit);
        if (bytes || !(await lost())) return bytes;
      } catch (error) {
        if (error instanceof ObjectTooLong) throw error;
        const bytes = await recover(sha256);
        if (!bytes) throw error;
        return bytes;
      }
      return recover(sha256);
    },

    // A large one is only checked while it is read: then the next reader gets the restored bytes.
    open: (sha256, part) =>
      healed(
        sha256,
        () => objects.open(sha256, part),
        (answer) => answer === undefined,
      ),

    async put(bytes, how) {
      const info = await objects.put(bytes, how);
      await note(pins, info.sha256, info.visibility === "public", bytes);
      if (info.visibility === "public") onNew?.();
      return info;
    },

    // The copy first: one left there would be fetched back.
    async remove(sha256) {
      await pins.remove(sha256);
      await objects.remove(sha256);
      if (!node) await pins.forget(sha256);
      onNew?.();
    },

    // The object first: what is erased is never fetched back.
    async erase(sha256) {
      await objects.erase(sha256);
      await pins.remove(sha256);
      if (!node) await pins.forget(sha256);
      onNew?.();
    },

    staging: {
      ...objects.staging,
      async finish(file, check, parts) {
        const info = await objects.staging.finish(file, check, parts);
        try {
          // It is read once more as a stream, never as a whole in memory.
          const content = info.visibility === "erased" ? undefined : await objects.open(info.sha256);
          if (content) await note(pins, info.sha256, info.visibility === "public", content);
          if (info.visibility === "public") onNew?.();
        } catch (error) {
          // It is stored anyway, and indexed at the next start.
          logger.warn({ sha256: info.sha256, err: error }, "a file's blocks cannot be indexed");
        }
        return info;
      },
    },
  };
}

/** Index an object's blocks, and queue it for pinning if it is public. */
export async function note(pins: Pins, sha256: Hex, open: boolean, content: Content): Promise<void> {
  const { root, cids } = await cidsOf(content);
  await pins.add({ sha256, cid: root, public: open, blocks: cids.length > 1 ? cids : [] });
}
