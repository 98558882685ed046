/** Copies on a real IPFS node: js-ipfs behind its RPC server. */
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import pino from "pino";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { composeIpfs, type IpfsParts, type RunningIpfs } from "../../api/compose-ipfs.ts";
import type { Hex } from "../../domain/model.ts";
import type { FileStore } from "../../domain/ports/file-store.ts";
import type { Objects } from "../../domain/ports/objects.ts";
import { carOf, dagOf } from "../../integrations/ipfs/dag.ts";
import { IPFS_GUARD } from "../../integrations/ipfs/node.ts";
import { diskObjects } from "../../integrations/objects/disk.ts";
import { createGuard } from "../../integrations/outgoing/guard.ts";
import { sha256Hex } from "../../proof/hash.ts";
import { type Database, migrate, openDatabase } from "../../store/database.ts";
import { pinsRepository } from "../../store/repositories/pins.ts";
import { temporaryFolder } from "../support/folder.ts";
import { type IpfsTestNode, startIpfsNode, unlike } from "../support/ipfs.ts";
import { until } from "../support/process.ts";

let node: IpfsTestNode;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let database: Database;
let disk: FileStore;
let store: string;
const logged: string[] = [];
const logger = pino({ level: "warn" }, { write: (line: string) => void logged.push(line) });
const running: RunningIpfs[] = [];

beforeAll(async () => {
  node = await startIpfsNode();
  folder = await temporaryFolder();
  database = openDatabase(join(folder.path, "suyuan.sqlite"));
  await migrate(database);
  store = join(folder.path, "objects");
  disk = await diskObjects(store);
});
beforeEach(async () => {
  await Promise.all(running.splice(0).map((ipfs) => ipfs.stop()));
  await node.road("open");
  await database.write.deleteFrom("pins").execute();
  node.asked.length = 0;
});
afterAll(async () => {
  await Promise.all(running.splice(0).map((ipfs) => ipfs.stop()));
  await database.close();
  await node.close();
  await folder.close();
});

/** IPFS at work, with pauses that a test has time for. */
function start(parts: Partial<IpfsParts> = {}, objects = disk): RunningIpfs {
  const pace = { interval: 10, pause: () => 10, reviewAfter: 3_600_000, patience: 0, readTimeout: 2_000 };
  const now = () => new Date();
  const ipfs = composeIpfs({ url: node.url, ...pace, ...parts, database, objects, logger, now });
  running.push(ipfs);
  return ipfs;
}

/** A guard that gives a call so long, and leaves an open circuit at once. */
const within = (timeout: number) => createGuard("ipfs", { ...IPFS_GUARD, timeout, openFor: 0 });

const publicly = { restricted: false };
const stateOf = async (sha256: Hex) => (await pinsRepository(database).find(sha256))?.state;
const pinned = (sha256: Hex) => until(async () => (await stateOf(sha256)) === "pinned", 15_000);
const pathOf = (sha256: Hex, place = "public") => join(store, place, sha256.slice(2, 4), sha256.slice(2));

/** Do to an object what its operator does: where it lies is who may see it. */
async function withhold(sha256: Hex, place: "restricted" | "erased", bytes: Uint8Array): Promise<void> {
  const other = await diskObjects(store);
  await rm(pathOf(sha256));
  if (place === "restricted") return void (await other.put(bytes, { restricted: true }));
  await mkdir(join(store, "erased", sha256.slice(2, 4)), { recursive: true });
  await writeFile(pathOf(sha256, "erased"), "");
}

test("what is public is pinned, of one block or of many, and can be read there", async () => {
  const { objects } = start();
  for (const bytes of [unlike(), unlike(700_000)]) {
    const info = await objects.put(bytes, publicly);
    await pinned(info.sha256);
    expect(await node.pinned()).toContain(info.cid);
    expect(Buffer.compare(await node.read(info.cid), bytes)).toBe(0);
  }
});

test("what is restricted or erased is never sent", async () => {
  const { objects } = start();
  const bytes = unlike();
  const hidden = await objects.put(bytes, { restricted: true });
  const open = await objects.put(unlike(), publicly);
  await pinned(open.sha256);
  expect(await stateOf(hidden.sha256)).toBe("withheld");
  expect(await node.pinned()).not.toContain(hidden.cid);
  expect(node.asked.filter((command) => command === "dag/import")).toHaveLength(1);
});

test.each(["restricted", "erased"] as const)(
  "what becomes %s is unpinned and its blocks are dropped",
  async (place) => {
    const { objects } = start({ reviewAfter: 20 });
    const bytes = unlike(300_000);
    const { sha256, cid } = await objects.put(bytes, publicly);
    await pinned(sha256);
    await withhold(sha256, place, bytes);
    await until(async () => (await stateOf(sha256)) === "withheld", 15_000);
    expect(await node.pinned()).not.toContain(cid);
    const blocks: string[] = [];
    for await (const { ref } of node.client.refs.local()) blocks.push(ref);
    expect(blocks).not.toContain(cid);
    expect(await objects.put(bytes, publicly)).toMatchObject({ visibility: place });
    expect(await stateOf(sha256)).toBe("withheld");
  },
);

test.each(["closed", "failing", "slow", "cut"] as const)(
  "what is stored while the road is %s is pinned later",
  async (how) => {
    const { objects } = start({ guard: within(300) });
    await node.road(how);
    const { sha256, cid } = await objects.put(unlike(), publicly);
    const attempts = async () =>
      (await database.read.selectFrom("pins").select("attempts").where("sha256", "=", sha256).executeTakeFirst())
        ?.attempts;
    await until(async () => ((await attempts()) ?? 0) > 1, 15_000);
    expect(await stateOf(sha256)).toBe("waiting");
    await node.road("open");
    await pinned(sha256);
    expect(await node.pinned()).toContain(cid);
  },
);

test("storing waits for no node that does not answer, and stopping neither", async () => {
  const ipfs = start({ guard: within(3_600_000) });
  await node.road("slow");
  const { sha256, cid } = await ipfs.objects.put(unlike(), publicly);
  await until(async () => node.asked.includes("dag/import"), 15_000);
  await ipfs.stop();
  expect(await stateOf(sha256)).toBe("waiting");

  // A restart goes on at once, though the process before it had taken the object for itself.
  await node.road("open");
  start();
  await pinned(sha256);
  expect(await node.pinned()).toContain(cid);
});

test("what was withheld while it waited is not sent", async () => {
  await node.road("closed");
  const ipfs = start();
  const bytes = unlike();
  const { sha256, cid } = await ipfs.objects.put(bytes, publicly);
  await ipfs.stop();
  await withhold(sha256, "erased", bytes);
  await node.road("open");
  start();
  await until(async () => (await stateOf(sha256)) === "withheld", 15_000);
  expect(await node.pinned()).not.toContain(cid);
  expect(node.asked).not.toContain("dag/import");
});

test("what is withheld while it is sent does not stay there", async () => {
  const bytes = unlike();
  const withheldAsRead: FileStore = {
    ...disk,
    async get(sha256) {
      const read = await disk.get(sha256);
      await withhold(sha256, "erased", bytes);
      return read;
    },
  };
  const { objects } = start({}, withheldAsRead);
  const { sha256, cid } = await objects.put(bytes, publicly);
  await until(async () => (await stateOf(sha256)) === "withheld", 15_000);
  expect(node.asked).toContain("dag/import");
  expect(await node.pinned()).not.toContain(cid);
});

test("what was withheld after a process ended in the midst of sending it is unpinned by the next", async () => {
  const ipfs = start({ guard: within(3_600_000) });
  const bytes = unlike();
  const dag = await dagOf(bytes);
  await node.road("slow");
  const { sha256, cid } = await ipfs.objects.put(bytes, publicly);
  await until(async () => node.asked.includes("dag/import"), 15_000);
  // It arrived, and nobody lived to hear of it.
  for await (const _ of node.client.dag.import([carOf(dag, cid, { scope: "all", duplicates: false })]));
  await ipfs.stop();
  await withhold(sha256, "erased", bytes);
  await node.road("open");
  start();
  await until(async () => (await stateOf(sha256)) === "withheld", 15_000);
  expect(await node.pinned()).not.toContain(cid);
});

test("a node that does not answer is waited for once, not for each object", async () => {
  const { objects } = start({ readTimeout: 100, patience: 3_600_000 });
  const infos = await Promise.all([unlike(), unlike()].map((bytes) => objects.put(bytes, publicly)));
  for (const { sha256 } of infos) {
    await pinned(sha256);
    await rm(pathOf(sha256));
  }
  await node.road("slow");
  for (const { sha256 } of infos) expect(await objects.get(sha256)).toBeUndefined();
  expect(node.asked.filter((command) => command === "cat")).toHaveLength(1);
});

test("the node of these tests knows nobody and listens for nobody", async () => {
  const config = (await node.client.config.getAll()) as unknown as Record<string, Record<string, unknown>>;
  expect([config.Bootstrap, config.Addresses?.Swarm]).toEqual([[], []]);
  expect(await node.client.swarm.peers()).toEqual([]);
});

test("objects from before there was an index are taken up at the start", async () => {
  const info = await disk.put(unlike(600_000), publicly);
  const hidden = await disk.put(unlike(), { restricted: true });
  for (const { sha256 } of [info, hidden]) {
    await database.write.insertInto("uploads").values({ account_id: 1, sha256, created_at: 0 }).execute();
  }
  const { gateway } = start();
  await pinned(info.sha256);
  expect(await stateOf(hidden.sha256)).toBe("withheld");
  expect((await gateway.file(info.cid))?.bytes.length).toBe(600_000);
  expect(await gateway.file(hidden.cid)).toBeUndefined();
});

test("a missing object and a broken one are read back, and written anew", async () => {
  const { objects } = start();
  const bytes = unlike(300_000);
  const { sha256, cid } = await objects.put(bytes, publicly);
  await pinned(sha256);

  await rm(pathOf(sha256));
  expect(await disk.visibility(sha256)).toBe("missing");
  expect(await objects.info(sha256)).toMatchObject({ cid, size: 300_000, visibility: "public" });
  expect(Buffer.compare((await disk.get(sha256)) ?? new Uint8Array(), bytes)).toBe(0);

  await rm(pathOf(sha256));
  const answers = await Promise.all([1, 2, 3].map(() => objects.get(sha256)));
  for (const answer of answers) expect(Buffer.compare(answer ?? new Uint8Array(), bytes)).toBe(0);

  await writeFile(pathOf(sha256), "broken");
  await expect(disk.get(sha256)).rejects.toThrow();
  expect(Buffer.compare((await objects.get(sha256)) ?? new Uint8Array(), bytes)).toBe(0);
  expect(Buffer.compare((await disk.get(sha256)) ?? new Uint8Array(), bytes)).toBe(0);
  expect(await readdir(join(store, "incoming"))).toEqual([]);
});

test("what was erased is not read back, even from a node that still has it", async () => {
  const { objects } = start();
  const bytes = unlike();
  const { sha256 } = await objects.put(bytes, publicly);
  await pinned(sha256);
  await withhold(sha256, "erased", bytes);
  expect(await objects.get(sha256)).toBeUndefined();
  expect(await objects.visibility(sha256)).toBe("erased");
  expect(node.asked).not.toContain("cat");
});

test("a node that cannot be asked, or sends other bytes, makes a missing object no worse than missing", async () => {
  const { objects } = start({ readTimeout: 200 });
  const [lost, other] = [await objects.put(unlike(), publicly), await objects.put(unlike(), publicly)];
  await Promise.all([pinned(lost.sha256), pinned(other.sha256)]);
  await rm(pathOf(lost.sha256));
  for (const how of ["closed", "failing", "slow", "cut"] as const) {
    await node.road(how);
    expect(await objects.visibility(lost.sha256)).toBe("missing");
    expect(await objects.get(lost.sha256)).toBeUndefined();
  }
  await node.road("open");
  await database.write.updateTable("pins").set({ cid: other.cid }).where("sha256", "=", lost.sha256).execute();
  expect(await objects.get(lost.sha256)).toBeUndefined();
  expect(await disk.visibility(lost.sha256)).toBe("missing");
});

test("any other store's objects are pinned and brought back alike", async () => {
  const kept = new Map<Hex, Uint8Array>();
  const plain: Objects = {
    async put(bytes) {
      kept.set(sha256Hex(bytes), bytes);
      return { sha256: sha256Hex(bytes), size: bytes.length, mediaType: "text/plain", cid: "", visibility: "public" };
    },
    visibility: async (sha256) => (kept.has(sha256) ? "public" : "missing"),
    info: async () => undefined,
    get: async (sha256) => kept.get(sha256),
  };
  const { objects } = start({}, { ...disk, ...plain });
  const { sha256 } = await objects.put(unlike(), publicly);
  await pinned(sha256);
  kept.clear();
  expect(await objects.visibility(sha256)).toBe("public");
  expect(kept.size).toBe(1);
});

test("a name and password in the node's address are sent, and logged nowhere", async () => {
  const seen: (string | undefined)[] = [];
  const guard = createServer((request, answer) => {
    seen.push(request.headers.authorization);
    answer.writeHead(401).end("who?");
  });
  await new Promise<void>((resolve) => guard.listen(0, "127.0.0.1", resolve));
  const { port } = guard.address() as { port: number };
  const { objects } = start({ url: `http://farm:secret%21word@127.0.0.1:${port}` });
  await objects.put(unlike(), publicly);
  await until(async () => seen.length > 0, 15_000);
  expect(seen[0]).toBe(`Basic ${Buffer.from("farm:secret!word").toString("base64")}`);
  await running.pop()?.stop();
  guard.close();
  expect(logged.join("\n")).not.toContain("secret");
});
