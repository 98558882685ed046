/** Archives as they should not be: a good one's entries, changed, and packed again. */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { extract, type Header, pack } from "tar-stream";

/** An entry of an archive. */
export interface Entry {
  readonly header: Partial<Header> & Pick<Header, "name">;
  readonly content: Buffer;
}

/** All entries of an uncompressed archive. */
export async function readEntries(file: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  const tar = extract();
  tar.end(await readFile(file));
  for await (const entry of tar) {
    entries.push({ header: entry.header, content: await buffer(entry as unknown as NodeJS.ReadableStream) });
  }
  return entries;
}

/** Write entries to an archive. */
export async function writeEntries(file: string, entries: readonly Entry[]): Promise<void> {
  const tar = pack();
  for (const { header, content } of entries) {
    const { name, type, linkname } = header;
    if (type === "file" || type === undefined) tar.entry({ name }, content);
    else tar.entry({ name, type, ...(linkname && { linkname }) });
  }
  tar.finalize();
  await writeFile(file, await buffer(tar as unknown as NodeJS.ReadableStream));
}

/** The entry of this name with other content. */
export const changed = (entries: readonly Entry[], name: string, change: (text: Buffer) => Buffer | string): Entry[] =>
  entries.map((entry) =>
    entry.header.name === name ? { ...entry, content: Buffer.from(change(entry.content)) } : entry,
  );

/** Entries with sums and a manifest made to fit: what somebody would do who knows the format. */
export function madeToFit(entries: readonly Entry[]): Entry[] {
  const files = entries.filter(({ header }) => !["SHA256SUMS", "manifest.json"].includes(header.name));
  const digest = (content: Buffer) => createHash("sha256").update(content).digest("hex");
  const sums = Buffer.from(files.map(({ header, content }) => `${digest(content)}  ${header.name}\n`).join(""));
  const all = changed([...files, ...entries.filter((entry) => !files.includes(entry))], "SHA256SUMS", () => sums);
  return changed(all, "manifest.json", (text) => {
    const manifest = JSON.parse(text.toString());
    manifest.files = { ...manifest.files, count: files.length, sums: digest(sums) };
    return JSON.stringify(manifest);
  });
}
