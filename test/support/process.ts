/** Our own programs, run as the processes that they are. */
import { type ChildProcess, fork } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PROJECT_FOLDER } from "../../config/settings.ts";
import { killGroup } from "../../scripts/start/child.ts";

/** A program under test. */
export interface TestProcess {
  readonly pid: number;
  /** The exit code, or the name of the signal that ended it. */
  readonly exited: Promise<number | string>;
  output(): string;
  stop(signal?: NodeJS.Signals): Promise<number | string>;
}

const { PATH, HOME } = process.env;
/** What a program is given of this one's surroundings. It keeps what Node compiled: starting is most of what many do. */
const OUTSIDE = { PATH, HOME, NODE_COMPILE_CACHE: join(PROJECT_FOLDER, "cache", "node") };

/** Start one of the project's modules, by its path below the project's folder, with these settings and no others. */
export function startProcess(
  module: string,
  settings: Readonly<Record<string, string>>,
  parameters: string[] = [],
): TestProcess {
  const child = fork(new URL(`../../${module}`, import.meta.url), parameters, {
    env: { ...OUTSIDE, NODE_ENV: "test", LOG_LEVEL: "warn", ...settings },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    execArgv: ["--import", new URL("end-with-parent.js", import.meta.url).href],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text) => (output += text));
  const exited = new Promise<number | string>((resolve) =>
    child.once("exit", (code, signal) => resolve(code ?? signal ?? 1)),
  );
  return {
    pid: child.pid ?? -1,
    exited,
    output: () => output,
    async stop(signal = "SIGTERM") {
      child.kill(signal);
      return exited;
    },
  };
}

/** Whether a child has ended, or never began. */
export const hasEnded = (child: ChildProcess) =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

/** End a program that was started with `spawnTethered`, at once. */
export async function endTethered(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  killGroup(child, "SIGKILL");
  await ended;
}

/** Whether a process runs; one that ended and was not asked about yet does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return existsSync("/proc/self") ? existsSync(`/proc/${pid}`) : true;
  }
}

/** All processes that a process started, and those that these did, with their command lines. */
export function descendantsOf(pid: number): ReadonlyMap<number, string> {
  const children = new Map<number, { readonly pid: number; readonly command: string }[]>();
  for (const name of readdirSync("/proc").filter((each) => /^\d+$/.test(each))) {
    try {
      const parent = Number(/^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${name}/stat`, "utf8"))?.[1]);
      const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ").trim();
      children.set(parent, [...(children.get(parent) ?? []), { pid: Number(name), command }]);
    } catch {
      // It ended while we looked.
    }
  }
  const found = new Map<number, string>();
  const follow = (parent: number) => {
    for (const child of children.get(parent) ?? []) {
      found.set(child.pid, child.command);
      follow(child.pid);
    }
  };
  follow(pid);
  return found;
}

/** Wait until something holds. Throws after `patience` milliseconds with the latest answer. */
export async function until<T>(what: () => Promise<T | undefined | false>, patience = 120_000): Promise<T> {
  const end = Date.now() + patience;
  let last: unknown;
  while (Date.now() < end) {
    try {
      const answer = await what();
      if (answer !== undefined && answer !== false) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    await sleep(50);
  }
  throw new Error(`it never came to hold: ${String(last)}`);
}
