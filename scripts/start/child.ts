/** Child processes: each in a process group of its own, so that Ctrl-C reaches only us and we stop them in order. */
import { type ChildProcess, fork, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

/** A child that was started here. */
export interface Child {
  readonly name: string;
  readonly pid: number;
  /** Settles with the exit code, or the signal's name, when the child has ended. */
  readonly exited: Promise<number | string>;
  /** Its last lines on standard error, for a message. */
  lastWords(): string;
  /** SIGTERM, and SIGKILL if it has not ended after `patience` milliseconds. */
  stop(patience?: number): Promise<void>;
}

/** Start a program. Its output goes to ours with its name before each line, unless `quiet`. */
export function startProgram(
  name: string,
  file: string,
  parameters: readonly string[],
  options: { quiet?: boolean } = {},
): Child {
  return adopt(
    name,
    spawn(file, parameters, { detached: true, stdio: ["ignore", "pipe", "pipe"] }),
    options.quiet ?? false,
  );
}

/** One of our own modules that was started. */
export interface ModuleChild extends Child {
  /** The first thing that it tells us; undefined if it ends before. */
  readonly firstMessage: Promise<unknown>;
}

/** Start one of our own modules. It ends itself when we disappear, since the channel to us closes. */
export function startModule(name: string, module: URL, environment: Readonly<Record<string, string>>): ModuleChild {
  const child = fork(module, {
    detached: true,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    execArgv: [],
  });
  const firstMessage = new Promise<unknown>((resolve) => {
    child.once("message", resolve);
    child.once("exit", () => resolve(undefined));
  });
  return { ...adopt(name, child, false), firstMessage };
}

function adopt(name: string, child: ChildProcess, quiet: boolean): Child {
  let tail = "";
  const exited = new Promise<number | string>((resolve) => {
    child.once("exit", (code, signal) => resolve(code ?? signal ?? 1));
    child.once("error", () => resolve(1));
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      tail = (tail + text).slice(-2_000);
      if (!quiet) process.stderr.write(text);
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
      if (!ended) child.kill("SIGKILL");
      await exited;
    },
  };
}
