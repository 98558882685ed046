/** OpenStack Swift with its S3 interface: one node on loopback, on a plain folder, as whoever runs the tests. */
import { type ChildProcess, execFile, spawnSync } from "node:child_process";
import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { spawnTethered } from "../../../scripts/start/child.ts";
import { endTethered, until } from "../process.ts";
import { SWIFT_SERVERS, type SwiftServer, settingsOf } from "./swift-settings.ts";

const run = promisify(execFile);

/** What has to be on the PATH. */
const PROGRAMS = [...SWIFT_SERVERS.map((name) => `swift-${name}-server`), "swift-ring-builder", "python3"];
/** Where Swift's programs look for their hash settings, wherever all others are. The package brings it. */
const SYSTEM_SETTINGS = "/etc/swift/swift.conf";
/** Files' own attributes: Swift keeps all that it knows of an object there. */
const TRY_ATTRIBUTES = `import os, sys; os.setxattr(sys.argv[1], "user.swift", b"x" * 1024)`;

/** A Swift under test. */
export interface SwiftNode {
  /** Where it speaks S3. */
  readonly url: string;
  readonly accessKey: string;
  readonly secret: string;
  close(): Promise<void>;
}

/** Why Swift cannot run here; undefined if it can. */
export function swiftLacks(): string | undefined {
  if (process.env.SWIFT === "0") return "SWIFT=0";
  const missing = PROGRAMS.find((program) => !onPath(program));
  if (missing) return `${missing} is not on the PATH`;
  if (!readable(SYSTEM_SETTINGS)) return `${SYSTEM_SETTINGS} cannot be read`;
  return parentWithAttributes() ? undefined : "no temporary folder keeps attributes of files";
}

/** A folder for temporary ones on a file system that keeps attributes of files; undefined if there is none. */
function parentWithAttributes(): string | undefined {
  return [tmpdir(), "/var/tmp"].find((parent) => {
    try {
      const folder = mkdtempSync(join(parent, "suyuan-swift-"));
      const { status } = spawnSync("python3", ["-c", TRY_ATTRIBUTES, folder], { stdio: "ignore" });
      rmSync(folder, { recursive: true });
      return status === 0;
    } catch {
      return false;
    }
  });
}

/** Starts account, container, object and proxy server, and waits until they answer. */
export async function startSwift(): Promise<SwiftNode> {
  const parent = parentWithAttributes();
  if (!parent) throw new Error(swiftLacks());
  const folder = await mkdtemp(join(parent, "suyuan-swift-"));
  const started: ChildProcess[] = [];
  let output = "";
  const keep = (text: unknown) => {
    output = (output + String(text)).slice(-2_000);
  };
  const close = async () => {
    await Promise.all(started.map(endTethered));
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await mkdir(join(folder, "devices", "d1"), { recursive: true });
    const ports = await freePorts();
    await Promise.all(
      SWIFT_SERVERS.map(async (name) => {
        if (name !== "proxy") await buildRing(folder, name, ports[name]);
        await writeFile(join(folder, `${name}.conf`), settingsOf(name, folder, ports[name]));
      }),
    );
    for (const name of SWIFT_SERVERS) {
      const child = spawnTethered(`swift-${name}-server`, [join(folder, `${name}.conf`), "-v"], { cwd: folder });
      for (const stream of [child.stdout, child.stderr]) stream?.on("data", keep);
      child.on("error", keep);
      started.push(child);
    }
    await Promise.all(SWIFT_SERVERS.map((name) => answers(ports[name])));
    return { url: `http://127.0.0.1:${ports.proxy}`, accessKey: "test:tester", secret: "testing", close };
  } catch (cause) {
    await close();
    throw new Error(`Swift did not start: ${output}`, { cause });
  }
}

/** A ring of one device and one replica. */
async function buildRing(folder: string, name: SwiftServer, port: number): Promise<void> {
  const builder = join(folder, `${name}.builder`);
  await run("swift-ring-builder", [builder, "create", "1", "1", "0"]);
  await run("swift-ring-builder", [builder, "add", `r1z1-127.0.0.1:${port}/d1`, "1"]);
  await run("swift-ring-builder", [builder, "rebalance"]);
}

async function freePorts(): Promise<Record<SwiftServer, number>> {
  const listeners = SWIFT_SERVERS.map(() => createServer());
  await Promise.all(
    listeners.map((each) => new Promise<void>((resolve) => each.listen(0, "127.0.0.1", () => resolve()))),
  );
  const ports = listeners.map((each) => (each.address() as { port: number }).port);
  await Promise.all(listeners.map((each) => new Promise((resolve) => each.close(resolve))));
  return Object.fromEntries(SWIFT_SERVERS.map((name, index) => [name, ports[index]])) as Record<SwiftServer, number>;
}

async function answers(port: number): Promise<void> {
  await until(async () => (await fetch(`http://127.0.0.1:${port}/healthcheck`)).ok);
}

function onPath(program: string): boolean {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => readable(join(folder, program), constants.X_OK));
}

function readable(path: string, how = constants.R_OK): boolean {
  try {
    accessSync(path, how);
    return true;
  } catch {
    return false;
  }
}
