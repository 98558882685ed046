import { attachmentUrl } from "../../../../domain/files/attachments.ts";
import type { ObjectInfo } from "../../../../domain/files/object-info.ts";

/** A file that was stored. */
export function attachmentView(info: ObjectInfo, publicUrl: string) {
  return {
    sha256: info.sha256.slice(2),
    size: info.size,
    mediaType: info.mediaType,
    cid: info.cid,
    url: attachmentUrl(publicUrl, info.sha256),
    restricted: info.visibility === "restricted",
  };
}
