/** Copies on a real IPFS node: what is stored is pinned. */
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { FileStore } from "../../../domain/files/file-store.ts";
import type { StagedFile } from "../../../domain/files/upload-staging.ts";
import { sha256Hex } from "../../../proof/hash.ts";
import { unlike } from "../../support/ipfs.ts";
import { until } from "../../support/process.ts";
import { type IpfsStore, publicly, startIpfsStore, within } from "./support/store.ts";

let world: IpfsStore;
beforeAll(async () => {
  world = await startIpfsStore();
});
beforeEach(() => world.reset());
afterAll(() => world.close());

test("what is public is pinned, of one block or of many, and can be read there", async () => {
  const { objects } = world.start();
  for (const bytes of [unlike(), unlike(700_000)]) {
    const info = await objects.put(bytes, publicly);
    await world.pinned(info.sha256);
    expect(await world.node.pinned()).toContain(info.cid);
    expect(Buffer.compare(await world.node.read(info.cid), bytes)).toBe(0);
  }
});

test.each(["closed", "failing", "slow", "cut"] as const)(
  "what is stored while the road is %s is pinned later",
  async (how) => {
    const { objects } = world.start({ guard: within(300) });
    await world.node.road(how);
    const { sha256, cid } = await objects.put(unlike(), publicly);
    const attempts = async () =>
      (await world.database.read.selectFrom("pins").select("attempts").where("sha256", "=", sha256).executeTakeFirst())
        ?.attempts;
    await until(async () => ((await attempts()) ?? 0) > 1);
    expect(await world.stateOf(sha256)).toBe("waiting");
    await world.node.road("open");
    await world.pinned(sha256);
    expect(await world.node.pinned()).toContain(cid);
  },
);

test("storing waits for no node that does not answer, and stopping neither", async () => {
  const ipfs = world.start({ guard: within(3_600_000) });
  await world.node.road("slow");
  const { sha256, cid } = await ipfs.objects.put(unlike(), publicly);
  await until(async () => world.node.asked.includes("dag/import"));
  await ipfs.stop();
  expect(await world.stateOf(sha256)).toBe("waiting");

  // A restart goes on at once, though the process before it had taken the object for itself.
  await world.node.road("open");
  world.start();
  await world.pinned(sha256);
  expect(await world.node.pinned()).toContain(cid);
});

test("the node of these tests knows nobody and listens for nobody", async () => {
  const config = (await world.node.client.config.getAll()) as unknown as Record<string, Record<string, unknown>>;
  expect([config.Bootstrap, config.Addresses?.Swarm]).toEqual([[], []]);
  expect(await world.node.client.swarm.peers()).toEqual([]);
});

test("objects from before there was an index are taken up at the start", async () => {
  const info = await world.disk.put(unlike(600_000), publicly);
  const hidden = await world.disk.put(unlike(), { restricted: true });
  for (const { sha256 } of [info, hidden]) {
    await world.database.write.insertInto("uploads").values({ account_id: 1, sha256, created_at: 0 }).execute();
  }
  const { gateway } = world.start();
  await world.pinned(info.sha256);
  expect(await world.stateOf(hidden.sha256)).toBe("withheld");
  expect((await gateway.file(info.cid))?.bytes.length).toBe(600_000);
  expect(await gateway.file(hidden.cid)).toBeUndefined();
});

test("a name and password in the node's address are sent, and logged nowhere", async () => {
  const seen: (string | undefined)[] = [];
  const guard = createServer((request, answer) => {
    seen.push(request.headers.authorization);
    answer.writeHead(401).end("who?");
  });
  await new Promise<void>((resolve) => guard.listen(0, "127.0.0.1", resolve));
  const { port } = guard.address() as { port: number };
  const ipfs = world.start({ url: `http://farm:secret%21word@127.0.0.1:${port}` });
  await ipfs.objects.put(unlike(), publicly);
  await until(async () => seen.length > 0);
  expect(seen[0]).toBe(`Basic ${Buffer.from("farm:secret!word").toString("base64")}`);
  await ipfs.stop();
  guard.close();
  expect(world.logged.join("\n")).not.toContain("secret");
});

describe("a file that came in parts", () => {
  const PART = 5 * 1024 * 1024;

  /** Announces a file and brings all of its parts. */
  async function bring(objects: FileStore, bytes: Uint8Array, restricted = false): Promise<StagedFile> {
    const file: StagedFile = {
      id: randomBytes(16).toString("hex"),
      sha256: sha256Hex(bytes),
      size: bytes.length,
      mediaType: "application/octet-stream",
      restricted,
      partSize: PART,
      handle: null,
    };
    await objects.staging.begin(file);
    for (let number = 1; (number - 1) * PART < bytes.length; number++) {
      const part = bytes.subarray((number - 1) * PART, number * PART);
      await objects.staging.receive?.(file, number, chunks(part));
    }
    return file;
  }

  test.each([40, 300_000, 2 * PART + 1])("is pinned once it is complete: %i bytes", async (size) => {
    const { objects, gateway } = world.start();
    const bytes = new Uint8Array(randomBytes(size));
    const file = await bring(objects, bytes);
    expect(await world.stateOf(file.sha256)).toBeUndefined();
    const info = await objects.staging.finish(file, () => undefined);
    await world.pinned(file.sha256);
    expect(await world.node.pinned()).toContain(info.cid);
    expect(Buffer.compare(await world.node.read(info.cid), bytes)).toBe(0);
    expect((await gateway.file(info.cid))?.bytes.length).toBe(size);
  });

  test("is not sent while it is restricted", async () => {
    const { objects } = world.start();
    const file = await bring(objects, new Uint8Array(randomBytes(300_000)), true);
    const info = await objects.staging.finish(file, () => undefined);
    const open = await objects.put(unlike(), publicly);
    await world.pinned(open.sha256);
    expect(await world.stateOf(file.sha256)).toBe("withheld");
    expect(await world.node.pinned()).not.toContain(info.cid);
  });

  test("is stored though note of it cannot be taken, and is taken up at the next start", async () => {
    const { objects } = world.start(
      {},
      { ...world.disk, open: () => Promise.reject(new Error("the disk has gone away")) },
    );
    const file = await bring(objects, new Uint8Array(randomBytes(300_000)));
    const { sha256, cid } = await objects.staging.finish(file, () => undefined);
    expect(await world.disk.visibility(sha256)).toBe("public");
    expect(world.logged.join("\n")).toContain("a file's blocks cannot be indexed");
    await world.database.write.insertInto("uploads").values({ account_id: 1, sha256, created_at: 0 }).execute();
    world.start();
    await world.pinned(sha256);
    expect(await world.node.pinned()).toContain(cid);
  });
});

test("a large object that changed while it is sent is not pinned, and neither is what came instead", async () => {
  const bytes = new Uint8Array(randomBytes(20 * 1024 * 1024));
  let broken = true;
  const open: FileStore["open"] = async (sha256, part) => {
    const content = await world.disk.open(sha256, part);
    return broken ? content?.pipeThrough(breakingOff(18 * 1024 * 1024)) : content;
  };
  const { objects } = world.start({}, { ...world.disk, open });
  const { sha256, cid } = await objects.put(bytes, publicly);
  await until(async () => world.node.asked.filter((command) => command === "dag/import").length > 1);
  expect(await world.stateOf(sha256)).toBe("waiting");
  expect(await world.node.pinned()).not.toContain(cid);
  broken = false;
  await world.pinned(sha256);
  expect(Buffer.compare(await world.node.read(cid), bytes)).toBe(0);
});

/** Passes so many bytes on, and fails. */
function breakingOff(after: number): TransformStream<Uint8Array, Uint8Array> {
  let passed = 0;
  return new TransformStream({
    transform(chunk, controller) {
      passed += chunk.length;
      if (passed > after) throw new Error("its digest is not what it was");
      controller.enqueue(chunk);
    },
  });
}

async function* chunks(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
