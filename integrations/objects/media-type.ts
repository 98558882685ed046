import { fileTypeFromBuffer } from "file-type";
import { excessOf, type JsonBounds } from "../../domain/shared/bounded-json.ts";

/** How many bytes are searched for a signature. */
const HEAD = 8 * 1024 * 1024;

/** Longer JSON counts as plain text: parsing takes all of it in memory, and more than its text for each value. */
const BOUNDS: JsonBounds = { depth: 256, length: 64 * 1024 * 1024, values: 1_000_000 };

const UNKNOWN = "application/octet-stream";

/**
 * What a file is, by its content and not by its name: the type of its signature, `application/json` or `text/plain` for
 * valid UTF-8 text, else `application/octet-stream`.
 */
export async function mediaTypeOf(bytes: Uint8Array): Promise<string> {
  const reader = mediaTypeReader();
  reader.push(bytes);
  return reader.end();
}

/** Detects the type of a streamed file. */
export function mediaTypeReader() {
  const head: Uint8Array[] = [];
  let room = HEAD;
  const text = textReader();
  return {
    push(chunk: Uint8Array): void {
      if (room > 0) head.push(chunk.slice(0, room));
      room -= Math.min(room, chunk.length);
      text.push(chunk);
    },
    async end(): Promise<string> {
      const detected = await fileTypeFromBuffer(Buffer.concat(head));
      return detected ? detected.mime : text.end();
    },
  };
}

/** Whether a stream is text, and JSON. Buffers only what may turn out to be JSON. */
function textReader() {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let valid = true;
  let begun = false;
  let size = 0;
  let json: string[] | undefined = [];

  function take(text: string): void {
    size += text.length;
    if (text.includes("\0")) valid = false;
    const start = begun ? "" : text.trimStart();
    if (!begun && start !== "") {
      begun = true;
      if (!/^[[{]/.test(start)) json = undefined;
    }
    if (!valid || size > BOUNDS.length) json = undefined;
    json?.push(text);
  }

  function decode(chunk: Uint8Array, stream: boolean): void {
    if (!valid) return;
    try {
      take(decoder.decode(chunk, { stream }));
    } catch {
      valid = false;
      json = undefined;
    }
  }

  return {
    push: (chunk: Uint8Array) => decode(chunk, true),
    end(): string {
      decode(new Uint8Array(), false);
      if (!valid) return UNKNOWN;
      return begun && json && isJson(json.join("")) ? "application/json" : "text/plain";
    },
  };
}

function isJson(text: string): boolean {
  if (excessOf(text, BOUNDS)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
