/** A temporary folder. It is deleted however the command ends, unless it is killed outright. */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** A folder that only its owner can read. */
export interface WorkFolder {
  readonly path: string;
  /** Register something to end before the folder is deleted. */
  onEnd(end: () => Promise<void>): void;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Run with a folder beside `target`, on the same file system, so that finished files can be renamed. */
export async function withWorkFolder<T>(
  target: string,
  purpose: string,
  run: (work: WorkFolder) => Promise<T>,
): Promise<T> {
  await mkdir(dirname(target), { recursive: true });
  const path = await mkdtemp(join(dirname(target), `.${basename(target)}.${purpose}-`));
  const ends: (() => Promise<void>)[] = [];
  let ending: Promise<void> | undefined;
  const end = () => {
    ending ??= (async () => {
      for (const each of ends.toReversed()) await each().catch(() => undefined);
      await rm(path, { recursive: true, force: true, maxRetries: 5 });
    })();
    return ending;
  };
  const onSignal = () => {
    end().finally(() => process.exit(1));
  };
  for (const signal of SIGNALS) process.once(signal, onSignal);
  try {
    return await run({ path, onEnd: (each) => ends.push(each) });
  } finally {
    await end();
    for (const signal of SIGNALS) process.off(signal, onSignal);
  }
}
