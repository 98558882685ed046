/** Documents that come after their lines, among any number of digests that are of nothing. */
import { encodeBytes32String, hexlify, id, randomBytes } from "ethers";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { FileStore } from "../../domain/files/file-store.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { announcedObjects } from "../../integrations/objects/announced.ts";
import { diskObjects } from "../../integrations/objects/disk.ts";
import { sealDocument } from "../../proof/document.ts";
import { arrivalsRepository } from "../../store/batches/arrivals.ts";
import { recordMany, startTestChain, type TestChain } from "../support/chain.ts";
import { temporaryFolder } from "../support/folder.ts";
import { stepDocument } from "../support/hostile-documents.ts";
import { openTestMirror, type TestMirror } from "../support/mirror.ts";

const JUNK = 1_500;
const HOUR = 3_600_000;

type Actor = Awaited<ReturnType<TestChain["actor"]>>;

let chain: TestChain;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let objects: FileStore;
let spammer: Actor;
let carrier: Actor;
let mirror: TestMirror;
/** The clock of the mirror at hand, in milliseconds. */
let time: number;
/** What the storage was asked for. */
let asked: string[];
let runs = 0;

const send = async ({ trace }: Actor, verb: string, ...parameters: unknown[]) =>
  (await trace.getFunction(verb)(...parameters)).wait();
const storage = encodeBytes32String("storage");

beforeAll(async () => {
  folder = await temporaryFolder();
  chain = await startTestChain();
  objects = await diskObjects(`${folder.path}/objects`);
  spammer = await chain.actor(1, "producer");
  carrier = await chain.actor(2, "carrier", "producer");
  await send(spammer, "create", "JUNK", "0x4b474d", 1n, true, spammer.trace.runner, hexlify(randomBytes(32)));
  for (let written = 0; written < JUNK; written += 250) {
    const digests = Array.from({ length: 250 }, () => hexlify(randomBytes(32)));
    await recordMany(spammer.trace, "JUNK", "storage", digests);
  }
});
afterAll(async () => {
  await chain.close();
  await folder.close();
});
beforeEach(async () => {
  time = 1_700_000_000_000;
  asked = [];
  const watched = {
    ...objects,
    visibility(sha256: Hex) {
      asked.push(sha256);
      return objects.visibility(sha256);
    },
  };
  mirror = await openTestMirror(chain, folder.path, { name: `late-${runs++}`, objects: watched, now: () => time });
  await mirror.sync();
});
afterEach(() => mirror.close());

/** Look at the head so many times, a second apart. Gives how often the storage was asked in each. */
async function look(times: number, pause = 1_000): Promise<number[]> {
  const counts: number[] = [];
  for (let i = 0; i < times; i++) {
    time += pause;
    asked = [];
    expect(await mirror.step()).toBe("synced");
    counts.push(asked.length);
  }
  return counts;
}

let documents = 0;
/** A line that names a document which is not there yet. */
async function nameLate(actor = carrier): Promise<ReturnType<typeof sealDocument>> {
  const document = { ...stepDocument("JUNK", "storage"), salt: (documents++).toString(16).padStart(32, "0") };
  const sealed = sealDocument(document);
  await send(actor, "record", id("JUNK"), storage, sealed.digest);
  await mirror.sync();
  return sealed;
}

const visibilityOf = (digest: string) =>
  mirror.database.raw.prepare("select visibility from records where digest = ?").pluck().get(digest);

test("a late document is taken up soon, whatever number of digests somebody else named", async () => {
  const { bytes, digest } = await nameLate();
  expect(visibilityOf(digest)).toBe("missing");
  await objects.put(bytes, { restricted: false });
  await look(10);
  expect(visibilityOf(digest)).toBe("public");
});

test("a document that was waited for all day is taken up within an hour or so", async () => {
  const { bytes, digest } = await nameLate();
  await look(200, HOUR / 10);
  expect(visibilityOf(digest)).toBe("missing");
  await objects.put(bytes, { restricted: false });
  await look(150, HOUR / 100);
  expect(visibilityOf(digest)).toBe("public");
});

test("a document whose arrival is told is taken up at the next look, before all others", async () => {
  const arrivals = arrivalsRepository(mirror.database);
  const announced = announcedObjects(objects, arrivals.add);
  const late = [await nameLate(spammer), await nameLate(), await nameLate(spammer)];
  // So that none of them is due by itself.
  await look(100);
  for (const { bytes } of late) await announced.put(bytes, { restricted: false });
  await arrivals.flush();
  await look(1);
  expect(late.map(({ digest }) => visibilityOf(digest))).toEqual(["public", "public", "public"]);
  expect(mirror.database.raw.prepare("select count(*) from record_arrivals").pluck().get()).toBe(0);
});

test("what arrived and cannot be read at that moment is asked for again soon", async () => {
  const { bytes, digest } = await nameLate();
  await look(300, 60_000);
  const { sha256 } = await objects.put(bytes, { restricted: false });
  mirror.database.raw.prepare("insert into record_arrivals (digest) values (?)").run(sha256);
  const { visibility } = mirror.options.objects;
  Object.assign(mirror.options.objects, { visibility: () => Promise.reject(new Error("the storage is away")) });
  await look(1);
  Object.assign(mirror.options.objects, { visibility });
  expect(visibilityOf(digest)).toBe("missing");
  await look(10);
  expect(visibilityOf(digest)).toBe("public");
});

test("a look asks for few, and less and less is asked for digests of nothing", async () => {
  const first = await look(120);
  expect(Math.max(...first)).toBeLessThanOrEqual(100);
  // A day later: about once an hour each.
  await look(24 * 30, 2 * 60_000);
  // In an hour of many looks, each of which could ask for some.
  const later = await look(600, 6_000);
  expect(Math.max(...later)).toBeLessThanOrEqual(100);
  const hour = later.reduce((sum, count) => sum + count, 0);
  expect(hour).toBeLessThan(3 * JUNK);
});

test("whoever names a digest first does not keep another's document waiting", async () => {
  const document = { ...stepDocument("JUNK", "storage"), salt: "f".repeat(32) };
  const { bytes, digest } = sealDocument(document);
  // The spammer repeats the digest before its author's line is there.
  await send(spammer, "record", id("JUNK"), storage, digest);
  await send(carrier, "record", id("JUNK"), storage, digest);
  await mirror.sync();
  await objects.put(bytes, { restricted: false });
  await look(10);
  expect(visibilityOf(digest)).toBe("public");
});

test("a rebuilt mirror is the same to the byte, whatever was waited for, and waits anew", async () => {
  const { bytes, digest } = await nameLate();
  await look(20);
  const before = mirror.dump();
  await mirror.rebuild();
  expect(mirror.dump()).toBe(before);
  await objects.put(bytes, { restricted: false });
  await look(10);
  expect(visibilityOf(digest)).toBe("public");
  const after = mirror.dump();
  await mirror.rebuild();
  expect(mirror.dump()).toBe(after);
});

test("a line that is taken back is waited for no more", async () => {
  const snapshot = await chain.snapshot();
  const { digest } = await nameLate();
  await chain.revert(snapshot);
  await chain.mine(3);
  await mirror.sync();
  expect(visibilityOf(digest)).toBeUndefined();
  await look(20, 60_000);
  const queued = mirror.database.raw.prepare("select count(*) from record_queue where digest = ?").pluck();
  expect([queued.get(digest), visibilityOf(digest)]).toEqual([0, undefined]);
});
