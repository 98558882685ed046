/**
 * Objects in an S3-compatible storage, laid out as on disk: named by their SHA-256, in a place that determines their
 * visibility. The bucket itself is private: public objects are served by this server, or by a signed address.
 */
import { createHash } from "node:crypto";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  type HeadObjectCommandOutput,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import type { ByteRange, FileStore } from "../../domain/files/file-store.ts";
import type { ObjectInfo } from "../../domain/files/object-info.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { createGuard } from "../outgoing/guard.ts";
import { probe } from "../outgoing/probe.ts";
import { type FileFacts, fileFactsOf } from "./file-facts.ts";
import { memory } from "./memory.ts";
import { readVerified, type Source, verifiedReader } from "./reading.ts";
import { s3Addresses } from "./s3-addresses.ts";
import { answered, type Bucket, httpStatusOf, openBucket, STORAGE_GUARD, unavailable, unless } from "./s3-client.ts";
import type { S3Location } from "./s3-location.ts";
import { PLACES, placeOf, storedPath } from "./s3-paths.ts";
import { s3UploadStaging } from "./s3-upload-staging.ts";

interface Found extends Source {
  readonly visibility: ObjectInfo["visibility"];
  /** Metadata stored with the object. */
  readonly facts: Pick<FileFacts, "mediaType" | "cid"> | undefined;
}

/**
 * The objects in a bucket, which is called through a guard: a new one if left out. Its health is checked every
 * `probeInterval` milliseconds.
 */
export function s3Objects(
  location: S3Location,
  guard = createGuard("storage", STORAGE_GUARD),
  probeInterval = 10_000,
): FileStore {
  const bucket = openBucket(location, guard);
  const openVerified = verifiedReader();
  const computed = memory<Pick<FileFacts, "mediaType" | "cid">>();

  async function find(sha256: Hex): Promise<Found | undefined> {
    if (!/^0x[0-9a-f]{64}$/.test(sha256)) return undefined;
    const heads = await answered(bucket.heads(PLACES.map((place) => storedPath(place, sha256))));
    const index = heads.findIndex((head) => head !== undefined);
    const [place, head] = [PLACES[index], heads[index]];
    return place && head && foundIn(bucket, place, sha256, head);
  }

  async function info(sha256: Hex): Promise<ObjectInfo | undefined> {
    const found = await find(sha256);
    if (!found) return undefined;
    const { visibility, size } = found;
    let facts = found.facts ?? computed.get(sha256);
    if (!facts) {
      const whole = visibility === "erased" ? [] : ((await openVerified(found)) as AsyncIterable<Uint8Array>);
      const { mediaType, cid } = await fileFactsOf(whole);
      facts = { mediaType, cid };
      if (visibility !== "erased") computed.set(sha256, facts);
    }
    return { sha256, size, visibility, mediaType: facts.mediaType, cid: facts.cid };
  }

  async function removeBytes(sha256: Hex): Promise<void> {
    for (const place of ["public", "restricted"]) {
      const Key = bucket.keyOf(storedPath(place, sha256));
      await unless(bucket.send(new DeleteObjectCommand({ Bucket: bucket.name, Key })), 404);
    }
  }

  /** Requests an object that never exists: only that may be missing, not the bucket or the permission to read it. */
  async function check(): Promise<void> {
    const target = { Bucket: bucket.name, Key: bucket.keyOf("probe") };
    await bucket.send(new GetObjectCommand(target)).catch((error: Error) => {
      if (error.name !== "NoSuchKey") throw error;
    });
  }

  return {
    info,
    health: probe(check, probeInterval),
    addresses: s3Addresses(bucket),
    visibility: async (sha256) => (await find(sha256))?.visibility ?? "missing",
    async get(sha256, limit) {
      const found = await find(sha256);
      return found && found.visibility !== "erased" ? readVerified(found, limit) : undefined;
    },
    async open(sha256, part) {
      const found = await find(sha256);
      return found && found.visibility !== "erased" ? openVerified(found, part) : undefined;
    },
    async put(bytes, { restricted }) {
      const facts = await fileFactsOf([bytes]);
      if (!(await find(facts.sha256))) await putOnce(bucket, placeOf(restricted), facts, bytes);
      const found = (await find(facts.sha256)) ?? { visibility: placeOf(restricted) };
      return { ...facts, size: found.visibility === "erased" ? 0 : facts.size, visibility: found.visibility };
    },
    async erase(sha256) {
      // What says so first: it is looked for before the others, so that nobody is shown anything from then on.
      const Key = bucket.keyOf(storedPath("erased", sha256));
      await answered(bucket.send(new PutObjectCommand({ Bucket: bucket.name, Key, Body: "", ContentLength: 0 })));
      await removeBytes(sha256);
    },
    remove: removeBytes,
    staging: s3UploadStaging(bucket, info),
  };
}

function foundIn(
  { send, name, keyOf }: Bucket,
  place: (typeof PLACES)[number],
  sha256: Hex,
  head: HeadObjectCommandOutput,
): Found {
  const target = { Bucket: name, Key: keyOf(storedPath(place, sha256)) };
  const cid = head.Metadata?.cid;
  return {
    sha256,
    visibility: place,
    size: head.ContentLength ?? 0,
    version: `${head.ETag} ${head.LastModified?.getTime()}`,
    facts: cid && head.ContentType ? { cid, mediaType: head.ContentType } : undefined,
    read: async (part?: ByteRange) => {
      const range = part && { Range: `bytes=${part.first}-${part.last}` };
      const { Body } = await answered(send(new GetObjectCommand({ ...target, ...range })));
      return Body as AsyncIterable<Uint8Array>;
    },
  };
}

/** Writes an object unless it exists: the storage checks that nothing is replaced, and the digest on arrival. */
async function putOnce(
  { send, name, keyOf }: Bucket,
  place: string,
  facts: FileFacts,
  bytes: Uint8Array,
): Promise<void> {
  const put = (condition: { readonly IfNoneMatch?: "*" }) =>
    send(
      new PutObjectCommand({
        Bucket: name,
        Key: keyOf(storedPath(place, facts.sha256)),
        Body: bytes,
        ContentLength: bytes.length,
        ContentType: facts.mediaType,
        ContentMD5: createHash("md5").update(bytes).digest("base64"),
        ChecksumSHA256: Buffer.from(facts.sha256.slice(2), "hex").toString("base64"),
        Metadata: { cid: facts.cid },
        ...condition,
      }),
    );
  try {
    await put({ IfNoneMatch: "*" });
  } catch (error) {
    const status = httpStatusOf(error);
    // It exists already, or is being written right now: the same bytes, since they have the same digest.
    if (status === 412 || status === 409) return;
    if (status !== 501) throw unavailable(error);
    // The server does not support the condition: the key is the digest, and was just found missing.
    await answered(put({}));
  }
}
