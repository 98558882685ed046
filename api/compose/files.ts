import { hkdfSync } from "node:crypto";
import type { Services } from "../../domain/services.ts";
import { announcedObjects } from "../../integrations/objects/announced.ts";
import { mediaTypeOf } from "../../integrations/objects/media-type.ts";
import { ownFileAddresses } from "../../integrations/objects/own-addresses.ts";
import { signedUploadUrls } from "../../integrations/objects/upload-urls.ts";
import { arrivalsRepository } from "../../store/batches/arrivals.ts";
import { housekeeping } from "../../store/files/housekeeping.ts";
import { storedFilesRepository } from "../../store/files/stored-files.ts";
import { uploadsRepository } from "../../store/files/uploaders.ts";
import { pendingUploadsRepository } from "../../store/uploads/pending-uploads.ts";
import { composeIpfs, type RunningIpfs } from "./ipfs.ts";
import type { Parts } from "./parts.ts";

/** Documents and files: storage, uploads, deletion, and their copies on IPFS. */
export function composeFiles(parts: Parts) {
  const { database, keys, settings } = parts;
  const now = () => new Date();
  const arrivals = arrivalsRepository(database);
  const stored = announcedObjects(parts.objects, arrivals.add);
  const ipfs = composeIpfs({ ...parts.ipfs, database, objects: stored, logger: parts.logger, now });
  return {
    ipfs: {
      ...ipfs,
      async stop() {
        await ipfs.stop();
        await arrivals.flush();
      },
    },
    gateway: ipfs.gateway,
    objects: ipfs.objects,
    uploads: uploadsRepository(database),
    files: storedFilesRepository(database),
    housekeeping: housekeeping(database),
    uploadUrls: signedUploadUrls({ key: uploadKey(keys.storageSecret), publicUrl: settings.publicUrl }),
    pendingUploads: pendingUploadsRepository(database),
    fileAddresses: ownFileAddresses({ key: uploadKey(keys.storageSecret), publicUrl: settings.publicUrl }),
    mediaTypeOf,
  } satisfies Partial<Services> & { readonly ipfs: RunningIpfs };
}

/** A key of its own for upload addresses: whoever learned it could issue no tokens. */
function uploadKey(secret: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", secret, "", "suyuan upload URLs", 32));
}
