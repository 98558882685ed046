import { fileTypeFromBuffer } from "file-type";

/**
 * What a file is, by its content and not by its name: the type that its signature tells, `application/json` or
 * `text/plain` for valid UTF-8 text, else `application/octet-stream`.
 */
export async function mediaTypeOf(bytes: Uint8Array): Promise<string> {
  const detected = await fileTypeFromBuffer(bytes);
  if (detected) return detected.mime;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (text.includes("\0")) return "application/octet-stream";
    return isJson(text) ? "application/json" : "text/plain";
  } catch {
    return "application/octet-stream";
  }
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
