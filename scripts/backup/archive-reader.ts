/** Extracts a backup's archive into a folder of its own, trusting nothing in it before it is checked. */
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { type ExtractEvents, extract } from "tar-stream";
import { parseJson } from "../../domain/shared/bounded-json.ts";
import { CommandError } from "../deploy/command-error.ts";
import { isKnownName, MANIFEST, SUMS, sumLine } from "./layout.ts";
import { type Manifest, manifestSchema } from "./manifest.ts";

type Entry = ExtractEvents["entry"][1];

/** Bounds a digest and a name: longer lines could exhaust the memory. */
const LINE_LIMIT = 4_096;
/** Bounds the manifest. */
const MANIFEST_LIMIT = 1_000_000;

/**
 * Extract an archive into the empty folder `data`, and check that it is complete and unchanged. Throws a CommandError
 * that says what is wrong with it.
 *
 * @param scratch A folder for temporary files.
 */
export async function extractArchive(
  file: string,
  data: string,
  scratch: string,
  onProgress: (files: number) => void,
): Promise<Manifest> {
  const given = join(scratch, "sums-given");
  const found = join(scratch, "sums-found");
  const sums = await open(found, "wx");
  let text: string | undefined;
  let count = 0;
  try {
    for await (const entry of entries(file)) {
      const { name, type } = entry.header;
      if (text !== undefined) throw new CommandError(`The archive goes on with ${shown(name)} after its end`);
      if (type !== "file") throw new CommandError(`The archive holds ${shown(name)}, which is a ${type} and no file`);
      if (name === MANIFEST) text = await readText(entry);
      else if (name === SUMS) await save(entry, given);
      else if (isKnownName(name)) {
        const path = join(data, name);
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        await sums.appendFile(sumLine(await save(entry, path), name));
        count += 1;
        if (count % 1_000 === 0) onProgress(count);
      } else throw new CommandError(`The archive holds ${shown(name)}, which no backup holds`);
    }
  } catch (error) {
    if (error instanceof CommandError || isOfDisk(error)) throw error;
    throw new CommandError(`${file} is cut short, damaged, or no archive of a backup: ${(error as Error).message}`);
  } finally {
    await sums.close();
  }
  if (text === undefined) throw new CommandError("The archive is not whole: its manifest is missing");
  const manifest = parseManifest(text);
  await compareSums(given, found, data);
  if ((await digestOf(given)) !== manifest.files.sums || count !== manifest.files.count) {
    throw new CommandError(`The archive's manifest does not belong to its ${SUMS}`);
  }
  return manifest;
}

/** All entries, one after the other. */
async function* entries(file: string): AsyncGenerator<Entry> {
  const tar = extract();
  const decompress = await decompressionOf(file);
  const fed = pipeline([createReadStream(file), ...decompress, tar as unknown as NodeJS.WritableStream]);
  fed.catch(() => undefined);
  yield* tar;
  await fed;
}

/** Detected by its first bytes, not by its name. */
async function decompressionOf(file: string): Promise<(Readable & NodeJS.ReadWriteStream)[]> {
  const handle = await open(file).catch(() => {
    throw new CommandError(`${file} cannot be read`);
  });
  const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0).finally(() => handle.close());
  if (buffer.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]))) return [createGunzip()];
  if (buffer.equals(Buffer.from([0x28, 0xb5, 0x2f, 0xfd]))) return [createZstdDecompress()];
  return [];
}

/** Write an entry to a new file, and to the disk. Gives its digest. */
async function save(entry: Entry, path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(
    entry as unknown as Readable,
    async function* (source: AsyncIterable<Buffer>) {
      for await (const chunk of source) {
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(path, { flags: "wx", mode: 0o600, flush: true }),
  ).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EEXIST") throw new CommandError(`The archive holds ${shown(entry.header.name)} twice`);
    throw error;
  });
  return hash.digest("hex");
}

async function readText(entry: Entry): Promise<string> {
  if ((entry.header.size ?? 0) > MANIFEST_LIMIT) throw new CommandError("The archive's manifest is far too long");
  const chunks: Buffer[] = [];
  for await (const chunk of entry) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function parseManifest(text: string): Manifest {
  let value: unknown;
  try {
    value = parseJson(text, { depth: 8, length: MANIFEST_LIMIT, values: 10_000 });
  } catch {
    throw new CommandError("The archive's manifest is no JSON");
  }
  const parsed = manifestSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CommandError(`The archive's manifest is wrong: ${issue?.path.join(".")}: ${issue?.message}`);
}

/** Both lists are in the order of the entries, so the first difference shows what is wrong. */
async function compareSums(given: string, found: string, data: string): Promise<void> {
  await stat(given).catch(() => {
    throw new CommandError(`The archive is not whole: its ${SUMS} is missing`);
  });
  const expected = linesOf(given);
  const actual = linesOf(found);
  for (;;) {
    const [wanted, got] = [(await expected.next()).value, (await actual.next()).value];
    if (wanted === undefined && got === undefined) return;
    if (wanted === got) continue;
    const [name, gotName] = [nameIn(wanted), nameIn(got)];
    if (name && name === gotName)
      throw new CommandError(`${shown(name)} is not what was backed up: its digest differs`);
    const missing = name !== undefined && isKnownName(name) && !(await stat(join(data, name)).catch(() => undefined));
    if (missing) throw new CommandError(`${shown(name)} is missing from the archive`);
    throw new CommandError(`${shown(gotName ?? name ?? "a file")} is not where the archive's ${SUMS} has it`);
  }
}

async function* linesOf(file: string): AsyncGenerator<string, undefined> {
  let rest = "";
  for await (const chunk of createReadStream(file, "utf8")) {
    const lines = `${rest}${chunk}`.split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > LINE_LIMIT) throw new CommandError(`The archive's ${SUMS} is no list of digests`);
    yield* lines;
  }
  if (rest !== "") yield rest;
  return undefined;
}

function nameIn(line: string | undefined): string | undefined {
  return line?.slice(66);
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest("hex");
}

/** Names in an archive are untrusted: control characters must not reach the terminal. */
function shown(name: string): string {
  return JSON.stringify(name.slice(0, 200));
}

/** Whether an error comes from our own disk (a full one, say) and not from the archive. */
function isOfDisk(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  return ["ENOSPC", "EACCES", "EIO", "EROFS", "EMFILE", "EDQUOT", "EPERM"].includes(code);
}
