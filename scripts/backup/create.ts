/** Makes a backup: everything of an installation that cannot be recreated, as of one instant, in one archive. */
import { open, readdir, rename, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { compilerInputFile, deploymentFile } from "../../chain/deployment.ts";
import { notedDeployment } from "../../config/find-deployment.ts";
import { PROJECT_FOLDER, type Settings } from "../../config/settings.ts";
import { failpoint } from "../../domain/shared/failpoint.ts";
import manifestOfPackage from "../../package.json" with { type: "json" };
import { CommandError } from "../deploy/command-error.ts";
import { type ArchiveWriter, isArchiveName, openArchive } from "./archive-writer.ts";
import { findChain } from "./chain-state.ts";
import {
  CHAIN_STATE,
  DATABASE,
  DEMO_MARKER,
  GENESIS_TIME,
  isKnownName,
  KEY_REGISTER,
  MASTER_KEY,
  OBJECT_LIST,
  PASSPHRASE,
  promisedDigest,
} from "./layout.ts";
import { FORMAT, FORMAT_VERSION, type Manifest } from "./manifest.ts";
import { listObjects, type ObjectsPlace } from "./objects.ts";
import { copyDatabase, describeDatabase, knownChain, makeResumable, namedObjects } from "./snapshot.ts";
import { withWorkFolder } from "./work-folder.ts";

/** What a backup needs. */
export interface BackupOptions {
  readonly settings: Pick<Settings, "dataFolder" | "chainRpcUrl">;
  /** The archive's name; its extension selects the compression. */
  readonly target: string;
  readonly objects: ObjectsPlace;
  /** Whether to include the passphrase with the keys that it protects. */
  readonly withPassphrase: boolean;
  readonly say: (step: string) => void;
}

/** What can be recreated, and what only a running instance needs. */
const NOT_NEEDED = /^(build|deploy|sandbox|lock\.sqlite.*|suyuan\.sqlite-.*|\..*)$/;
const CONTAINED = ["suyuan.sqlite", "objects", "keystore", "deployments", "chain", "demo-loaded"];

/** A finished backup. */
export interface Backup {
  readonly manifest: Manifest;
  /** What is in the data folder, but neither in the archive nor recreatable. */
  readonly leftOut: readonly string[];
  /** The archive's size. */
  readonly bytes: number;
}

/** Make a backup. It gets its final name once complete and flushed. Throws a CommandError if it cannot be made. */
export async function createBackup(options: BackupOptions): Promise<Backup> {
  const { settings, target, say } = options;
  const { dataFolder } = settings;
  const source = join(dataFolder, DATABASE);
  if (!isArchiveName(target)) throw new CommandError("A backup's name ends with .tar, .tar.gz or .tar.zst");
  if (await exists(target)) throw new CommandError(`${target} is there already: give another name`);
  if (!(await exists(source)))
    throw new CommandError(`There is nothing to back up in ${dataFolder}: it has no database`);

  return withWorkFolder(target, "unfinished", async (work) => {
    const copy = join(work.path, DATABASE);
    const chain = settings.chainRpcUrl === null ? await findChain(dataFolder, knownChain(source), work) : undefined;

    // First of all, and at one instant: the outbox's pending sends, and the chain's state. What either refers to was
    // stored before, so everything else is copied after.
    say(chain ? "Copying the database and the local chain's state" : "Copying the database");
    await copyDatabase(
      source,
      copy,
      async () => chain?.fetch(),
      (share) => say(`Copying the database: ${Math.round(share * 100)} %`),
    );
    makeResumable(copy);
    const described = describeDatabase(copy);

    const unfinished = join(work.path, "archive");
    const archive = await openArchive(unfinished, target, join(work.path, "sums"));
    work.onEnd(() => archive.abandon());
    await archive.addFile(DATABASE, copy);
    const state = await chain?.state();
    if (state) {
      await writeFile(join(work.path, "state.json"), state.text);
      await archive.addFile(CHAIN_STATE, join(work.path, "state.json"));
      await archive.addFile(GENESIS_TIME, join(dataFolder, GENESIS_TIME));
    }
    await addDeployments(archive, dataFolder, described.mirror);
    if (!(await archive.addFile(MASTER_KEY, join(dataFolder, MASTER_KEY)))) {
      throw new CommandError(`There is no master key in ${dataFolder}: without it a backup would be of no use`);
    }
    await archive.addFile(KEY_REGISTER, join(dataFolder, KEY_REGISTER));
    const passphrase = options.withPassphrase && (await archive.addFile(PASSPHRASE, join(dataFolder, PASSPHRASE)));
    await archive.addFile(DEMO_MARKER, join(dataFolder, DEMO_MARKER));
    const objects = await addObjects(archive, options, copy, join(work.path, OBJECT_LIST));

    let manifest: Manifest | undefined;
    await archive.finish((files) => {
      manifest = {
        format: FORMAT,
        version: FORMAT_VERSION,
        createdAt: new Date().toISOString(),
        software: manifestOfPackage.version,
        ...described,
        chain: state ? { block: state.block } : null,
        objects,
        passphrase: Boolean(passphrase),
        files,
      };
      return manifest;
    });
    const { size } = await stat(unfinished);
    failpoint("backup:before-rename");
    await rename(unfinished, target);
    await syncFolder(dirname(target));
    const leftOut = (await readdir(dataFolder)).filter((name) => !CONTAINED.includes(name) && !NOT_NEEDED.test(name));
    return { manifest: manifest as unknown as Manifest, leftOut, bytes: size };
  });
}

/** Those in the data folder; and the one in use, if it is the project's that is mirrored and no other of the same chain. */
async function addDeployments(archive: ArchiveWriter, dataFolder: string, mirror: Manifest["mirror"]): Promise<void> {
  const folder = join(dataFolder, "deployments");
  for (const chain of await readdir(folder).catch(() => [])) {
    for (const file of (await readdir(join(folder, chain)).catch(() => [])).sort()) {
      const name = `deployments/${chain}/${file}`;
      if (isKnownName(name)) await archive.addFile(name, join(folder, chain, file));
    }
  }
  if (!mirror || (await exists(deploymentFile(dataFolder, mirror.chainId)))) return;
  const { chainId, contract } = mirror;
  if ((await notedDeployment(chainId))?.address !== contract) return;
  const file = deploymentFile(PROJECT_FOLDER, chainId);
  for (const path of [file, compilerInputFile(file)]) {
    await archive.addFile(`deployments/${chainId}/${basename(path)}`, path);
  }
}

async function addObjects(
  archive: ArchiveWriter,
  { objects, say }: BackupOptions,
  database: string,
  list: string,
): Promise<Manifest["objects"]> {
  const found = { count: 0, bytes: 0, damaged: [] as string[] };
  if (objects.kind === "elsewhere") {
    const file = await open(list, "wx");
    for (const digest of namedObjects(database)) {
      found.count += 1;
      await file.appendFile(`${digest}\n`);
    }
    await file.close();
    await archive.addFile(OBJECT_LIST, list);
    return { contained: false, place: objects.name, ...found };
  }
  say("Adding the objects");
  for await (const name of listObjects(objects.path)) {
    const entry = `objects/${name}`;
    if (!isKnownName(entry)) continue;
    // One that is missing by now was erased.
    const added = await archive.addFile(entry, join(objects.path, name));
    if (!added) continue;
    found.count += 1;
    found.bytes += added.size;
    const promised = promisedDigest(entry);
    if (promised && promised !== added.sha256 && found.damaged.length < 100) found.damaged.push(entry);
    if (found.count % 1_000 === 0) say(`Adding the objects: ${found.count}, ${Math.round(found.bytes / 1e6)} MB`);
  }
  return { contained: true, place: null, ...found };
}

/** Flush a folder's entries to the disk. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
