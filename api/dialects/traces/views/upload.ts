import { attachmentUrl } from "../../../../domain/files/attachments.ts";
import { isoTime } from "../../../../domain/shared/time.ts";
import type { UploadProgress } from "../../../../domain/uploads/get-upload.ts";
import type { OfferedUpload } from "../../../../domain/uploads/uploads.ts";

/** An announced upload, and the addresses for its parts. */
export function uploadView({ upload, parts, until }: OfferedUpload, publicUrl: string) {
  return {
    id: upload.id,
    state: upload.state,
    filename: upload.filename,
    contentType: upload.mediaType,
    size: upload.size,
    sha256: upload.sha256.slice(2),
    restricted: upload.restricted,
    parts: parts.map(({ number, offset, size, address }) => ({
      number,
      offset,
      size,
      method: "PUT",
      url: address.url,
      headers: address.headers,
    })),
    urlsExpireAt: isoTime(until),
    completeUrl: `${publicUrl}/v1/uploads/${upload.id}/complete`,
    attachmentUrl: attachmentUrl(publicUrl, upload.sha256),
    expiresAt: isoTime(upload.expiresAt),
  };
}

/** An upload and the parts received so far. */
export function uploadProgressView(progress: UploadProgress, publicUrl: string) {
  const { parts, ...view } = uploadView(progress, publicUrl);
  const { arrived } = progress;
  return {
    ...view,
    parts: parts.map((part) => ({ ...part, received: arrived === null ? null : arrived.includes(part.number) })),
  };
}
