import { join } from "node:path";
import type { FileStore } from "../../domain/files/file-store.ts";
import type { Guards } from "../outgoing/guards.ts";
import { diskObjects } from "./disk.ts";
import type { S3Location } from "./s3-location.ts";

/** Opens the object storage: an S3-compatible one where a location is given, else a folder of the data folder. */
export async function openObjects(options: {
  readonly dataFolder: string;
  readonly location: S3Location | null;
  /** The guard of calls to an external storage; a new one if left out. */
  readonly guards?: Guards;
}): Promise<FileStore> {
  if (options.location === null) return diskObjects(join(options.dataFolder, "objects"));
  // Loaded on demand: it would cost every other start a quarter of a second.
  const { s3Objects } = await import("./s3.ts");
  const { STORAGE_GUARD } = await import("./s3-client.ts");
  return s3Objects(options.location, options.guards?.guard("storage", STORAGE_GUARD));
}
