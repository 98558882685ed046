/** Composes everything related to IPFS. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { FileStore } from "../../domain/files/file-store.ts";
import type { Gateway } from "../../domain/files/ipfs.ts";
import { backFill } from "../../integrations/ipfs/back-fill.ts";
import { objectGateway } from "../../integrations/ipfs/gateway.ts";
import { type IpfsNodeOptions, kuboNode } from "../../integrations/ipfs/node.ts";
import { ipfsObjects } from "../../integrations/ipfs/objects.ts";
import { type PinningOptions, type RunningPinning, startPinning } from "../../integrations/ipfs/pinning.ts";
import { mediaTypeOf } from "../../integrations/objects/media-type.ts";
import type { Database } from "../../store/database.ts";
import { pinsRepository } from "../../store/files/pins.ts";

/** How a node is used. */
export interface IpfsParts extends IpfsNodeOptions, Pick<PinningOptions, "interval" | "reviewAfter" | "pause"> {
  /** Milliseconds before an object that could not be read back is requested again. */
  readonly patience?: number;
}

/** IPFS in operation or, without a node, only the index of blocks. */
export interface RunningIpfs {
  readonly objects: FileStore;
  readonly gateway: Gateway;
  stop(): Promise<void>;
}

/** What the parts need. */
export interface IpfsComposition extends Partial<IpfsParts> {
  readonly database: Database;
  readonly objects: FileStore;
  readonly logger: Logger;
  readonly now: () => Date;
}

/** Milliseconds to wait while the index cannot be written to, doubled each time up to the longest. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;

/** Start to pin, and to index what was stored before. */
export function composeIpfs(options: IpfsComposition): RunningIpfs {
  const { database, logger, now, url, guard, readTimeout, patience, ...pace } = options;
  const pins = pinsRepository(database);
  const node = url === undefined ? null : kuboNode({ url, guard, readTimeout });
  let pinning: RunningPinning | undefined;
  const objects = ipfsObjects({
    objects: options.objects,
    pins,
    node,
    logger,
    onNew: () => pinning?.wake(),
    ...(patience === undefined ? {} : { patience }),
  });
  // What it reads may itself have to be fetched back; visibility always comes from the store itself.
  if (node) {
    const store: FileStore = { ...options.objects, get: objects.get };
    pinning = startPinning({ ...pace, pins, objects: store, node, logger, now });
  }
  const stopping = new AbortController();
  const { signal } = stopping;
  async function fill(): Promise<void> {
    for (let pause = FIRST_PAUSE; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      try {
        if ((await backFill({ pins, objects: options.objects, logger, signal })) > 0) pinning?.wake();
        return;
      } catch (error) {
        logger.error({ err: error }, "the index of blocks cannot be filled now: trying again");
      }
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
  }
  const filling = fill();
  return {
    objects,
    gateway: objectGateway({ objects, pins, mediaTypeOf }),
    async stop() {
      stopping.abort();
      node?.stop();
      await filling;
      await pinning?.stop();
    },
  };
}
