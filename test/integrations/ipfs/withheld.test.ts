/** What is withheld from the public is withheld from IPFS. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { FileStore } from "../../../domain/files/file-store.ts";
import { carOf, dagOf } from "../../../integrations/ipfs/dag.ts";
import { unlike } from "../../support/ipfs.ts";
import { until } from "../../support/process.ts";
import { type IpfsStore, publicly, startIpfsStore, within } from "./support/store.ts";

let world: IpfsStore;
beforeAll(async () => {
  world = await startIpfsStore();
});
beforeEach(() => world.reset());
afterAll(() => world.close());

test("what is restricted or erased is never sent", async () => {
  const { objects } = world.start();
  const bytes = unlike();
  const hidden = await objects.put(bytes, { restricted: true });
  const open = await objects.put(unlike(), publicly);
  await world.pinned(open.sha256);
  expect(await world.stateOf(hidden.sha256)).toBe("withheld");
  expect(await world.node.pinned()).not.toContain(hidden.cid);
  expect(world.node.asked.filter((command) => command === "dag/import")).toHaveLength(1);
});

test.each(["restricted", "erased"] as const)(
  "what becomes %s is unpinned and its blocks are dropped",
  async (place) => {
    const { objects } = world.start({ reviewAfter: 20 });
    const bytes = unlike(300_000);
    const { sha256, cid } = await objects.put(bytes, publicly);
    await world.pinned(sha256);
    await world.withhold(sha256, place, bytes);
    await world.withheld(sha256);
    expect(await world.node.pinned()).not.toContain(cid);
    const blocks: string[] = [];
    for await (const { ref } of world.node.client.refs.local()) blocks.push(ref);
    expect(blocks).not.toContain(cid);
    expect(await objects.put(bytes, publicly)).toMatchObject({ visibility: place });
    expect(await world.stateOf(sha256)).toBe("withheld");
  },
);

test("what was withheld while it waited is not sent", async () => {
  await world.node.road("closed");
  const ipfs = world.start();
  const bytes = unlike();
  const { sha256, cid } = await ipfs.objects.put(bytes, publicly);
  await ipfs.stop();
  await world.withhold(sha256, "erased", bytes);
  await world.node.road("open");
  world.start();
  await world.withheld(sha256);
  expect(await world.node.pinned()).not.toContain(cid);
  expect(world.node.asked).not.toContain("dag/import");
});

test("what is withheld while it is sent does not stay there", async () => {
  const bytes = unlike();
  const withheldAsRead: FileStore = {
    ...world.disk,
    async get(sha256) {
      const read = await world.disk.get(sha256);
      await world.withhold(sha256, "erased", bytes);
      return read;
    },
  };
  const { objects } = world.start({}, withheldAsRead);
  const { sha256, cid } = await objects.put(bytes, publicly);
  await world.withheld(sha256);
  expect(world.node.asked).toContain("dag/import");
  expect(await world.node.pinned()).not.toContain(cid);
});

test("what was withheld after a process ended in the midst of sending it is unpinned by the next", async () => {
  const ipfs = world.start({ guard: within(3_600_000) });
  const bytes = unlike();
  const dag = await dagOf(bytes);
  await world.node.road("slow");
  const { sha256, cid } = await ipfs.objects.put(bytes, publicly);
  await until(async () => world.node.asked.includes("dag/import"));
  // It arrived, and nobody lived to hear of it.
  for await (const _ of world.node.client.dag.import([carOf(dag, cid, { scope: "all", duplicates: false })]));
  await ipfs.stop();
  await world.withhold(sha256, "erased", bytes);
  await world.node.road("open");
  world.start();
  await world.withheld(sha256);
  expect(await world.node.pinned()).not.toContain(cid);
});

test("what is taken away here is taken away there too, is not brought back, and may be stored again", async () => {
  const { objects } = world.start({ reviewAfter: 20 });
  const bytes = unlike(300_000);
  const { sha256, cid } = await objects.put(bytes, publicly);
  await world.pinned(sha256);
  await objects.remove(sha256);
  expect(await objects.visibility(sha256)).toBe("missing");
  await until(async () => (await world.stateOf(sha256)) === undefined);
  expect(await world.node.pinned()).not.toContain(cid);
  expect(await objects.get(sha256)).toBeUndefined();

  await objects.put(bytes, publicly);
  await world.pinned(sha256);
  expect(await world.node.pinned()).toContain(cid);
});
