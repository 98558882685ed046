/** What the store has lost is read back from IPFS, and only what may be. */
import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Objects } from "../../../domain/files/objects.ts";
import type { Hex } from "../../../domain/shared/hex.ts";
import { sha256Hex } from "../../../proof/hash.ts";
import { unlike } from "../../support/ipfs.ts";
import { type IpfsStore, publicly, startIpfsStore } from "./support/store.ts";

let world: IpfsStore;
beforeAll(async () => {
  world = await startIpfsStore();
});
beforeEach(() => world.reset());
afterAll(() => world.close());

test("a node that does not answer is waited for once, not for each object", async () => {
  const { objects } = world.start({ readTimeout: 100, patience: 3_600_000 });
  const infos = await Promise.all([unlike(), unlike()].map((bytes) => objects.put(bytes, publicly)));
  for (const { sha256 } of infos) {
    await world.pinned(sha256);
    await rm(world.pathOf(sha256));
  }
  await world.node.road("slow");
  for (const { sha256 } of infos) expect(await objects.get(sha256)).toBeUndefined();
  expect(world.node.asked.filter((command) => command === "cat")).toHaveLength(1);
});

test("a missing object and a broken one are read back, and written anew", async () => {
  const { objects } = world.start();
  const bytes = unlike(300_000);
  const { sha256, cid } = await objects.put(bytes, publicly);
  await world.pinned(sha256);

  await rm(world.pathOf(sha256));
  expect(await world.disk.visibility(sha256)).toBe("missing");
  expect(await objects.info(sha256)).toMatchObject({ cid, size: 300_000, visibility: "public" });
  expect(Buffer.compare((await world.disk.get(sha256)) ?? new Uint8Array(), bytes)).toBe(0);

  await rm(world.pathOf(sha256));
  const answers = await Promise.all([1, 2, 3].map(() => objects.get(sha256)));
  for (const answer of answers) expect(Buffer.compare(answer ?? new Uint8Array(), bytes)).toBe(0);

  await writeFile(world.pathOf(sha256), "broken");
  await expect(world.disk.get(sha256)).rejects.toThrow();
  expect(Buffer.compare((await objects.get(sha256)) ?? new Uint8Array(), bytes)).toBe(0);
  expect(Buffer.compare((await world.disk.get(sha256)) ?? new Uint8Array(), bytes)).toBe(0);
  expect(await readdir(join(world.store, "incoming"))).toEqual([]);
});

test("what was erased is not read back, even from a node that still has it", async () => {
  const { objects } = world.start();
  const bytes = unlike();
  const { sha256 } = await objects.put(bytes, publicly);
  await world.pinned(sha256);
  await world.withhold(sha256, "erased", bytes);
  expect(await objects.get(sha256)).toBeUndefined();
  expect(await objects.visibility(sha256)).toBe("erased");
  expect(world.node.asked).not.toContain("cat");
});

test("a node that cannot be asked, or sends other bytes, makes a missing object no worse than missing", async () => {
  const { objects } = world.start({ readTimeout: 200 });
  const [lost, other] = [await objects.put(unlike(), publicly), await objects.put(unlike(), publicly)];
  await Promise.all([world.pinned(lost.sha256), world.pinned(other.sha256)]);
  await rm(world.pathOf(lost.sha256));
  for (const how of ["closed", "failing", "slow", "cut"] as const) {
    await world.node.road(how);
    expect(await objects.visibility(lost.sha256)).toBe("missing");
    expect(await objects.get(lost.sha256)).toBeUndefined();
  }
  await world.node.road("open");
  await world.database.write.updateTable("pins").set({ cid: other.cid }).where("sha256", "=", lost.sha256).execute();
  expect(await objects.get(lost.sha256)).toBeUndefined();
  expect(await world.disk.visibility(lost.sha256)).toBe("missing");
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
  const { objects } = world.start({}, { ...world.disk, ...plain });
  const { sha256 } = await objects.put(unlike(), publicly);
  await world.pinned(sha256);
  kept.clear();
  expect(await objects.visibility(sha256)).toBe("public");
  expect(kept.size).toBe(1);
});
