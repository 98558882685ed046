/** Record documents and attachments in backups. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Settings } from "../../config/settings.ts";

/** Where an installation keeps its objects. */
export type ObjectsPlace =
  | { readonly kind: "folder"; readonly path: string }
  /** Stored externally, with backups of its own; `name` is shown and must not contain a secret. */
  | { readonly kind: "elsewhere"; readonly name: string };

/**
 * Where the objects are. The one place that decides whether a backup contains them: with objects in a bucket this is
 * `elsewhere`, and the archive names them without containing them.
 */
export function objectsPlace(settings: Pick<Settings, "dataFolder" | "objects">): ObjectsPlace {
  const { objects } = settings;
  if (objects) return { kind: "elsewhere", name: `s3://${objects.bucket}/${objects.prefix}` };
  return { kind: "folder", path: join(settings.dataFolder, "objects") };
}

/** The objects in a folder by their names below it, in order, one subfolder at a time. */
export async function* listObjects(folder: string): AsyncGenerator<string> {
  for (const place of ["public", "restricted", "erased"]) {
    for (const bucket of await namesIn(join(folder, place))) {
      for (const name of await namesIn(join(folder, place, bucket))) yield `${place}/${bucket}/${name}`;
    }
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}
