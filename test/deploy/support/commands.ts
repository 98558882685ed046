/** The commands under test, as the processes that they are. */
import { startProcess } from "../../support/process.ts";

/** What a command came to. */
export interface Outcome {
  readonly code: number | string;
  readonly output: string;
}

/** `npm run deploy -- --network consortium …` with these settings and no others. */
export function deploy(settings: Readonly<Record<string, string>>, ...parameters: string[]): Promise<Outcome> {
  return run("scripts/deploy.ts", settings, ["--network", "consortium", ...parameters]);
}

/** `npm run verify-source -- --network consortium …` with these settings and no others. */
export function verifySource(settings: Readonly<Record<string, string>>, ...parameters: string[]): Promise<Outcome> {
  return run("scripts/verify-source.ts", settings, ["--network", "consortium", ...parameters]);
}

/** Any of the two, with exactly these parameters. */
export async function run(
  script: string,
  settings: Readonly<Record<string, string>>,
  parameters: string[],
): Promise<Outcome> {
  const process = startProcess(script, settings, parameters);
  const code = await process.exited;
  return { code, output: process.output() };
}
