import { GetObjectCommand, PutObjectCommand, UploadPartCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import type { FileAddresses, Period } from "../../domain/files/file-store.ts";
import { fromHex } from "../../proof/hex.ts";
import type { Bucket } from "./s3-client.ts";
import { placeOf, stagedPath, storedPath } from "./s3-paths.ts";

const CHECKSUM = "x-amz-checksum-sha256";

/** Presigned addresses of the storage itself (AWS Signature Version 4). */
export function s3Addresses({ client, name, keyOf }: Bucket): FileAddresses {
  const times = ({ from, until }: Period) => ({
    signingDate: from,
    expiresIn: Math.max(1, Math.floor((until.getTime() - from.getTime()) / 1000)),
  });

  return {
    async toPut({ uploadId, number, size, mediaType, sha256 }, handle, period) {
      const target = { Bucket: name, Key: keyOf(stagedPath(uploadId)), ContentLength: size };
      if (handle !== null) {
        const command = new UploadPartCommand({ ...target, UploadId: handle, PartNumber: number });
        return { url: await getSignedUrl(client, command, times(period)), headers: {} };
      }
      const checksum = Buffer.from(fromHex(sha256)).toString("base64");
      const command = new PutObjectCommand({ ...target, ContentType: mediaType, ChecksumSHA256: checksum });
      const url = await getSignedUrl(client, command, {
        ...times(period),
        // In headers, not in the query: so the storage checks the body against them.
        signableHeaders: new Set(["content-type"]),
        unhoistableHeaders: new Set([CHECKSUM]),
      });
      return { url, headers: { "Content-Type": mediaType, [CHECKSUM]: checksum } };
    },

    async toGet({ sha256, visibility, mediaType }, period) {
      const textual = mediaType.startsWith("text/") || mediaType === "application/json";
      const command = new GetObjectCommand({
        Bucket: name,
        Key: keyOf(storedPath(placeOf(visibility === "restricted"), sha256)),
        ResponseContentType: textual ? `${mediaType}; charset=utf-8` : mediaType,
        ResponseCacheControl: "private, no-store",
      });
      return getSignedUrl(client, command, times(period));
    },
  };
}
