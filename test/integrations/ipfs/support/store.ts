/** A store on disk whose objects have copies on a real IPFS node: js-ipfs behind its RPC server. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pino from "pino";
import { composeIpfs, type IpfsParts, type RunningIpfs } from "../../../../api/compose/ipfs.ts";
import type { FileStore } from "../../../../domain/files/file-store.ts";
import type { Hex } from "../../../../domain/shared/hex.ts";
import { IPFS_GUARD } from "../../../../integrations/ipfs/node.ts";
import { diskObjects } from "../../../../integrations/objects/disk.ts";
import { createGuard } from "../../../../integrations/outgoing/guard.ts";
import { migrate, openDatabase } from "../../../../store/database.ts";
import { pinsRepository } from "../../../../store/files/pins.ts";
import { temporaryFolder } from "../../../support/folder.ts";
import { startIpfsNode } from "../../../support/ipfs.ts";
import { until } from "../../../support/process.ts";

/** Anybody may see it. */
export const publicly = { restricted: false };

/** A guard that gives a call so many milliseconds, and leaves an open circuit at once. */
export const within = (timeout: number) => createGuard("ipfs", { ...IPFS_GUARD, timeout, openFor: 0 });

/** Start a node, and prepare a database and a folder of objects. */
export async function startIpfsStore() {
  const node = await startIpfsNode();
  const folder = await temporaryFolder();
  const database = openDatabase(join(folder.path, "suyuan.sqlite"));
  await migrate(database);
  const store = join(folder.path, "objects");
  const disk = await diskObjects(store);
  const logged: string[] = [];
  const logger = pino({ level: "warn" }, { write: (line: string) => void logged.push(line) });
  const running: RunningIpfs[] = [];
  const stopAll = async () => void (await Promise.all(running.splice(0).map((ipfs) => ipfs.stop())));
  const pathOf = (sha256: Hex, place = "public") => join(store, place, sha256.slice(2, 4), sha256.slice(2));
  const stateOf = async (sha256: Hex) => (await pinsRepository(database).find(sha256))?.state;

  return {
    node,
    database,
    disk,
    /** Where objects lie. */
    store,
    logged,
    pathOf,
    stateOf,
    pinned: (sha256: Hex) => until(async () => (await stateOf(sha256)) === "pinned"),
    withheld: (sha256: Hex) => until(async () => (await stateOf(sha256)) === "withheld"),

    /** IPFS at work, with pauses that a test has time for. */
    start(parts: Partial<IpfsParts> = {}, objects: FileStore = disk): RunningIpfs {
      const pace = { interval: 10, pause: () => 10, reviewAfter: 3_600_000, patience: 0, readTimeout: 2_000 };
      const now = () => new Date();
      const ipfs = composeIpfs({ url: node.url, ...pace, ...parts, database, objects, logger, now });
      running.push(ipfs);
      return ipfs;
    },

    /** Do to an object what its operator does: where it lies is who may see it. */
    async withhold(sha256: Hex, place: "restricted" | "erased", bytes: Uint8Array): Promise<void> {
      const other = await diskObjects(store);
      await rm(pathOf(sha256));
      if (place === "restricted") return void (await other.put(bytes, { restricted: true }));
      await mkdir(join(store, "erased", sha256.slice(2, 4)), { recursive: true });
      await writeFile(pathOf(sha256, "erased"), "");
    },

    /** Before each test: nothing at work, the road open, no pins. */
    async reset(): Promise<void> {
      await stopAll();
      await node.road("open");
      await database.write.deleteFrom("pins").execute();
      node.asked.length = 0;
    },

    async close(): Promise<void> {
      await stopAll();
      await database.close();
      await node.close();
      await folder.close();
    },
  };
}

/** A store with its node. */
export type IpfsStore = Awaited<ReturnType<typeof startIpfsStore>>;
