/**
 * Restores a backup: extracted beside the target, checked file by file and against the chain, and only then renamed.
 */
import { cp, mkdir, readdir, rename, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { KeystoreError, openKeystore } from "../../chain/keystore.ts";
import { RESTORED_MARKER } from "../../config/restored-marker.ts";
import type { Settings } from "../../config/settings.ts";
import { migrations } from "../../store/migrations/index.ts";
import { CommandError } from "../deploy/command-error.ts";
import { startLocalChain, tryPort } from "../start/local-chain.ts";
import { lockFolder } from "../start/lock.ts";
import { extractArchive } from "./archive-reader.ts";
import { syncFolder } from "./create.ts";
import { CHAIN_STATE, DATABASE, GENESIS_TIME, MASTER_KEY, PASSPHRASE } from "./layout.ts";
import type { Manifest } from "./manifest.ts";
import { type MirrorProof, proveMirror } from "./prove.ts";
import { describeDatabase } from "./snapshot.ts";
import { type WorkFolder, withWorkFolder } from "./work-folder.ts";

/** What to restore, and where. */
export interface RestoreOptions {
  readonly settings: Pick<Settings, "dataFolder" | "chainRpcUrl" | "keystorePassphrase" | "host" | "port">;
  readonly archive: string;
  /** The folder that it becomes. */
  readonly target: string;
  /** Whether to check the mirror against the chain; otherwise it is trusted. */
  readonly prove: boolean;
  readonly say: (step: string) => void;
}

/** A restored backup. */
export interface Restored {
  readonly manifest: Manifest;
  /** Null if not requested, or if the mirror had not begun. */
  readonly proof: MirrorProof | null;
  /** Whether the available passphrase opens the master key; undefined if there is none. */
  readonly keystoreOpens: boolean | undefined;
}

/** Restore a backup. Throws a CommandError, with nothing put in place, if anything is wrong. */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { archive, target, say } = options;
  await refuseOccupied(options);
  return withWorkFolder(target, "restoring", async (work) => {
    const data = join(work.path, "data");
    await mkdir(data, { mode: 0o700 });
    say("Extracting, and checking every file's digest");
    const manifest = await extractArchive(archive, data, work.path, (files) => say(`Extracting: ${files} files`));
    if (!Object.hasOwn(migrations, manifest.migration)) {
      throw new CommandError(
        `The backup was made by another version (${manifest.software}, ${manifest.migration}) that this one cannot read`,
      );
    }
    await requireParts(data, manifest);
    const keystoreOpens = await opensKeystore(options, data, manifest);
    const proof = options.prove && manifest.mirror ? await prove(options, work, data, manifest) : null;
    if (proof && (proof.wrongCount > 0 || proof.missingLines < 0)) throw new CommandError(refusal(proof));
    await writeFile(join(data, RESTORED_MARKER), manifest.createdAt, { mode: 0o600 });
    await putInPlace(data, target);
    return { manifest, proof, keystoreOpens };
  });
}

async function refuseOccupied({ settings, target }: RestoreOptions): Promise<void> {
  const names: string[] = await readdir(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw new CommandError(`${target} is no folder that can be restored into`);
  });
  // Checked first: a lock is more informative than a folder that is not empty.
  if (names.includes("lock.sqlite")) lockFolder(target).release();
  if (names.length > 0)
    throw new CommandError(`${target} is not empty: a backup is restored into an empty folder only`);
  if (target === settings.dataFolder && (await tryPort(settings.port, settings.host)) === undefined) {
    throw new CommandError(
      `Something runs at port ${settings.port}: stop the instance, or restore --into another folder`,
    );
  }
}

/** What an archive must contain, however consistent it is otherwise. */
async function requireParts(data: string, manifest: Manifest): Promise<void> {
  for (const name of [DATABASE, MASTER_KEY, ...(manifest.chain ? [CHAIN_STATE, GENESIS_TIME] : [])]) {
    await stat(join(data, name)).catch(() => {
      throw new CommandError(`The archive holds no ${name}, though a backup does`);
    });
  }
  // Checks what the instance will continue from, whatever the manifest says.
  const { mirror, pending, migration } = manifest;
  if (!isDeepStrictEqual(describeDatabase(join(data, DATABASE)), { mirror, pending, migration })) {
    throw new CommandError("The archive's manifest does not describe its database");
  }
}

async function opensKeystore(
  { settings }: RestoreOptions,
  data: string,
  manifest: Manifest,
): Promise<boolean | undefined> {
  if (settings.keystorePassphrase === undefined && !manifest.passphrase) return undefined;
  // As the instance will: without a passphrase in the settings it uses the one beside the master key.
  if (settings.keystorePassphrase === undefined) await stat(join(data, PASSPHRASE));
  return openKeystore(join(data, "keystore"), settings.keystorePassphrase).then(
    () => true,
    (error) => {
      if (error instanceof KeystoreError) return false;
      throw error;
    },
  );
}

async function prove(
  { settings, say }: RestoreOptions,
  work: WorkFolder,
  data: string,
  manifest: Manifest,
): Promise<MirrorProof> {
  let url = settings.chainRpcUrl;
  if (url === null) {
    if (!manifest.chain) {
      throw new CommandError(
        `The backup's chain ${manifest.mirror?.chainId} is not in it: give its node in CHAIN_RPC_URL, or --skip-proof`,
      );
    }
    say("Starting the local chain from the restored state");
    // On a copy: what is put in place stays as it was backed up.
    const scratch = join(work.path, "chain");
    await cp(dirname(join(data, CHAIN_STATE)), scratch, { recursive: true });
    const chain = await startLocalChain(scratch, 0);
    work.onEnd(() => chain.child.stop());
    url = chain.url;
  }
  say("Holding every batch against the chain");
  return proveMirror(join(data, DATABASE), url, (batches) => {
    if (batches % 1_000 === 0) say(`Holding batches against the chain: ${batches}`);
  });
}

function refusal(proof: MirrorProof): string {
  if (proof.wrongCount === 0) return `The chain has ${-proof.missingLines} lines less than the backup's mirror`;
  const more = proof.wrongCount > proof.wrong.length ? " …" : "";
  return (
    `${proof.wrongCount} of ${proof.batches} batches are not as the chain has them (${proof.wrong.join(", ")}${more}): ` +
    "with --skip-proof it is restored all the same, and `npm run rebuild` then derives the mirror anew"
  );
}

async function putInPlace(data: string, target: string): Promise<void> {
  try {
    await rename(data, target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOTEMPTY" || code === "EEXIST") throw new CommandError(`${target} is no longer empty`);
    if (code === "EBUSY" || code === "EXDEV") {
      throw new CommandError(`${target} is a mount point: restore --into a folder below it, and give that as DATA_DIR`);
    }
    throw error;
  }
  await syncFolder(dirname(target));
}
