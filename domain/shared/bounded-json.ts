/**
 * Untrusted JSON. Its depth, length and number of values are measured in one pass over the text before it is parsed:
 * anything that walks JSON runs out of stack at some depth, and a short text can contain very many values.
 */
import type { JsonValue } from "./json.ts";

/** Bounds on JSON. */
export interface JsonBounds {
  /** Nesting of objects and lists. */
  readonly depth: number;
  /** Characters of text. */
  readonly length: number;
  /** Total number of values, including those in lists and objects. */
  readonly values: number;
}

/** Why a text is refused. */
export type JsonFaultReason = "too-deep" | "too-long" | "too-many" | "malformed" | "text" | "number" | "name";

/** A text is malformed JSON, exceeds the bounds, or would change its meaning later. */
export class JsonFault extends Error {
  override readonly name = "JsonFault";
  readonly reason: JsonFaultReason;

  constructor(reason: JsonFaultReason) {
    super(`JSON that is not taken: ${reason}`);
    this.reason = reason;
  }
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const BACKSLASH = 0x5c;

/**
 * Parse JSON within bounds. Throws a JsonFault for malformed JSON, for what exceeds the bounds, and for what could not
 * be stored or passed on unchanged: text that has no UTF-8 or holds a NUL, numbers beyond all range, the name
 * `__proto__`.
 */
export function parseJson(text: string, bounds: JsonBounds): JsonValue {
  const excess = excessOf(text, bounds);
  if (excess) throw new JsonFault(excess);
  let value: JsonValue;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own message would quote the text.
    throw new JsonFault("malformed");
  }
  check(value);
  return value;
}

/** As `parseJson`, of bytes, which have to be UTF-8. */
export function parseJsonBytes(bytes: Uint8Array, bounds: JsonBounds): JsonValue {
  const text = textOfBytes(bytes, bounds.length);
  if (text === undefined) throw new JsonFault(bytes.length > bounds.length * 3 ? "too-long" : "malformed");
  // Some editors start a file with a byte order mark, which is not part of the JSON.
  return parseJson(text.startsWith("\ufeff") ? text.slice(1) : text, bounds);
}

/** UTF-8 decoded exactly; undefined for invalid bytes, or certainly more than the given number of characters. */
export function textOfBytes(bytes: Uint8Array, length: number): string | undefined {
  // No character takes more than three bytes for each of its units.
  if (bytes.length > length * 3) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Which bound a text exceeds, if it is JSON; undefined for one within the bounds. One pass, without recursion. */
export function excessOf(text: string, { depth, length, values }: JsonBounds): JsonFaultReason | undefined {
  if (text.length > length) return "too-long";
  let level = 0;
  let count = 1;
  for (let index = 0; index < text.length; index++) {
    switch (text.charCodeAt(index)) {
      case QUOTE:
        index = endOfString(text, index);
        break;
      case OPEN_LIST:
      case OPEN_OBJECT:
        level += 1;
        count += 1;
        if (level > depth) return "too-deep";
        if (count > values) return "too-many";
        break;
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        level -= 1;
        break;
      case COMMA:
        count += 1;
        if (count > values) return "too-many";
        break;
    }
  }
  return undefined;
}

/** Where the string ends that begins here; the text's end if it never does. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(quote - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return quote;
  }
  return text.length;
}

/** No deeper than the bounds allowed. */
function check(value: JsonValue): void {
  // Unpaired surrogates have no UTF-8, and SQL engines end texts at a NUL or refuse it.
  if (typeof value === "string" && (!value.isWellFormed() || value.includes("\0"))) throw new JsonFault("text");
  if (typeof value === "number" && !Number.isFinite(value)) throw new JsonFault("number");
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) check(item);
    return;
  }
  for (const [name, item] of Object.entries(value)) {
    if (name === "__proto__") throw new JsonFault("name");
    check(name);
    check(item);
  }
}
