/** Reading objects back: whatever the storage, no byte is trusted before the digest is checked. */
import { createHash } from "node:crypto";
import type { ByteRange } from "../../domain/files/file-store.ts";
import { ObjectTooLong } from "../../domain/files/objects.ts";
import { DomainError } from "../../domain/shared/errors.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { memory } from "./memory.ts";

/** Objects up to this size are read as a whole before any of it is returned. */
const WHOLE = 4 * 1024 * 1024;

/** A stored object. */
export interface Source {
  readonly sha256: Hex;
  readonly size: number;
  /** Changes whenever the bytes may have changed: then the object is checked again. */
  readonly version: string;
  readonly read: (part?: ByteRange) => Promise<AsyncIterable<Uint8Array>>;
}

/** Opens objects, checking each digest; remembers which versions were checked. */
export function verifiedReader(): (source: Source, part?: ByteRange) => Promise<ReadableStream<Uint8Array>> {
  const checked = memory<Promise<void>>();

  /** Checks a version once, however many ranges of it are requested at the same time. */
  async function check({ sha256, version, read }: Source): Promise<void> {
    const name = `${sha256} ${version}`;
    let check = checked.get(name);
    if (!check) {
      check = read().then((content) => exhaust(verified(content, sha256)));
      checked.set(name, check);
    }
    try {
      await check;
    } catch (error) {
      checked.delete(name);
      throw error;
    }
  }

  return async (source, part) => {
    const { sha256, size, read } = source;
    if (size <= WHOLE) {
      const bytes = await collect(verified(await read(), sha256));
      return streamOf(async () => [part ? bytes.subarray(part.first, part.last + 1) : bytes]);
    }
    if (!part) return streamOf(async () => verified(await read(), sha256));
    await check(source);
    return streamOf(async () => read(part));
  };
}

/** All bytes of an object, after checking their digest. Throws an ObjectTooLong if there are more than `limit`. */
export async function readVerified({ sha256, size, read }: Source, limit = Infinity): Promise<Uint8Array> {
  if (size > limit) throw new ObjectTooLong(`the object ${sha256} has ${size} bytes`);
  return collect(verified(await read(), sha256));
}

/** Passes bytes on, the last ones only if the digest of all matches. */
async function* verified(content: AsyncIterable<Uint8Array>, sha256: Hex): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  let held: Uint8Array | undefined;
  for await (const chunk of content) {
    if (held) yield held;
    hash.update(chunk);
    held = chunk;
  }
  if (`0x${hash.digest("hex")}` !== sha256) {
    throw new DomainError("internal", `The stored object ${sha256} no longer has its digest`);
  }
  if (held) yield held;
}

/** Opens the source only when the first byte is asked for: a stream that nobody reads holds nothing open. */
function streamOf(open: () => Promise<AsyncIterable<Uint8Array> | Iterable<Uint8Array>>): ReadableStream<Uint8Array> {
  let chunks: AsyncIterator<Uint8Array> | Iterator<Uint8Array> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (!chunks) {
          const content = await open();
          chunks = Symbol.asyncIterator in content ? content[Symbol.asyncIterator]() : content[Symbol.iterator]();
        }
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await chunks?.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

async function exhaust(content: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of content);
}

async function collect(content: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}
