import { type JsonBounds, JsonFault, type JsonFaultReason, parseJsonBytes } from "../../domain/shared/bounded-json.ts";
import { DomainError } from "../../domain/shared/errors.ts";
import type { RequestContext } from "./env.ts";
import { RequestFault } from "./failure.ts";

/** Why a body is refused that has a number which could not be kept. */
export const NUMBER_NOT_KEPT = "number-not-kept";

/** The largest JSON body, in bytes. */
export const JSON_LIMIT = 256 * 1024;

/** Bounds on a body: tighter than those on a document, which has to contain it. */
const MAXIMUM_DEPTH = 32;
const MAXIMUM_VALUES = 20_000;

const FAULTS: Readonly<Record<JsonFaultReason, string>> = {
  "too-long": "The body is too long",
  "too-deep": `The body is nested deeper than ${MAXIMUM_DEPTH} levels`,
  "too-many": `The body holds more than ${MAXIMUM_VALUES} values`,
  malformed: "The body is not valid JSON",
  text: "The body holds text that is not valid",
  number: "The number is out of range",
  inexact: "The number has more digits than a number can keep (about 15): send it as a text",
  name: "The body holds a name that is not allowed",
};

/**
 * The most bytes that a request's body can have: its declared length, or else the limit. Throws `payload-too-large`.
 */
export function announcedSize(context: RequestContext, limit: number): number {
  const said = Number(context.req.header("content-length") ?? limit);
  if (said > limit) throw tooLarge(limit);
  return said;
}

function tooLarge(limit: number): DomainError {
  return new DomainError("payload-too-large", `The body must have at most ${limit} bytes`);
}

/** A request's body as it comes in, read no further than `limit` bytes. Throws `payload-too-large`. */
export async function* readChunks(context: RequestContext, limit: number): AsyncGenerator<Uint8Array> {
  announcedSize(context, limit);
  let size = 0;
  // Not `for await`: leaving that loop early would cut the connection before the answer is sent.
  const reader = context.req.raw.body?.getReader();
  try {
    for (let part = await read(reader); part && !part.done; part = await read(reader)) {
      const chunk = part.value as Uint8Array;
      size += chunk.length;
      if (size > limit) throw tooLarge(limit);
      yield chunk;
    }
  } finally {
    reader?.releaseLock();
  }
}

/** The next chunk. What fails here is the client's connection, not ours. */
async function read(reader: ReadableStreamDefaultReader<Uint8Array> | undefined) {
  try {
    return await reader?.read();
  } catch (cause) {
    throw new RequestFault("malformed", "The request was broken off", {}, { cause });
  }
}

/** A request's body, read no further than `limit` bytes. Throws `payload-too-large`. */
export async function readBytes(context: RequestContext, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of readChunks(context, limit)) {
    chunks.push(chunk);
    size += chunk.length;
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

/**
 * A request's JSON. Throws `unsupported-media-type`, `payload-too-large`, or a fault for malformed JSON and for JSON
 * that would change its meaning later: names that are special in JavaScript, and text that cannot be stored.
 */
export async function readJson(context: RequestContext, limit = JSON_LIMIT): Promise<unknown> {
  const type = context.req.header("content-type")?.split(";", 1)[0]?.trim().toLowerCase();
  if (type !== "application/json" && !type?.endsWith("+json")) {
    throw new DomainError("unsupported-media-type", "The body must be application/json");
  }
  const bytes = await readBytes(context, limit);
  const bounds: JsonBounds = { depth: MAXIMUM_DEPTH, length: limit, values: MAXIMUM_VALUES };
  try {
    const json = parseJsonBytes(bytes, bounds, { exact: true });
    context.set("json", json);
    return json;
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    const isNumber = error.reason === "number" || error.reason === "inexact";
    if (!isNumber) throw new RequestFault("malformed", FAULTS[error.reason]);
    const detail = { field: error.path || "body", message: FAULTS[error.reason] };
    throw new DomainError("validation", "Validation failed", [detail], { reason: NUMBER_NOT_KEPT });
  }
}

/** A request's JSON, or an empty object where there is no body. Throws as `readJson` does. */
export async function readOptionalJson(context: RequestContext): Promise<unknown> {
  const isEmpty =
    context.req.header("content-type") === undefined && (await readBytes(context, JSON_LIMIT)).length === 0;
  return isEmpty ? {} : readJson(context);
}
