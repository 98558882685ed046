/**
 * `npm run restore -- FILE [--into FOLDER] [--skip-proof]`
 *
 * Puts a backup into an empty folder, after checking every file's digest and every batch's head on chain.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { keepFilesPrivate } from "../config/private-files.ts";
import { PROJECT_FOLDER, readSettings } from "../config/settings.ts";
import { restoreReport } from "./backup/report.ts";
import { restoreBackup } from "./backup/restore.ts";
import { CommandError, runCommand } from "./deploy/command-error.ts";

const USAGE = `Usage: npm run restore -- FILE [--into FOLDER] [--skip-proof]

  FILE            an archive that \`npm run backup\` wrote
  --into FOLDER   an empty folder, or one that is not there yet (default: DATA_DIR)
  --skip-proof    do not hold the batches against the chain, where that cannot be reached`;

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { into: { type: "string" }, "skip-proof": { type: "boolean" } },
    });
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parse();
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new CommandError(USAGE);
  keepFilesPrivate();
  const settings = readSettings();
  const here = process.env.INIT_CWD ?? PROJECT_FOLDER;
  const target = values.into === undefined ? settings.dataFolder : resolve(here, values.into);
  try {
    const restored = await restoreBackup({
      settings,
      archive: resolve(here, file),
      target,
      prove: !values["skip-proof"],
      say: (step) => console.error(`· ${step} …`),
    });
    console.log(restoreReport(restored, target, settings));
  } catch (error) {
    throw new CommandError(`${(error as Error).message}. Nothing was put in place.`);
  }
}

await runCommand(main, () => [process.env.CHAIN_RPC_URL, process.env.KEYSTORE_PASSPHRASE]);
