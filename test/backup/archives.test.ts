/** Archives that are damaged, or made by somebody who means harm: one clear sentence each, and nothing put in place. */
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openKeystore } from "../../chain/keystore.ts";
import { diskObjects } from "../../integrations/objects/disk.ts";
import { type Backup, createBackup } from "../../scripts/backup/create.ts";
import { objectsPlace } from "../../scripts/backup/objects.ts";
import { backupReport } from "../../scripts/backup/report.ts";
import { restoreBackup } from "../../scripts/backup/restore.ts";
import { lockFolder } from "../../scripts/start/lock.ts";
import { migrate, openDatabase } from "../../store/database.ts";
import { temporaryFolder } from "../support/folder.ts";
import { startProcess, until } from "../support/process.ts";
import { changed, type Entry, madeToFit, readEntries, writeEntries } from "./support/archives.ts";
import { unfinished } from "./support/commands.ts";

const PASSPHRASE = "a passphrase for tests";
const settings = {
  chainRpcUrl: "http://127.0.0.1:1",
  objects: null,
  keystorePassphrase: PASSPHRASE,
  host: "127.0.0.1",
  port: 0,
};
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let data: string;
let good: string;
let entries: Entry[];
let object: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  data = join(folder.path, "data");
  await openKeystore(join(data, "keystore"), PASSPHRASE, { scryptCost: 1024 });
  await writeFile(join(data, "keystore", "development-passphrase"), "to be left out", { mode: 0o600 });
  const database = openDatabase(join(data, "suyuan.sqlite"));
  await migrate(database);
  database.raw.exec("insert into uploads (account_id, sha256, created_at) values (1, '0xabcd', 0)");
  await database.close();
  const objects = await diskObjects(join(data, "objects"));
  const { sha256 } = await objects.put(Buffer.from("a public file"), { restricted: false });
  object = `objects/public/${sha256.slice(2, 4)}/${sha256.slice(2)}`;
  await objects.put(Buffer.from("a restricted file"), { restricted: true });
  await mkdir(join(data, "objects", "erased", "00"), { recursive: true });
  await writeFile(join(data, "objects", "erased", "00", "0".repeat(64)), "");
  await writeFile(join(data, "notes.txt"), "somebody's");
  good = join(folder.path, "good.tar");
  await backUp(good);
  entries = await readEntries(good);
});
afterAll(() => folder.close());

function backUp(target: string, options: { elsewhere?: string; withPassphrase?: boolean } = {}): Promise<Backup> {
  const own = { ...settings, dataFolder: data };
  return createBackup({
    settings: own,
    target,
    objects: options.elsewhere ? { kind: "elsewhere", name: options.elsewhere } : objectsPlace(own),
    withPassphrase: options.withPassphrase ?? false,
    say: () => undefined,
  });
}

async function restoreFrom(archive: string, name = "into"): Promise<string> {
  const target = join(folder.path, name);
  const dataFolder = join(folder.path, "elsewhere");
  await restoreBackup({ settings: { ...settings, dataFolder }, archive, target, prove: true, say: () => undefined });
  return target;
}

async function tree(path: string): Promise<Record<string, string>> {
  const names = await readdir(path, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = files.sort().map(async (file) => [file.slice(path.length + 1), await readFile(file, "base64")]);
  return Object.fromEntries(await Promise.all(contents));
}

test.each(["plain.tar", "gzip.tar.gz", "gzip.tgz", "zstandard.tar.zst"])(
  "%s gives back what it was made of",
  async (name) => {
    await backUp(join(folder.path, name));
    const target = await restoreFrom(join(folder.path, name), `from-${name}`);
    const [was, is] = [await tree(data), await tree(target)];
    expect(Object.keys(is)).toEqual(
      expect.arrayContaining([object, "keystore/account-keys.jsonl", "keystore/master-key.json", "suyuan.sqlite"]),
    );
    expect(is).not.toHaveProperty("keystore/development-passphrase");
    expect(is).not.toHaveProperty("notes.txt");
    // Until what was erased since is erased again, the API answers nothing.
    expect(is).toHaveProperty("restored");
    for (const [file, content] of Object.entries(is))
      if (!["restored", "suyuan.sqlite"].includes(file)) expect([file, was[file]]).toEqual([file, content]);
    expect(Object.keys(is).filter((file) => file.startsWith("objects/"))).toHaveLength(3);
    for (const file of ["master-key.json", "account-keys.jsonl"])
      expect((await stat(join(target, "keystore", file))).mode & 0o777).toBe(0o600);
    expect((await stat(target)).mode & 0o777).toBe(0o700);
  },
);

const restExcept = (name: string) => entries.filter((entry) => entry.header.name !== name);
const withEntry = (header: Entry["header"], content = "x") => [{ header, content: Buffer.from(content) }, ...entries];
const manifestWith = (change: (manifest: Record<string, unknown>) => void) =>
  changed(entries, "manifest.json", (text) => {
    const manifest = JSON.parse(text.toString());
    change(manifest);
    return JSON.stringify(manifest);
  });
const flip = (content: Buffer) => {
  const other = Buffer.from(content);
  other[0] = (other[0] as number) ^ 1;
  return other;
};

describe("nothing is put in place from an archive with", () => {
  const HOSTILE: [string, () => Entry[], RegExp][] = [
    ["a name that climbs out", () => withEntry({ name: "../escaped" }), /holds "\.\.\/escaped", which no backup holds/],
    ["one that climbs from within", () => withEntry({ name: "objects/../../escaped" }), /which no backup holds/],
    ["an absolute name", () => withEntry({ name: `${folder.path}/escaped` }), /which no backup holds/],
    ["a name of its own", () => withEntry({ name: "config/settings.ts" }), /which no backup holds/],
    ["a name that speaks to terminals", () => withEntry({ name: "\u001b[2Jx" }), /holds "\\u001b\[2Jx"/],
    [
      "a symbolic link",
      () => withEntry({ name: "keystore/master-key.json", type: "symlink", linkname: "/etc/passwd" }),
      /which is a symlink and no file/,
    ],
    [
      "a link",
      () => withEntry({ name: "demo-loaded", type: "link", linkname: "suyuan.sqlite" }),
      /is a link and no file/,
    ],
    ["a folder", () => withEntry({ name: "objects", type: "directory" }), /is a directory and no file/],
    ["an entry twice", () => [entries[0] as Entry, ...entries], /holds "suyuan\.sqlite" twice/],
    [
      "a changed byte in the database",
      () => changed(entries, "suyuan.sqlite", flip),
      /"suyuan\.sqlite" is not what was/,
    ],
    [
      "a changed byte in an object",
      () => changed(entries, object, flip),
      /"objects\/public\/.*" is not what was backed up/,
    ],
    [
      "a changed byte in the sums",
      () => changed(entries, "SHA256SUMS", flip),
      /is not what was backed up|does not belong/,
    ],
    [
      "sums that are one line without an end",
      () => changed(entries, "SHA256SUMS", () => Buffer.alloc(10_000, "0")),
      /SHA256SUMS is no list of digests/,
    ],
    ["a missing object", () => restExcept(object), /"objects\/public\/.*" is missing from the archive/],
    ["a missing database", () => restExcept("suyuan.sqlite"), /"suyuan\.sqlite" is missing/],
    ["a file that is not listed", () => withEntry({ name: "demo-loaded" }), /"demo-loaded" is not where .* has it/],
    ["no sums", () => restExcept("SHA256SUMS"), /its SHA256SUMS is missing/],
    ["no manifest", () => restExcept("manifest.json"), /is not whole: its manifest is missing/],
    [
      "something after its manifest",
      () => [...entries, entries[0] as Entry],
      /goes on with "suyuan\.sqlite" after its end/,
    ],
    ["a manifest that is no JSON", () => changed(entries, "manifest.json", () => "{"), /manifest is no JSON/],
    [
      "a manifest of another format",
      () => manifestWith((its) => Object.assign(its, { version: 2 })),
      /manifest is wrong: version/,
    ],
    [
      "the manifest of another backup",
      () => manifestWith((its) => Object.assign(its.files as object, { sums: "0".repeat(64) })),
      /manifest does not belong to its SHA256SUMS/,
    ],
    ["a manifest without end", () => changed(entries, "manifest.json", () => " ".repeat(2_000_000)), /far too long/],
    [
      "the manifest of a later version",
      () => manifestWith((its) => Object.assign(its, { migration: "9999-later" })),
      /made by another version \(0\.1\.0, 9999-later\)/,
    ],
    ["no database in it, nor in its list", () => madeToFit(restExcept("suyuan.sqlite")), /holds no suyuan\.sqlite/],
    ["no keys in it", () => madeToFit(restExcept("keystore/master-key.json")), /holds no keystore\/master-key\.json/],
    [
      "a chain without its state",
      () => manifestWith((its) => Object.assign(its, { chain: { block: 1 } })),
      /no chain\/state/,
    ],
    [
      "a manifest that hides what the database has",
      () => manifestWith((its) => Object.assign(its, { pending: 5 })),
      /manifest does not describe its database/,
    ],
  ];
  test.each(HOSTILE)("%s", async (_, make, sentence) => {
    const file = join(folder.path, "hostile.tar");
    await writeEntries(file, make());
    const before = await readdir(folder.path);
    const error: Error = await restoreFrom(file).then(
      () => expect.unreachable(),
      (reason) => reason,
    );
    expect(error.message).toMatch(sentence);
    expect(error.message).not.toContain("\n");
    expect(await readdir(folder.path)).toEqual(before);
  });

  test.each([
    ["gzip.tar.gz", 0.5],
    ["zstandard.tar.zst", 0.5],
    ["good.tar", 0.5],
    ["good.tar", 0.001],
    ["gzip.tar.gz", 0],
  ])("%s cut to %f of it", async (name, share) => {
    const bytes = await readFile(join(folder.path, name));
    const file = join(folder.path, `cut-${name}`);
    await writeFile(file, bytes.subarray(0, Math.floor(bytes.length * share)));
    await expect(restoreFrom(file)).rejects.toThrow(/is cut short, damaged, or no archive|its manifest is missing/);
    await rm(file);
    expect(await unfinished(folder.path)).toEqual([]);
    await expect(stat(join(folder.path, "into"))).rejects.toThrow();
  });

  test("nothing of an archive", async () => {
    const file = join(folder.path, "no-archive");
    await writeFile(file, "This is no archive. ".repeat(200));
    await expect(restoreFrom(file)).rejects.toThrow(/is cut short, damaged, or no archive of a backup/);
    await expect(restoreFrom(join(folder.path, "not-there"))).rejects.toThrow(/not-there cannot be read/);
  });
});

describe("a backup", () => {
  test("is not written over another, nor under a name that does not tell its format", async () => {
    await expect(backUp(good)).rejects.toThrow(/good\.tar is there already/);
    await expect(backUp(join(folder.path, "backup.zip"))).rejects.toThrow(/ends with \.tar, \.tar\.gz or \.tar\.zst/);
  });

  test("names what it leaves out, and holds the passphrase only when told to", async () => {
    const target = join(folder.path, "with-passphrase.tar");
    const backup = await backUp(target, { withPassphrase: true });
    expect(backup.leftOut).toEqual(["notes.txt"]);
    expect(backup.manifest.passphrase).toBe(true);
    expect((await readEntries(target)).map(({ header }) => header.name)).toContain("keystore/development-passphrase");
    expect(entries.map(({ header }) => header.name)).not.toContain("keystore/development-passphrase");
    expect(entries.map(({ header }) => header.name).slice(-2)).toEqual(["SHA256SUMS", "manifest.json"]);
  });

  test("names objects that lie elsewhere, and says that it does not hold them", async () => {
    const target = join(folder.path, "elsewhere.tar");
    const backup = await backUp(target, { elsewhere: "s3://bucket/prefix" });
    expect(backup.manifest.objects).toMatchObject({ contained: false, count: 1, place: "s3://bucket/prefix" });
    expect(backupReport(backup, target, settings)).toMatch(/NOT CONTAINED: 1 are named in objects\.txt and lie in s3:/);
    const list = (await readEntries(target)).find(({ header }) => header.name === "objects.txt");
    expect(list?.content.toString()).toBe("abcd\n");
  });

  test("says which objects were damaged before it", async () => {
    const path = join(data, object);
    const bytes = await readFile(path);
    await writeFile(path, flip(bytes));
    const target = join(folder.path, "damaged.tar");
    const backup = await backUp(target);
    await writeFile(path, bytes);
    expect(backup.manifest.objects.damaged).toEqual([object]);
    expect(backupReport(backup, target, settings)).toMatch(/DAMAGED +objects\/public/);
  });

  test("that is killed leaves nothing under its name", async () => {
    const target = join(folder.path, "killed.tar.gz");
    const own = { DATA_DIR: data, CHAIN_RPC_URL: settings.chainRpcUrl, FAILPOINT: "backup:before-rename" };
    expect(await startProcess("scripts/backup.ts", own, ["--to", target]).exited).toBe("SIGKILL");
    await expect(stat(target)).rejects.toThrow();
    const [left] = await unfinished(folder.path);
    expect(left).toMatch(/^\.killed\.tar\.gz\.unfinished-/);
    expect((await stat(join(folder.path, String(left)))).mode & 0o777).toBe(0o700);
    await rm(join(folder.path, String(left)), { recursive: true });
  });

  test("that is stopped leaves nothing at all", async () => {
    // An instance that runs without its chain is waited for.
    const lock = lockFolder(data);
    const run = startProcess("scripts/backup.ts", { DATA_DIR: data }, ["--to", join(folder.path, "stopped.tar")]);
    await until(async () => (await unfinished(folder.path)).length > 0);
    expect(await run.stop("SIGTERM")).toBe(1);
    expect(await unfinished(folder.path)).toEqual([]);
    lock.release();
  });
});

test("objects in a bucket are elsewhere, and named without a secret", () => {
  const bucket = { bucket: "traces", prefix: "suyuan/", region: "us-east-1", endpoint: null, pathStyle: false };
  const place = objectsPlace({ dataFolder: data, objects: bucket });
  expect(place).toEqual({ kind: "elsewhere", name: "s3://traces/suyuan/" });
});
