/** Tryton's databases for tests: SQLite files, made and filled once on a machine, and copied for each run. */
import { execFile, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Who the driver signs in as. */
export const TRYTON_USER = { user: "suyuan", password: "9Kq-vTm4xW7z" } as const;

/** Two kinds of Tryton: with lots and productions that Tryton asks for itself, and with the bare modules. */
const MODULES = {
  lots: ["sale", "production", "sale_supply_production", "stock_lot"],
  plain: ["sale", "production"],
} as const;
export type TrytonKind = keyof typeof MODULES;
export const TRYTON_KINDS = Object.keys(MODULES) as TrytonKind[];

/** What lies in a filled database: see seed.py. */
export interface TrytonFacts {
  readonly customerId: string;
  readonly orders: readonly {
    readonly id: string;
    readonly number: string;
    readonly status: string;
    readonly materials: readonly {
      readonly id: string;
      readonly code: string;
      readonly status: string;
      readonly batchCodes: readonly string[];
    }[];
  }[];
  readonly other: { readonly customerId: string; readonly orderId: string; readonly materialId: string };
}

const script = (name: string) => join(import.meta.dirname, name);
/** Debian's Tryton is Debian's Python's, which another one may hide. */
const PYTHONS = ["python3", "/usr/bin/python3"];

/** The Python that has Tryton, and which; or what it lacks. */
function findPython(): { readonly python: string; readonly versions: string } | { readonly lacks: string } {
  let lacks = "there is no python3";
  for (const python of PYTHONS) {
    const { status, stdout, stderr } = spawnSync(
      python,
      ["-W", "ignore", script("versions.py"), ...new Set(Object.values(MODULES).flat())],
      { encoding: "utf8" },
    );
    if (status === 0) return { python, versions: stdout };
    if (stderr) lacks = stderr.trim().split("\n").at(-1) ?? lacks;
  }
  return { lacks };
}

let found: ReturnType<typeof findPython> | undefined;

/** Why there can be no Tryton here; undefined if there can. */
export function trytonLacks(): string | undefined {
  if (process.env.TRYTON === "0") return "TRYTON=0";
  found ??= findPython();
  if ("lacks" in found) return found.lacks;
  const missing = ["trytond", "trytond-admin"].find((program) => spawnSync(program, ["--version"]).status !== 0);
  return missing && `${missing} is not on the PATH`;
}

/** A filled database: its file, and what lies in it. */
export async function trytonDatabase(
  kind: TrytonKind,
): Promise<{ readonly file: string; readonly facts: TrytonFacts }> {
  const lacks = trytonLacks();
  if (lacks !== undefined || !found || "lacks" in found) throw new Error(`There is no Tryton: ${lacks}`);
  const { python, versions } = found;
  const parts = [userInfo().uid, versions, MODULES[kind].join(), TRYTON_USER.password, readFileSync(script("seed.py"))];
  const key = createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 16);
  const folder = join(tmpdir(), `suyuan-tryton-${kind}-${key}`);
  if (!existsSync(folder)) await fill(python, kind, folder);
  const facts = JSON.parse(await readFile(join(folder, "facts.json"), "utf8"));
  return { file: join(folder, "tryton.sqlite"), facts };
}

/** Make a database, and move it to its folder when it is whole. Another run may do so at the same time. */
async function fill(python: string, kind: TrytonKind, target: string): Promise<void> {
  const folder = await mkdtemp(`${target}-`);
  try {
    const settings = join(folder, "trytond.conf");
    await mkdir(folder, { recursive: true });
    await writeFile(settings, trytonSettings(folder));
    await writeFile(join(folder, "password"), TRYTON_USER.password);
    await writeFile(join(folder, "tryton.sqlite"), "");
    const admin = ["-c", settings, "-d", "tryton", "--email", "root@example.com", "--all"];
    await run("trytond-admin", [...admin, "--activate-dependencies", "-u", ...MODULES[kind]], {
      env: { ...process.env, TRYTONPASSFILE: join(folder, "password") },
    });
    const { stdout } = await run(python, [
      ...["-W", "ignore", script("seed.py"), settings, "tryton", TRYTON_USER.user, TRYTON_USER.password],
    ]);
    await writeFile(join(folder, "facts.json"), stdout.trim().split("\n").at(-1) ?? "");
    await rename(folder, target);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
}

/** A settings file of Tryton's for the databases in a folder; it listens only where a port is given. */
export function trytonSettings(folder: string, port?: number): string {
  const web = port === undefined ? "" : `[web]\nlisten = 127.0.0.1:${port}\n`;
  return `[database]\nuri = sqlite://\npath = ${folder}\n${web}`;
}
