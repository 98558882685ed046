/**
 * `npm run backup -- [--to FILE] [--with-passphrase]`
 *
 * Everything that cannot be recreated, as of one instant, in one archive; while the instance runs.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { keepFilesPrivate } from "../config/private-files.ts";
import { PROJECT_FOLDER, readSettings } from "../config/settings.ts";
import { createBackup } from "./backup/create.ts";
import { objectsPlace } from "./backup/objects.ts";
import { backupReport } from "./backup/report.ts";
import { CommandError, runCommand } from "./deploy/command-error.ts";

const USAGE = `Usage: npm run backup -- [--to FILE] [--with-passphrase]

  --to FILE           the archive, ending with .tar, .tar.gz or .tar.zst (default: suyuan-backup-<time>.tar.gz here)
  --with-passphrase   add the passphrase that a development instance keeps beside its master key: whoever has the
                      archive then has every custodial key`;

/** Stored objects do not match their digests: the archive is complete, but its content was damaged before. */
const EXIT_DAMAGED = 3;

function parse() {
  try {
    return parseArgs({ options: { to: { type: "string" }, "with-passphrase": { type: "boolean" } } }).values;
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

async function main(): Promise<void> {
  const values = parse();
  keepFilesPrivate();
  const settings = readSettings();
  const stamp = new Date().toISOString().replace(/\.\d+/, "").replaceAll(":", "-");
  // npm runs us in the project's folder; a relative path is relative to where the command was typed.
  const target = resolve(process.env.INIT_CWD ?? PROJECT_FOLDER, values.to ?? `suyuan-backup-${stamp}.tar.gz`);
  const backup = await createBackup({
    settings,
    target,
    objects: objectsPlace(settings),
    withPassphrase: values["with-passphrase"] ?? false,
    say: (step) => console.error(`· ${step} …`),
  });
  console.log(backupReport(backup, target, settings));
  if (backup.manifest.objects.damaged.length > 0) process.exitCode = EXIT_DAMAGED;
}

await runCommand(main, () => [process.env.CHAIN_RPC_URL, process.env.KEYSTORE_PASSPHRASE]);
