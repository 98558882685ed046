/**
 * Files on their way into an S3-compatible storage: sent by presigned addresses to a key that nobody can read, read
 * once to check them, and copied to their final place.
 */
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  type CopyObjectCommandInput,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  ListPartsCommand,
  type ListPartsCommandOutput,
} from "@aws-sdk/client-s3";
import type { ObjectInfo } from "../../domain/files/object-info.ts";
import type { BroughtPart, StagedFile, UploadStaging } from "../../domain/files/upload-staging.ts";
import { DomainError } from "../../domain/shared/errors.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { type FileFacts, fileFactsOf } from "./file-facts.ts";
import { answered, type Bucket, httpStatusOf, unavailable, unless } from "./s3-client.ts";
import { placeOf, stagedPath, storedPath } from "./s3-paths.ts";
import { checkFacts, missing, partCount } from "./staged.ts";

/** The staging of a bucket. */
export function s3UploadStaging(
  bucket: Bucket,
  infoOf: (sha256: Hex) => Promise<ObjectInfo | undefined>,
): UploadStaging {
  const { send, heads, name, keyOf } = bucket;
  const targetOf = ({ id }: StagedFile) => ({ Bucket: name, Key: keyOf(stagedPath(id)) });
  const headOf = async (file: StagedFile) => (await answered(heads([stagedPath(file.id)])))[0];

  /** The parts of a multipart upload; null where the storage cannot list them. */
  async function partsOf(file: StagedFile): Promise<BroughtPart[] | null> {
    const parts: BroughtPart[] = [];
    try {
      let page: ListPartsCommandOutput | undefined;
      do {
        page = await send(
          new ListPartsCommand({
            ...targetOf(file),
            UploadId: file.handle ?? "",
            PartNumberMarker: page?.NextPartNumberMarker,
          }),
        );
        for (const { PartNumber, ETag } of page.Parts ?? []) parts.push({ number: PartNumber ?? 0, etag: ETag ?? "" });
        // The marker does not mean that there is more: some servers always send one, and start over when it is used.
      } while (page.IsTruncated && page.NextPartNumberMarker);
      return parts;
    } catch (error) {
      const status = httpStatusOf(error);
      if (status === 404) return [];
      if (status === 405 || status === 501) return null;
      throw unavailable(error);
    }
  }

  /** Assembles the parts into one file, unless that was done already. */
  async function assemble(file: StagedFile, acknowledged: readonly BroughtPart[] | undefined): Promise<void> {
    if (file.handle === null || (await headOf(file))) return;
    const parts = [...(acknowledged ?? (await partsOf(file)) ?? [])].sort((one, other) => one.number - other.number);
    const there = new Set(parts.map(({ number }) => number));
    const numbers = Array.from({ length: partCount(file) }, (_, index) => index + 1);
    const lacking = numbers.filter((number) => !there.has(number));
    if (lacking.length > 0) throw missing(lacking);
    const MultipartUpload = { Parts: parts.map(({ number, etag }) => ({ PartNumber: number, ETag: etag })) };
    const command = new CompleteMultipartUploadCommand({
      ...targetOf(file),
      UploadId: file.handle,
      MultipartUpload,
    });
    // 400: a part has a different tag, or is too small; 404: another request is completing it.
    if (!(await unless(send(command), 400, 404))) {
      throw new DomainError("conflict", "The parts are not the ones that were brought");
    }
  }

  /** Copies exactly the checked bytes to their final place: the address may have been used again since. */
  async function place(file: StagedFile, facts: FileFacts, read: GetObjectCommandOutput): Promise<void> {
    const { Key } = targetOf(file);
    const copy = (condition: Partial<CopyObjectCommandInput>) =>
      send(
        new CopyObjectCommand({
          Bucket: name,
          Key: keyOf(storedPath(placeOf(file.restricted), facts.sha256)),
          CopySource: encodeURI(`${name}/${Key}`),
          ...condition,
          MetadataDirective: "REPLACE",
          ContentType: facts.mediaType,
          Metadata: { cid: facts.cid },
        }),
      );
    if (await unless(copy({ CopySourceIfMatch: read.ETag }), 404, 412)) return;
    // Some servers do not recognise the tag of an assembled file when copying it. No address overwrites one, so its
    // time is enough.
    if (file.handle !== null && (await headOf(file))?.ETag === read.ETag) {
      if (await unless(copy({ CopySourceIfUnmodifiedSince: read.LastModified }), 404, 412)) return;
    }
    throw new DomainError("conflict", "The file was changed while it was completed");
  }

  async function discard(file: StagedFile): Promise<void> {
    const target = targetOf(file);
    if (file.handle !== null) {
      const abort = new AbortMultipartUploadCommand({ ...target, UploadId: file.handle });
      await unless(send(abort), 404, 405, 501);
    }
    await unless(send(new DeleteObjectCommand(target)), 404);
  }

  return {
    receive: null,

    async begin(file) {
      if (partCount(file) === 1) return null;
      const command = new CreateMultipartUploadCommand({ ...targetOf(file), ContentType: file.mediaType });
      return (await answered(send(command))).UploadId ?? null;
    },

    async arrived(file) {
      if (file.handle === null) return (await headOf(file)) ? [1] : [];
      return (await partsOf(file))?.map(({ number }) => number) ?? null;
    },

    async finish(file, check, parts) {
      await assemble(file, parts);
      const brought = await unless(send(new GetObjectCommand(targetOf(file))), 404);
      if (!brought) throw missing([1]);
      const facts = await fileFactsOf(brought.Body as AsyncIterable<Uint8Array>);
      try {
        checkFacts(file, facts);
        check(facts.mediaType);
      } catch (error) {
        await discard(file);
        throw error;
      }
      if (!(await infoOf(facts.sha256))) await place(file, facts, brought);
      const info = (await infoOf(facts.sha256)) as ObjectInfo;
      await discard(file);
      return info;
    },

    discard,
  };
}
