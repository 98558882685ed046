/** What every object storage has to do with files on their way in. */
import { createHash, randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { FileAddresses, SignedPart } from "../../../../domain/files/file-store.ts";
import type { BroughtPart, StagedFile } from "../../../../domain/files/upload-staging.ts";
import type { Hex } from "../../../../domain/shared/hex.ts";
import { sizeOfPart } from "../../../../integrations/objects/staged.ts";
import type { AnyStorage } from "./storages.ts";

/** The least that S3 takes as a part which is not the last. */
const PART = 5 * 1024 * 1024;
const HOUR = 3_600_000;
const text = (content: string) => new TextEncoder().encode(content);
const fromNow = (milliseconds = 0) => ({
  from: new Date(Date.now() + milliseconds),
  until: new Date(Date.now() + milliseconds + HOUR),
});

/** The same for each; where a storage gives no addresses of its own, what concerns addresses is left out. */
export function stagingTests(storageOf: () => AnyStorage): void {
  /** Announces a file. */
  async function begin(bytes: Uint8Array, more: Partial<StagedFile> = {}): Promise<StagedFile> {
    const file: StagedFile = {
      id: randomBytes(16).toString("hex"),
      sha256: `0x${createHash("sha256").update(bytes).digest("hex")}` as Hex,
      size: bytes.length,
      mediaType: "text/plain",
      restricted: false,
      partSize: PART,
      handle: null,
      ...more,
    };
    return { ...file, handle: await storageOf().objects.staging.begin(file) };
  }

  /** Brings a part; gives how it was acknowledged. */
  async function bring(file: StagedFile, number: number, bytes: Uint8Array): Promise<BroughtPart> {
    const { staging, addresses } = storageOf().objects;
    const part = bytes.subarray((number - 1) * PART, number * PART);
    if (addresses === null) {
      await staging.receive?.(file, number, chunks(part));
      return { number, etag: "" };
    }
    const { url, headers } = await addresses.toPut(signedPart(file, number), file.handle, fromNow());
    const answer = await fetch(url, { method: "PUT", headers, body: part as BodyInit });
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
    return { number, etag: answer.headers.get("etag") ?? "" };
  }

  const finish = (file: StagedFile, parts?: BroughtPart[]) =>
    storageOf().objects.staging.finish(file, () => undefined, parts);
  const left = async () => (await storageOf().paths()).filter((path) => /^uploads|^incoming/.test(path));

  describe("a file on its way in", () => {
    test("comes in one part, once, and leaves nothing behind", async () => {
      const bytes = text("农药残留检测报告");
      const file = await begin(bytes, { restricted: true });
      const { staging, info, get } = storageOf().objects;
      expect(await staging.arrived(file)).toEqual([]);
      await expect(finish(file)).rejects.toThrow("Part 1 was not brought yet");
      await bring(file, 1, bytes);
      expect(await staging.arrived(file)).toEqual([1]);
      expect(await info(file.sha256)).toBeUndefined();
      const stored = await finish(file);
      expect(stored).toMatchObject({ sha256: file.sha256, size: bytes.length, visibility: "restricted" });
      expect(await info(file.sha256)).toEqual(stored);
      expect(Buffer.compare((await get(file.sha256)) as Uint8Array, bytes)).toBe(0);
      expect(await left()).toEqual([]);
    });

    test("comes in several parts, in any order", async () => {
      const bytes = new Uint8Array(2 * PART + 1_000).fill(65);
      bytes.set(randomBytes(1_000), PART);
      const file = await begin(bytes, { mediaType: "application/octet-stream" });
      const { staging, open, info } = storageOf().objects;
      const told = [await bring(file, 3, bytes), await bring(file, 1, bytes)];
      const arrived = await staging.arrived(file);
      // Null: a storage that cannot list parts is told them.
      const tell = () => (arrived === null ? [...told] : undefined);
      expect([...(arrived ?? [1, 3])].sort()).toEqual([1, 3]);
      await expect(finish(file, tell())).rejects.toThrow("Part 2 was not brought yet");
      told.push(await bring(file, 2, bytes));
      const stored = await finish(file, tell());
      expect(stored).toMatchObject({ sha256: file.sha256, size: bytes.length, visibility: "public" });
      expect(await info(file.sha256)).toEqual(stored);
      const part = await open(file.sha256, { first: PART - 5, last: PART + 4 });
      expect(new Uint8Array(await new Response(part).arrayBuffer())).toEqual(bytes.slice(PART - 5, PART + 5));
      expect(await left()).toEqual([]);
    });

    test("is thrown away with all of its parts", async () => {
      const bytes = new Uint8Array(PART + 1).fill(66);
      const file = await begin(bytes);
      await bring(file, 1, bytes);
      await storageOf().objects.staging.discard(file);
      expect((await storageOf().objects.staging.arrived(file)) ?? []).toEqual([]);
      expect(await left()).toEqual([]);
      await storageOf().objects.staging.discard(file);
    });

    test("never becomes an object if it is another one, or of a type that may not be", async () => {
      const { staging, visibility, addresses } = storageOf().objects;
      const bytes = text("refused for its type");
      const file = await begin(bytes);
      await bring(file, 1, bytes);
      const refuse = () => {
        throw new Error("no such type");
      };
      await expect(staging.finish(file, refuse)).rejects.toThrow("no such type");
      const other = await begin(text("this and nothing else"));
      if (addresses === null) {
        await expect(bring(other, 1, text("that and nothing else"))).rejects.toMatchObject({ code: "validation" });
      } else {
        const { url, headers } = await addresses.toPut(signedPart(other, 1), null, fromNow());
        // A storage that checks what it is sent refuses it here; any is found out when the file is completed.
        const { ok } = await fetch(url, { method: "PUT", headers, body: text("that and nothing else") as BodyInit });
        await expect(finish(other)).rejects.toMatchObject({ code: ok ? "validation" : "conflict" });
      }
      for (const { sha256 } of [file, other]) expect(await visibility(sha256)).toBe("missing");
      expect(await left()).toEqual([]);
    });
  });

  describe("an address", () => {
    const addresses = (skip: () => void) => {
      const given = storageOf().objects.addresses;
      if (given === null) skip();
      return given as FileAddresses;
    };

    test("is good for one file, one type, one size and some time", async ({ skip }) => {
      const { toPut } = addresses(skip);
      const bytes = text("signed for this");
      const file = await begin(bytes);
      const { url, headers } = await toPut(signedPart(file, 1), null, fromNow());
      const put = async (to: string, more = {}, body = bytes) => {
        const { status } = await fetch(to, { method: "PUT", headers: { ...headers, ...more }, body: body as BodyInit });
        return [to, status >= 400 && status < 500];
      };
      for (const changed of changesOf(url)) expect(await put(changed)).toEqual([changed, true]);
      expect(await put(url, { "content-type": "text/html" })).toEqual([url, true]);
      expect(await put(url, {}, text("signed for this, not that"))).toEqual([url, true]);
      const late = await toPut(signedPart(file, 1), null, fromNow(-2 * HOUR));
      expect(await put(late.url)).toEqual([late.url, true]);
      expect(await left()).toEqual([]);
    });

    test("opens a file to whoever has it, with its type, and for some time", async ({ skip }) => {
      const { toGet } = addresses(skip);
      const info = await storageOf().objects.put(text("the price list of the season"), { restricted: true });
      const url = await toGet(info, fromNow());
      const read = await fetch(url);
      expect([read.status, await read.text()]).toEqual([200, "the price list of the season"]);
      expect(read.headers.get("content-type")).toBe("text/plain; charset=utf-8");
      expect(read.headers.get("cache-control")).toBe("private, no-store");
      const part = await fetch(url, { headers: { range: "bytes=4-8" } });
      expect([part.status, await part.text()]).toEqual([206, "price"]);
      for (const changed of [...changesOf(url), await toGet(info, fromNow(-2 * HOUR))]) {
        const { status } = await fetch(changed);
        expect([changed, status >= 400 && status < 500]).toEqual([changed, true]);
      }
    });
  });
}

function signedPart(file: StagedFile, number: number): SignedPart {
  const { id: uploadId, mediaType, sha256 } = file;
  return { uploadId, number, size: sizeOfPart(file, number), mediaType, sha256 };
}

/** An address with each of its parameters changed in its last letter. */
function changesOf(url: string): string[] {
  // `x-id` names the operation for logs.
  const names = [...new URL(url).searchParams.keys()].filter((name) => name !== "x-id");
  return names.map((name) => {
    const changed = new URL(url);
    const value = changed.searchParams.get(name) ?? "";
    changed.searchParams.set(name, value.slice(0, -1) + (value.endsWith("1") ? "2" : "1"));
    return changed.href;
  });
}

async function* chunks(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
