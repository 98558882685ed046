/** What every object storage has to do, the same for each. */
import { createHash } from "node:crypto";
import S3rver from "@20minutes/s3rver";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Hex } from "../../../domain/shared/hex.ts";
import { s3Objects } from "../../../integrations/objects/s3.ts";
import { parseS3Location } from "../../../integrations/objects/s3-location.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { stagingTests } from "./support/staging.ts";
import { type AnyStorage, STORAGES } from "./support/storages.ts";
import { startSwiftStorage } from "./support/swift.ts";

const text = (content: string) => new TextEncoder().encode(content);
const digestOf = (bytes: Uint8Array): Hex => `0x${createHash("sha256").update(bytes).digest("hex")}`;
const pathOf = (place: string, sha256: Hex) => `${place}/${sha256.slice(2, 4)}/${sha256.slice(2)}`;

async function all(stream: ReadableStream<Uint8Array> | undefined): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const DRIVERS: Record<string, (() => Promise<AnyStorage>) | undefined> = { ...STORAGES, Swift: startSwiftStorage };

describe.each(Object.entries(DRIVERS))("objects in %s", (_name, start) => {
  if (!start) {
    test.skip("are left out: see the notice above");
    return;
  }
  let storage: AnyStorage;
  beforeAll(async () => {
    storage = await start();
  });
  afterAll(() => storage?.close());

  test.each([
    ["1 byte", text("a"), "text/plain"],
    ["1 MB of text", text("溯源".repeat(174_763)), "text/plain"],
    ["JSON", text('{"温度":4}'), "application/json"],
    ["PDF", text("%PDF-1.7\n%¥±ë\n"), "application/pdf"],
    ["5 MB", new Uint8Array(5_000_000).fill(0xff), "application/octet-stream"],
  ])("%s is read back as it was, by another process too", async (_size, bytes, mediaType) => {
    const info = await storage.objects.put(bytes, { restricted: false });
    expect(info).toMatchObject({ sha256: digestOf(bytes), size: bytes.length, mediaType, visibility: "public" });
    const other = await storage.reopen();
    expect(await other.info(info.sha256)).toEqual(info);
    expect(Buffer.compare((await other.get(info.sha256)) as Uint8Array, bytes)).toBe(0);
    expect(Buffer.compare(await all(await other.open(info.sha256)), bytes)).toBe(0);
    const last = bytes.length - 1;
    const first = Math.max(0, last - 99);
    expect(await all(await other.open(info.sha256, { first, last }))).toEqual(bytes.slice(first));
  });

  test("is well while it can be used", async () => {
    expect(await (await storage.reopen()).health()).toBe("healthy");
  });

  test("what is not there is told so", async () => {
    for (const sha256 of [digestOf(text("never")), "0x../../etc/passwd", "0x"] as Hex[]) {
      expect(await storage.objects.visibility(sha256)).toBe("missing");
      expect(await storage.objects.info(sha256)).toBeUndefined();
      expect(await storage.objects.get(sha256)).toBeUndefined();
      expect(await storage.objects.open(sha256)).toBeUndefined();
    }
  });

  test("the first visibility stays, and says where an object lies", async () => {
    const secret = text("a price list");
    const sha256 = digestOf(secret);
    expect((await storage.objects.put(secret, { restricted: true })).visibility).toBe("restricted");
    expect((await storage.objects.put(secret, { restricted: false })).visibility).toBe("restricted");
    expect(await storage.paths()).toContain(pathOf("restricted", sha256));
    expect(await storage.paths()).not.toContain(pathOf("public", sha256));
  });

  test("two at once store one object", async () => {
    const bytes = text("at once");
    const infos = await Promise.all([1, 2, 3].map(() => storage.objects.put(bytes, { restricted: false })));
    expect(new Set(infos.map((info) => JSON.stringify(info))).size).toBe(1);
  });

  test.each([
    ["small", 1_000],
    ["large", 6_000_000],
  ])("a %s object that changed is never given", async (_size, size) => {
    const bytes = new Uint8Array(size).fill(65);
    const { sha256 } = await storage.objects.put(bytes, { restricted: false });
    const changed = bytes.slice();
    changed[size - 1] = 66;
    await storage.tamper(pathOf("public", sha256), changed);
    const other = await storage.reopen();
    await expect(other.get(sha256)).rejects.toThrow("no longer has its digest");
    const reads = [
      async () => all(await other.open(sha256)),
      async () => all(await other.open(sha256, { first: 0, last: 9 })),
    ];
    for (const read of reads) await expect(read()).rejects.toThrow();
  });

  test("what nothing names can be taken away", async () => {
    const { sha256 } = await storage.objects.put(text("an orphan"), { restricted: true });
    await storage.objects.remove(sha256);
    expect(await storage.objects.visibility(sha256)).toBe("missing");
    await storage.objects.remove(sha256);
  });

  stagingTests(() => storage);
});

test("a storage that is away, and a bucket that is not there, are not well", async () => {
  const folder = await temporaryFolder();
  const server = new S3rver({
    address: "127.0.0.1",
    port: 0,
    silent: true,
    directory: folder.path,
    configureBuckets: [],
  });
  const { port } = await server.run();
  process.env.AWS_ACCESS_KEY_ID = "S3RVER";
  process.env.AWS_SECRET_ACCESS_KEY = "S3RVER";
  const location = parseS3Location(`s3://nobucket?endpoint=http://127.0.0.1:${port}&region=us-east-1`);
  expect(await s3Objects(location).health()).toBe("unhealthy");
  await server.close();
  expect(await s3Objects(location).health()).toBe("unhealthy");
  await folder.close();
});
