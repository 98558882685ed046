/** What keeps objects as they are and where they are, each guard by itself: the others would hide that one is gone. */
import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BroughtPart, StagedFile } from "../../../domain/files/upload-staging.ts";
import type { Hex } from "../../../domain/shared/hex.ts";
import { readVerified, type Source, verifiedReader } from "../../../integrations/objects/reading.ts";
import { checkFacts, sizeOfPart } from "../../../integrations/objects/staged.ts";
import { writeOnce } from "../../../integrations/objects/write-once.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { STORAGES, type Storage } from "./support/storages.ts";

const MEBIBYTE = 1024 * 1024;
const text = (content: string) => new TextEncoder().encode(content);
const digestOf = (bytes: Uint8Array): Hex => `0x${createHash("sha256").update(bytes).digest("hex")}`;
const pathOf = (place: string, sha256: Hex) => `${place}/${sha256.slice(2, 4)}/${sha256.slice(2)}`;
const fromNow = () => ({ from: new Date(), until: new Date(Date.now() + 3_600_000) });

async function* chunksOf(...chunks: Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* chunks;
}

/** All that a stream gives until it ends or breaks off. */
async function drain(stream: ReadableStream<Uint8Array> | undefined): Promise<{ given: number; error?: Error }> {
  let given = 0;
  try {
    for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) given += chunk.length;
    return { given };
  } catch (error) {
    return { given, error: error as Error };
  }
}

describe.each(Object.entries(STORAGES))("objects in %s", (_name, start) => {
  let storage: Storage;
  beforeAll(async () => {
    storage = await start();
  });
  afterAll(() => storage.close());

  /** Announces a file in two parts. */
  async function begin(bytes: Uint8Array): Promise<StagedFile> {
    const size = bytes.length;
    const file = { id: randomBytes(16).toString("hex"), sha256: digestOf(bytes), size, mediaType: "text/plain" };
    const staged = { ...file, restricted: false, partSize: 5 * MEBIBYTE, handle: null };
    return { ...staged, handle: await storage.objects.staging.begin(staged) };
  }

  async function bring(file: StagedFile, bytes: Uint8Array): Promise<BroughtPart[]> {
    const { staging, addresses } = storage.objects;
    const parts: BroughtPart[] = [];
    for (const number of [1, 2]) {
      const part = bytes.subarray((number - 1) * file.partSize, number * file.partSize);
      if (addresses === null) {
        await staging.receive?.(file, number, chunksOf(part));
        continue;
      }
      const { id: uploadId, mediaType, sha256 } = file;
      const wanted = { uploadId, number, size: sizeOfPart(file, number), mediaType, sha256 };
      const { url, headers } = await addresses.toPut(wanted, file.handle, fromNow());
      const { status, headers: told } = await fetch(url, { method: "PUT", headers, body: part as BodyInit });
      expect(status).toBe(200);
      parts.push({ number, etag: told.get("etag") ?? "" });
    }
    return parts;
  }

  test("a file whose parts have the right sizes and other bytes is refused, and nothing of it is kept", async () => {
    const bytes = new Uint8Array(5 * MEBIBYTE + 100).fill(65);
    const file = await begin(bytes);
    const other = bytes.slice();
    other[bytes.length - 1] = 66;
    const parts = await bring(file, other);
    const finish = storage.objects.staging.finish(file, () => undefined, storage.objects.addresses ? parts : undefined);
    await expect(finish).rejects.toMatchObject({
      code: "validation",
      details: [{ message: "The file's SHA-256 is not the one that was announced" }],
    });
    for (const { sha256 } of [file, { sha256: digestOf(other) }]) {
      expect(await storage.objects.visibility(sha256)).toBe("missing");
    }
    expect(storage.paths().filter((path) => /^(uploads|incoming)/.test(path))).toEqual([]);
  });

  test("what is erased is gone for good, also if it comes again or was erased before", async () => {
    const [open, secret] = [text("a name"), text("a secret name")];
    const [one, two] = [
      await storage.objects.put(open, { restricted: false }),
      await storage.objects.put(secret, { restricted: true }),
    ];
    for (const { sha256 } of [one, two, two]) await storage.objects.erase(sha256);
    for (const [bytes, { sha256 }] of [
      [open, one],
      [secret, two],
    ] as const) {
      expect((await storage.objects.put(bytes, { restricted: false })).visibility).toBe("erased");
      expect([await storage.objects.get(sha256), await storage.objects.open(sha256)]).toEqual([undefined, undefined]);
      await storage.objects.remove(sha256);
      expect(await storage.objects.visibility(sha256)).toBe("erased");
    }
  });

  test("an object that lies in two places is shown to fewer: restricted before public, erased before both", async () => {
    const bytes = text("withheld, and put back where all can see it");
    const { sha256 } = await storage.objects.put(bytes, { restricted: false });
    storage.copy(pathOf("public", sha256), pathOf("restricted", sha256));
    const restricted = await storage.reopen();
    expect(await restricted.visibility(sha256)).toBe("restricted");
    expect(await restricted.info(sha256)).toMatchObject({ visibility: "restricted" });
    storage.copy(pathOf("public", sha256), pathOf("erased", sha256));
    const erased = await storage.reopen();
    expect(await erased.visibility(sha256)).toBe("erased");
    expect(await erased.get(sha256)).toBeUndefined();
    expect(await erased.open(sha256)).toBeUndefined();
  });

  test("of a large object that changed, the last bytes are never given", async () => {
    const bytes = new Uint8Array(5 * MEBIBYTE).fill(69);
    const { sha256 } = await storage.objects.put(bytes, { restricted: false });
    const changed = bytes.slice();
    changed[0] = 70;
    await storage.tamper(pathOf("public", sha256), changed);
    const { given, error } = await drain(await (await storage.reopen()).open(sha256));
    expect(error).toBeInstanceOf(Error);
    expect(given).toBeLessThan(bytes.length);
  });
});

describe("objects on disk", () => {
  let storage: Storage;
  beforeAll(async () => {
    storage = await STORAGES.disk();
  });
  afterAll(() => storage.close());

  test("an object that changes after a part of it was read is found out at the next part", async () => {
    const bytes = new Uint8Array(5 * MEBIBYTE).fill(67);
    const { sha256 } = await storage.objects.put(bytes, { restricted: false });
    const part = { first: 10, last: 19 };
    expect(await drain(await storage.objects.open(sha256, part))).toEqual({ given: 10 });
    await storage.tamper(pathOf("public", sha256), new Uint8Array(5 * MEBIBYTE + 1).fill(68));
    await expect(storage.objects.open(sha256, part)).rejects.toThrow();
  });

  test("a part that is replaced while the file is completed makes no object", async () => {
    const bytes = text("checked, and then replaced");
    const file: StagedFile = {
      id: randomBytes(16).toString("hex"),
      sha256: digestOf(bytes),
      size: bytes.length,
      mediaType: "text/plain",
      restricted: false,
      partSize: MEBIBYTE,
      handle: null,
    };
    const { staging, visibility } = storage.objects;
    await staging.receive?.(file, 1, chunksOf(bytes));
    const replace = () => storage.tamper(`uploads/${file.id}/1`, text("CHECKED, AND THEN REPLACED"));
    await expect(staging.finish(file, replace)).rejects.toMatchObject({ code: "conflict" });
    expect(await visibility(file.sha256)).toBe("missing");
    expect(storage.paths().filter((path) => path.startsWith("incoming"))).toEqual([]);
  });

  test("what is mended stays where it is: nothing restricted, erased or unknown becomes public", async () => {
    const { put, repair, visibility, get } = storage.objects;
    const [secret, gone, unknown, broken] = ["a price list", "erased", "never stored", "damaged"].map(text) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    await put(secret, { restricted: true });
    const erased = await put(gone, { restricted: false });
    storage.copy(pathOf("public", erased.sha256), pathOf("erased", erased.sha256));
    await storage.objects.remove(erased.sha256);
    const { sha256 } = await put(broken, { restricted: false });
    await storage.tamper(pathOf("public", sha256), text("DAMAGED"));

    for (const bytes of [secret, gone, unknown, broken]) await repair?.(bytes);
    for (const bytes of [secret, gone, unknown])
      expect(storage.paths()).not.toContain(pathOf("public", digestOf(bytes)));
    expect(await visibility(digestOf(secret))).toBe("restricted");
    expect(await visibility(erased.sha256)).toBe("erased");
    expect(await get(sha256)).toEqual(broken);
  });
});

describe("reading", () => {
  const bytes = new Uint8Array(5 * MEBIBYTE).fill(71);
  const source = (read: Source["read"]): Source => ({
    sha256: digestOf(bytes),
    size: bytes.length,
    version: "1",
    read,
  });

  test("a read that fails is not remembered: the next one is another try", async () => {
    const open = verifiedReader();
    let reads = 0;
    const read: Source["read"] = async (part) => {
      reads += 1;
      if (reads === 1) throw new Error("EIO: a bad sector");
      return chunksOf(part ? bytes.subarray(part.first, part.last + 1) : bytes);
    };
    const part = { first: 0, last: 4 };
    await expect(open(source(read), part)).rejects.toThrow("EIO");
    expect(await drain(await open(source(read), part))).toEqual({ given: 5 });
    // And a whole that passed is remembered: only the part was read once more.
    await drain(await open(source(read), part));
    expect(reads).toBe(4);
  });

  test("the last chunk is held until all have the digest", async () => {
    const halves = [bytes.subarray(0, 100), bytes.subarray(100)];
    const right = await verifiedReader()(source(async () => chunksOf(...halves)));
    expect(await drain(right)).toEqual({ given: bytes.length });
    const wrong = [bytes.subarray(0, 100), bytes.slice(100).fill(72)];
    const stream = await verifiedReader()(source(async () => chunksOf(...wrong)));
    expect(await drain(stream)).toEqual({ given: 100, error: expect.objectContaining({ code: "internal" }) });
    await expect(readVerified(source(async () => chunksOf(...wrong)))).rejects.toMatchObject({ code: "internal" });
  });
});

test("a file of another size than announced is told by its sizes", () => {
  const file = { size: 10, sha256: digestOf(text("a")) } as StagedFile;
  const facts = { size: 9, sha256: digestOf(text("b")), mediaType: "text/plain", cid: "" };
  const message = "The file has 9 bytes; 10 were announced";
  expect(() => checkFacts(file, facts)).toThrow(expect.objectContaining({ details: [{ field: "body", message }] }));
});

describe("what is written once", () => {
  test("is never replaced: the file there is the same one, with its bytes", async () => {
    const folder = await temporaryFolder();
    const path = join(folder.path, "public", "object");
    await mkdir(dirname(path), { recursive: true });
    await writeOnce(folder.path, path, [text("first")]);
    const before = await stat(path);
    await writeOnce(folder.path, path, [text("other")]);
    const after = await stat(path);
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
    expect(await readFile(path, "utf8")).toBe("first");
    await folder.close();
  });

  test("is there as a whole or not at all", async () => {
    const folder = await temporaryFolder();
    const path = join(folder.path, "object");
    async function* breaksOff(): AsyncGenerator<Uint8Array> {
      yield text("half");
      throw new Error("the sender went away");
    }
    await expect(writeOnce(folder.path, path, breaksOff())).rejects.toThrow("went away");
    await expect(stat(path)).rejects.toThrow("ENOENT");
    await folder.close();
  });
});
