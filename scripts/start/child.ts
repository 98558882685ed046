/**
 * Child processes: each in a process group of its own, so that Ctrl-C reaches only us and we stop them in order. Each
 * ends by itself when we are gone, for whatever reason: the channel between us closes.
 */
import { type ChildProcess, fork, type SpawnOptions, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** A child process. */
export interface Child {
  readonly name: string;
  /** The program's own pid. */
  readonly pid: number;
  /** Settles with the exit code, or the signal's name, when the child has ended. */
  readonly exited: Promise<number | string>;
  /** Its last lines on standard error, for a message. */
  lastWords(): string;
  /** SIGTERM, and SIGKILL if it has not ended after `patience` milliseconds. */
  stop(patience?: number): Promise<void>;
}

/** One of our own modules that was started. */
export interface ModuleChild extends Child {
  /** Its first message; undefined if it ends before. */
  readonly firstMessage: Promise<unknown>;
}

/**
 * Start a third-party program, tethered: a small process of ours in a group of its own, with the program in the same
 * group. To kill it, kill the group: `killGroup`.
 */
export function spawnTethered(
  file: string,
  parameters: readonly string[],
  options: Pick<SpawnOptions, "cwd" | "env" | "stdio"> = {},
): ChildProcess {
  const [input = "ignore", output = "pipe", errors = "pipe"] = (options.stdio ?? []) as readonly "pipe"[];
  return spawn(process.execPath, [fileURLToPath(new URL("tether.js", import.meta.url)), file, ...parameters], {
    ...options,
    detached: true,
    stdio: [input, output, errors, "ipc"],
  });
}

/** Send a signal to a child and to all that it started. Does nothing where all of them have ended. */
export function killGroup(child: Pick<ChildProcess, "pid">, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // No process left.
  }
}

/** Start a third-party program. Its output is kept for error messages, but not shown. */
export async function startProgram(name: string, file: string, parameters: readonly string[]): Promise<Child> {
  const child = spawnTethered(file, parameters);
  const started = messageOf(child);
  const adopted = adopt(name, child, false);
  const { pid } = ((await started) ?? {}) as { pid?: number };
  return { ...adopted, pid: pid ?? -1 };
}

/** Start one of our own modules. Its output is shown. */
export function startModule(name: string, module: URL, environment: Readonly<Record<string, string>>): ModuleChild {
  const child = fork(module, {
    detached: true,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    execArgv: [],
  });
  const firstMessage = messageOf(child);
  return { ...adopt(name, child, true), firstMessage };
}

/** The first message; undefined if the child ends before. */
function messageOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => {
    child.once("message", resolve);
    child.once("exit", () => resolve(undefined));
    child.once("error", () => resolve(undefined));
  });
}

function adopt(name: string, child: ChildProcess, isShown: boolean): Child {
  let tail = "";
  const exited = new Promise<number | string>((resolve) => {
    child.once("exit", (code, signal) => {
      // Its own children that it could not end.
      killGroup(child, "SIGKILL");
      resolve(code ?? signal ?? 1);
    });
    child.once("error", () => resolve(1));
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      tail = (tail + text).slice(-2_000);
      if (isShown) process.stderr.write(text);
    });
  }
  return {
    name,
    pid: child.pid ?? -1,
    exited,
    lastWords: () => tail.trim().split("\n").at(-1) ?? "",
    async stop(patience = 10_000) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      const ended = await Promise.race([exited.then(() => true), sleep(patience, false, { ref: false })]);
      if (!ended) killGroup(child, "SIGKILL");
      await exited;
    },
  };
}
