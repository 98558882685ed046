/** Servers in other languages, that others wrote: each a small script on their library, run as a process on loopback. */
import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { spawnTethered } from "../../../scripts/start/child.ts";
import { temporaryFolder } from "../folder.ts";
import { endTethered, hasEnded, until } from "../process.ts";

/** How a server is run. */
export interface OutsideProgram {
  /** What tests call it. */
  readonly name: string;
  /** The variable that leaves it out with 0, and with 1 does not let it be absent. */
  readonly variable: string;
  /** Each program and the parameters before a script; the first that can do `probe` is taken. */
  readonly interpreters: readonly (readonly [program: string, ...parameters: string[]])[];
  /** Parameters by which an interpreter shows that it has all the script needs. */
  readonly probe: readonly string[];
  /** A file that takes the path of its settings (JSON), prints its port, and writes what it takes to `settings.taken`. */
  readonly script: string;
}

/** A running server. */
export interface OutsideServer {
  readonly port: number;
  /** What it took so far, in order: it writes this down before it answers. */
  taken(): Promise<readonly unknown[]>;
  close(): Promise<void>;
}

/** Starts a server with settings of its own. */
export type StartOutside = (settings: Readonly<Record<string, unknown>>) => Promise<OutsideServer>;

/** Starts a server; undefined where it is not installed, which is said once. Throws where it has to be there. */
export function outsideServer(program: OutsideProgram): StartOutside | undefined {
  const { name, variable, interpreters, probe, script } = program;
  let lacking = process.env[variable] === "0" ? `${variable}=0` : "";
  for (const interpreter of lacking ? [] : interpreters) {
    const [command, ...parameters] = interpreter;
    const { status, stderr } = spawnSync(command, [...parameters, ...probe], { encoding: "utf8" });
    if (status === 0) return (settings) => start(name, [...interpreter, script], settings);
    lacking ||= stderr?.trim().split("\n").at(-1) || `there is no ${command}`;
  }
  if (process.env[variable] === "1") throw new Error(`${variable}=1, but ${lacking}`);
  console.warn(`Tests of messages leave ${name} out: ${lacking}.`);
  return undefined;
}

async function start(
  name: string,
  [command = "", ...parameters]: readonly string[],
  settings: Readonly<Record<string, unknown>>,
): Promise<OutsideServer> {
  const folder = await temporaryFolder();
  const taken = join(folder.path, "taken");
  const file = join(folder.path, "settings.json");
  await writeFile(taken, "");
  await writeFile(file, JSON.stringify({ ...settings, taken }));
  const child = spawnTethered(command, [...parameters, file], { cwd: folder.path });
  let printed = "";
  let complaints = "";
  child.stdout?.setEncoding("utf8").on("data", (text) => (printed += text));
  child.stderr?.setEncoding("utf8").on("data", (text) => {
    complaints = (complaints + text).slice(-2_000);
  });
  child.on("error", (error) => {
    complaints += error.message;
  });
  const close = async () => {
    await endTethered(child);
    await folder.close();
  };
  try {
    const port = await until(async () => /^(\d+)\n/.exec(printed)?.[1] ?? (hasEnded(child) && "none"));
    if (port === "none") throw new Error("it ended");
    return { port: Number(port), taken: () => linesOf(taken), close };
  } catch (cause) {
    await close();
    throw new Error(`${name} did not start: ${complaints}`, { cause });
  }
}

async function linesOf(file: string): Promise<readonly unknown[]> {
  const lines = (await readFile(file, "utf8")).split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line) as unknown);
}
