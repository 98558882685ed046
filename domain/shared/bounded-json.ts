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
export type JsonFaultReason =
  | "too-deep"
  | "too-long"
  | "too-many"
  | "malformed"
  | "text"
  | "number"
  | "inexact"
  | "name";

/** A text is malformed JSON, exceeds the bounds, or would change its meaning later. */
export class JsonFault extends Error {
  override readonly name = "JsonFault";
  readonly reason: JsonFaultReason;
  /** Where, as names and indices with dots between; empty for the whole. */
  readonly path: string;

  constructor(reason: JsonFaultReason, path = "") {
    super(`JSON that is not taken: ${reason}`);
    this.reason = reason;
    this.path = path;
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
  return parse(text, bounds, JSON.parse);
}

/**
 * As `parseJson`, of bytes, which have to be UTF-8.
 *
 * @param options.exact Refuse numbers that would not be kept to the last digit.
 */
export function parseJsonBytes(
  bytes: Uint8Array,
  bounds: JsonBounds,
  options: { readonly exact?: boolean } = {},
): JsonValue {
  const text = textOfBytes(bytes, bounds.length);
  if (text === undefined) throw new JsonFault(bytes.length > bounds.length * 3 ? "too-long" : "malformed");
  // Some editors start a file with a byte order mark, which is not part of the JSON.
  const json = text.startsWith("\ufeff") ? text.slice(1) : text;
  return parse(json, bounds, options.exact && LONG_NUMBER.test(json) ? parseExactly : JSON.parse);
}

function parse(text: string, bounds: JsonBounds, read: (text: string) => unknown): JsonValue {
  const excess = excessOf(text, bounds);
  if (excess) throw new JsonFault(excess);
  let value: JsonValue;
  try {
    value = read(text) as JsonValue;
  } catch {
    // The parser's own message would quote the text.
    throw new JsonFault("malformed");
  }
  check(value, "");
  return value;
}

/** All numbers of up to 15 digits are kept exactly; texts may look the same and are looked at for nothing. */
const LONG_NUMBER = /[\d.]{16}|[eE][+-]?\d{3}/;

/** Stands for a number that would not be kept, until it is known where it is. */
class Inexact {}

/** A reviver is told how a number was written. */
type Reviver = (this: unknown, name: string, value: unknown, context?: { readonly source?: string }) => unknown;

function parseExactly(text: string): unknown {
  const revive: Reviver = (_name, value, context) =>
    typeof value === "number" && Number.isFinite(value) && !isKept(value, context?.source ?? "")
      ? new Inexact()
      : value;
  return JSON.parse(text, revive as (this: unknown, name: string, value: unknown) => unknown);
}

/** Whether a number, written out again, is the one that was told. */
function isKept(value: number, source: string): boolean {
  const [told, kept] = [plain(source), plain(String(value))];
  return told.digits === kept.digits && (told.digits === "" || told.power === kept.power);
}

/** A number's digits without zeros around them, and the power of ten of the last one. */
function plain(text: string): { readonly digits: string; readonly power: number } {
  const [, whole = "", fraction = "", exponent = "0"] = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  return { digits: significant, power: Number(exponent) - fraction.length + digits.length - significant.length };
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
function check(value: JsonValue | Inexact, path: string): void {
  // Unpaired surrogates have no UTF-8, and SQL engines end texts at a NUL or refuse it.
  if (typeof value === "string" && (!value.isWellFormed() || value.includes("\0"))) throw new JsonFault("text", path);
  if (typeof value === "number" && !Number.isFinite(value)) throw new JsonFault("number", path);
  if (value instanceof Inexact) throw new JsonFault("inexact", path);
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) check(item, below(path, index));
    return;
  }
  for (const [name, item] of Object.entries(value)) {
    if (name === "__proto__") throw new JsonFault("name", path);
    check(name, path);
    check(item, below(path, name));
  }
}

function below(path: string, name: string | number): string {
  return path === "" ? String(name) : `${path}.${name}`;
}
