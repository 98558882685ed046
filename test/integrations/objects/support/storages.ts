/** Storages, each on a folder of its own. */
import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import S3rver from "@20minutes/s3rver";
import type { FileStore } from "../../../../domain/files/file-store.ts";
import { diskObjects } from "../../../../integrations/objects/disk.ts";
import { s3Objects } from "../../../../integrations/objects/s3.ts";
import { STORAGE_GUARD } from "../../../../integrations/objects/s3-client.ts";
import { parseS3Location } from "../../../../integrations/objects/s3-location.ts";
import { createGuard } from "../../../../integrations/outgoing/guard.ts";
import { temporaryFolder } from "../../../support/folder.ts";

/** A storage under test, wherever it lies. */
export interface AnyStorage {
  readonly objects: FileStore;
  /** Opens it again, as another process would. */
  readonly reopen: () => Promise<FileStore>;
  /** The paths of everything that lies in it, such as `public/ab/abcd…`. */
  readonly paths: () => string[] | Promise<string[]>;
  /** Writes over an object behind the storage's back. */
  readonly tamper: (path: string, bytes: Uint8Array) => void | Promise<void>;
  readonly close: () => Promise<void>;
}

/** A storage under test whose files can be seen. */
export interface Storage extends AnyStorage {
  readonly paths: () => string[];
  readonly tamper: (path: string, bytes: Uint8Array) => void;
  /** Puts what lies at one path at another one too, behind the storage's back. */
  readonly copy: (from: string, to: string) => void;
}

/** Objects on disk. */
export async function diskStorage(): Promise<Storage> {
  const folder = await temporaryFolder();
  const reopen = () => diskObjects(folder.path);
  return {
    objects: await reopen(),
    reopen,
    paths: () => filesBelow(folder.path, ["public", "restricted", "erased", "uploads", "incoming"]),
    tamper: (path, bytes) => writeFileSync(join(folder.path, path), bytes),
    copy: (from, to) => cpSync(join(folder.path, from), join(folder.path, to)),
    close: () => folder.close(),
  };
}

/** Objects in an S3 server that checks signatures. */
export async function s3Storage(): Promise<Storage> {
  const folder = await temporaryFolder();
  process.env.AWS_ACCESS_KEY_ID = "S3RVER";
  process.env.AWS_SECRET_ACCESS_KEY = "S3RVER";
  const cors = `<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>PUT</AllowedMethod><AllowedMethod>GET</AllowedMethod><AllowedHeader>*</AllowedHeader><ExposeHeader>ETag</ExposeHeader></CORSRule></CORSConfiguration>`;
  const server = new S3rver({
    address: "127.0.0.1",
    port: 0,
    silent: true,
    directory: folder.path,
    configureBuckets: [{ name: "suyuan", configs: [cors] }],
  });
  const { port } = await server.run();
  const location = parseS3Location(`s3://suyuan/溯源?endpoint=http://127.0.0.1:${port}&region=us-east-1`);
  const root = join(folder.path, "suyuan", "溯源");
  // This server shares a process with the tests, and a core with whatever else the machine is at.
  const guard = createGuard("storage", { ...STORAGE_GUARD, timeout: 120_000, patience: 240_000 });
  const reopen = async () => s3Objects(location, guard);
  return {
    objects: await reopen(),
    reopen,
    paths: () =>
      filesBelow(root, ["public", "restricted", "erased", "uploads"])
        .filter((path) => path.endsWith("._S3rver_object"))
        .map((path) => path.slice(0, -"._S3rver_object".length)),
    tamper: (path, bytes) => writeFileSync(join(root, `${path}._S3rver_object`), bytes),
    copy(from, to) {
      for (const part of ["object", "object.md5", "metadata.json"]) {
        cpSync(join(root, `${from}._S3rver_${part}`), join(root, `${to}._S3rver_${part}`));
      }
    },
    async close() {
      await server.close();
      await folder.close();
    },
  };
}

/** Both, by name. */
export const STORAGES = { disk: diskStorage, S3: s3Storage } as const;

function filesBelow(root: string, folders: readonly string[]): string[] {
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((name) => `${folder}/${name}`))
    .filter((path) => statSync(join(root, path)).isFile())
    .sort();
}

/** A file's bytes. */
export const bytesAt = (path: string) => new Uint8Array(readFileSync(path));
