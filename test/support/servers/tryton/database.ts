/** Tryton's databases for tests: SQLite files, made and filled once on a machine, and copied for each run. */
import { execFile, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { copyFile, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Who the driver signs in as. */
export const TRYTON_USER = { user: "suyuan", password: "9Kq-vTm4xW7z" } as const;

/** Two kinds of Tryton: with no more than it takes, and with lots and productions that Tryton asks for itself. */
export const TRYTON_KINDS = ["plain", "lots"] as const;
/** See `TRYTON_KINDS`. */
export type TrytonKind = (typeof TRYTON_KINDS)[number];
const PLAIN = ["sale", "production"];
const MORE = ["sale_supply_production", "stock_lot"];

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
    const { status, stdout, stderr } = spawnSync(python, ["-W", "ignore", script("versions.py"), ...PLAIN, ...MORE], {
      encoding: "utf8",
    });
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
  const parts = [userInfo().uid, versions, TRYTON_USER.password, readFileSync(script("seed.py"))];
  const key = createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 16);
  const folder = join(tmpdir(), `suyuan-tryton-${key}`);
  if (!existsSync(folder)) await fill(python, folder);
  const facts = JSON.parse(await readFile(join(folder, `${kind}.json`), "utf8"));
  return { file: join(folder, `${kind}.sqlite`), facts };
}

/** Make the databases, and move them to their folder when they are whole. Another run may do so at the same time. */
async function fill(python: string, target: string): Promise<void> {
  const folder = await mkdtemp(`${target}-`);
  const settings = join(folder, "trytond.conf");
  const passwordFile = join(folder, "password");
  const file = (kind: TrytonKind) => join(folder, `${kind}.sqlite`);
  const activate = (kind: TrytonKind, modules: readonly string[]) =>
    run(
      "trytond-admin",
      ["-c", settings, "-d", kind, "--email", "root@example.com", "--activate-dependencies", "-u", ...modules],
      {
        env: { ...process.env, TRYTONPASSFILE: passwordFile },
      },
    );
  const seed = async (kind: TrytonKind) => {
    const { user, password } = TRYTON_USER;
    const { stdout } = await run(python, ["-W", "ignore", script("seed.py"), settings, kind, user, password]);
    await writeFile(join(folder, `${kind}.json`), stdout);
  };
  try {
    await writeFile(settings, trytonSettings(folder));
    await writeFile(passwordFile, TRYTON_USER.password);
    await writeFile(file("plain"), "");
    await activate("plain", PLAIN);
    await copyFile(file("plain"), file("lots"));
    await Promise.all([seed("plain"), activate("lots", MORE).then(() => seed("lots"))]);
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
