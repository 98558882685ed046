/** What may become of an upload, on a real database and real files. */
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Account } from "../../../domain/accounts/account.ts";
import type { Services } from "../../../domain/services.ts";
import type { Hex } from "../../../domain/shared/hex.ts";
import { announceUpload } from "../../../domain/uploads/announce-upload.ts";
import { collectFiles } from "../../../domain/uploads/collect-files.ts";
import { completeUpload } from "../../../domain/uploads/complete-upload.ts";
import type { PendingUpload } from "../../../domain/uploads/pending-uploads.ts";
import { requestUpload } from "../../../domain/uploads/request-upload.ts";
import { as, type Core, startCore } from "../../support/core.ts";

const HOUR = 3_600_000;
let core: Core;
let account: Account;
beforeAll(async () => {
  core = await startCore();
  account = await core.account("inspector");
});
afterAll(() => core.close());

const digestOf = (content: string): Hex => `0x${createHash("sha256").update(content).digest("hex")}`;
const announced = (content: string) => ({
  contentType: "text/plain",
  size: Buffer.byteLength(content),
  sha256: digestOf(content),
});
const later = (hours: number): Services => ({ ...core.services, now: () => new Date(Date.now() + hours * HOUR) });
const byId = async (id: string) => (await core.services.pendingUploads.byId(id)) as PendingUpload;
const uploadsOf = (sha256: Hex) =>
  core.database.raw.prepare("select count(*) from uploads where sha256 = ?").pluck().get(sha256);

/** Announces a file and brings it. */
async function bring(content: string, brought = content): Promise<PendingUpload> {
  const offered = { ...core.services, fileAddresses: { toPut: async () => ({ url: "", headers: {} }) } } as never;
  const { upload } = await announceUpload(offered, as(account), announced(content), 1_000);
  await receive(upload, brought);
  return upload;
}

async function receive(upload: PendingUpload, content: string): Promise<void> {
  async function* body() {
    yield new TextEncoder().encode(content);
  }
  await core.services.objects.staging.receive?.(upload, 1, body());
}

const complete = (upload: PendingUpload, services = core.services, input: unknown = {}) =>
  completeUpload(services, as(account), upload.id, input);

describe("an upload", () => {
  test("that was brought becomes a file of the account's, once", async () => {
    const upload = await bring("completed");
    expect(await complete(upload)).toMatchObject({ sha256: upload.sha256, visibility: "public" });
    expect(await complete(upload)).toMatchObject({ sha256: upload.sha256 });
    expect((await byId(upload.id)).state).toBe("stored");
    expect(uploadsOf(upload.sha256)).toBe(1);
  });

  test("that has expired cannot be completed, to the second", async () => {
    const upload = await bring("too late");
    const at = (milliseconds: number): Services => ({
      ...core.services,
      now: () => new Date(upload.expiresAt.getTime() + milliseconds),
    });
    await expect(complete(upload, at(0))).rejects.toMatchObject({ code: "gone" });
    expect(await core.services.objects.visibility(upload.sha256)).toBe("missing");
    expect((await byId(upload.id)).state).toBe("pending");
    await complete(upload, at(-1));
  });

  test("that was refused cannot be completed, whatever is brought to it afterwards", async () => {
    // Announced as text.
    const upload = await bring("%PDF-1.7\n%¥±ë\n");
    await expect(complete(upload)).rejects.toMatchObject({ code: "unsupported-media-type" });
    expect((await byId(upload.id)).state).toBe("refused");
    await receive(upload, "%PDF-1.7\n%¥±ë\n");
    await expect(complete(upload)).rejects.toMatchObject({
      code: "conflict",
      message: "What was brought was refused: announce the upload again",
    });
    expect(await core.services.objects.visibility(upload.sha256)).toBe("missing");
  });

  test("of a file that was erased meanwhile is gone, and nobody brought it", async () => {
    const upload = await bring("about a person");
    const folder = join(core.folder, "objects", "erased", upload.sha256.slice(2, 4));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, upload.sha256.slice(2)), "");
    await expect(complete(upload)).rejects.toMatchObject({ code: "gone" });
    expect(await core.services.objects.visibility(upload.sha256)).toBe("erased");
    expect(uploadsOf(upload.sha256)).toBe(0);
    expect((await byId(upload.id)).state).toBe("pending");
  });

  test("of a file that was there before never makes it an orphan; one of its own is taken away", async () => {
    // Nobody's upload: a certificate, a document of a record.
    const { sha256 } = await core.services.objects.put(Buffer.from("there before"), { restricted: false });
    const before = await bring("there before");
    const own = await bring("named by nothing");
    for (const upload of [before, own]) await complete(upload);
    await collectFiles(later(26), async () => true);
    expect(await core.services.objects.visibility(sha256)).toBe("public");
    expect(await core.services.objects.visibility(own.sha256)).toBe("missing");
  });

  test("is not completed before all of it is written down", async () => {
    const failing = (change: object) => ({ ...core.services, ...change }) as Services;
    const away = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      throw new Error("the disk is full");
    };
    const { uploads, pendingUploads } = core.services;
    const upload = await bring("not written down");
    for (const broken of [
      failing({ uploads: { ...uploads, remember: away } }),
      failing({ pendingUploads: { ...pendingUploads, stored: away } }),
    ]) {
      await expect(complete(upload, broken)).rejects.toThrow("the disk is full");
      expect((await byId(upload.id)).state).toBe("pending");
      await receive(upload, "not written down");
    }
    await complete(upload);
  });
});

describe("an address for one file", () => {
  const request = (size: number, limit: number) =>
    requestUpload(core.services, as(account), { ...announced("x"), size }, limit);

  test("is given for a file as large as the limit, and not a byte larger", async () => {
    expect((await request(1_000, 1_000)).grant.size).toBe(1_000);
    await expect(request(1_001, 1_000)).rejects.toMatchObject({ code: "payload-too-large" });
    const offered = { ...core.services, fileAddresses: { toPut: async () => ({ url: "", headers: {} }) } } as never;
    const announce = (size: number) => announceUpload(offered, as(account), { ...announced("x"), size }, 1_000);
    expect((await announce(1_000)).upload.size).toBe(1_000);
    await expect(announce(1_001)).rejects.toMatchObject({ code: "payload-too-large" });
  });

  test("is good for a quarter of an hour", async () => {
    const at = new Date("2024-05-06T07:08:09.500Z");
    const services = { ...core.services, now: () => at };
    const { grant } = await requestUpload(services, as(account), announced("x"), 1_000);
    expect(grant.expiresAt).toEqual(new Date("2024-05-06T07:23:09Z"));
  });
});
