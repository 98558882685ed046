import { fileTypeFromBuffer } from "file-type";
import { textDecoding } from "../../domain/files/text-encoding.ts";
import { excessOf, type JsonBounds } from "../../domain/shared/bounded-json.ts";

/** How many bytes are searched for a signature. */
const HEAD = 8 * 1024 * 1024;

/** Longer JSON counts as plain text: parsing takes all of it in memory, and more than its text for each value. */
const BOUNDS: JsonBounds = { depth: 256, length: 64 * 1024 * 1024, values: 1_000_000 };

const UNKNOWN = "application/octet-stream";

/**
 * What a file is, by its content and not by its name: the type of its signature, `application/json` or `text/plain` for
 * text in UTF-8, UTF-16 with its mark or GB18030, else `application/octet-stream`.
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
      const beginning = Buffer.concat(head);
      const detected = await fileTypeFromBuffer(beginning);
      if (detected) return detected.mime;
      // Readers take a PDF with white space before its header, which some scanners and web servers leave there.
      return /^[\0\t\n\f\r ]{1,1000}%PDF-\d/.test(beginning.toString("latin1", 0, 1024))
        ? "application/pdf"
        : text.end();
    },
  };
}

/** Whether a stream is text, and JSON. Buffers only what may turn out to be JSON, which is UTF-8. */
function textReader() {
  const decoding = textDecoding();
  let begun = false;
  let size = 0;
  let json: string[] | undefined = [];

  function take(text: string): void {
    size += text.length;
    const start = begun ? "" : text.trimStart();
    if (!begun && start !== "") {
      begun = true;
      if (!/^[[{]/.test(start)) json = undefined;
    }
    if (size > BOUNDS.length) json = undefined;
    json?.push(text);
  }

  return {
    push: (chunk: Uint8Array) => decoding.push(chunk, take),
    end(): string {
      const encoding = decoding.end(false, take);
      if (encoding === undefined) return UNKNOWN;
      return encoding === "utf-8" && begun && json && isJson(json.join("")) ? "application/json" : "text/plain";
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
