/** The commands as whoever types them runs them. */
import { readdir } from "node:fs/promises";
import { startProcess } from "../../support/process.ts";

/** How a command ended. */
export interface Run {
  readonly code: number | string;
  readonly output: string;
}

async function run(
  module: string,
  settings: Readonly<Record<string, string>>,
  parameters: readonly string[],
): Promise<Run> {
  const started = startProcess(module, settings, [...parameters]);
  return { code: await started.exited, output: started.output() };
}

/** `npm run backup`. */
export const backup = (settings: Readonly<Record<string, string>>, ...parameters: string[]) =>
  run("scripts/backup.ts", settings, parameters);

/** `npm run restore`. */
export const restore = (settings: Readonly<Record<string, string>>, ...parameters: string[]) =>
  run("scripts/restore.ts", settings, parameters);

/** The sentences that a command said, without its steps. */
export const sentences = ({ output }: Run) =>
  output
    .trim()
    .split("\n")
    .filter((line) => !line.startsWith("·"));

/** Names in a folder that unfinished work has. */
export const unfinished = async (folder: string) => (await readdir(folder)).filter((name) => name.startsWith("."));
