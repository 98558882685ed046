import { DomainError } from "../../domain/errors.ts";
import type { RequestContext } from "./env.ts";
import { RequestFault } from "./failure.ts";

/** The largest JSON body, in bytes. */
export const JSON_LIMIT = 256 * 1024;

/** Deeper JSON than anybody writes would exhaust the stack of whatever walks it. */
const MAXIMUM_DEPTH = 32;

/** A request's body as it comes in, read no further than `limit` bytes. Throws `payload-too-large`. */
export async function* readChunks(context: RequestContext, limit: number): AsyncGenerator<Uint8Array> {
  const tooLarge = new DomainError("payload-too-large", `The body must have at most ${limit} bytes`);
  if (Number(context.req.header("content-length") ?? 0) > limit) throw tooLarge;
  let size = 0;
  // Not `for await`: leaving that loop early would cut the connection before the answer is sent.
  const reader = context.req.raw.body?.getReader();
  try {
    for (let part = await read(reader); part && !part.done; part = await read(reader)) {
      const chunk = part.value as Uint8Array;
      size += chunk.length;
      if (size > limit) throw tooLarge;
      yield chunk;
    }
  } finally {
    reader?.releaseLock();
  }
}

/** The next piece. What fails here is the client's connection, and nothing of ours. */
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
 * A request's JSON. Throws `unsupported-media-type`, `payload-too-large`, or a fault if it is no JSON, or JSON that
 * would mean something else further on: names that JavaScript gives a meaning to, and text that cannot be stored.
 */
export async function readJson(context: RequestContext, limit = JSON_LIMIT): Promise<unknown> {
  const type = context.req.header("content-type")?.split(";", 1)[0]?.trim().toLowerCase();
  if (type !== "application/json" && !type?.endsWith("+json")) {
    throw new DomainError("unsupported-media-type", "The body must be application/json");
  }
  const bytes = await readBytes(context, limit);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new RequestFault("malformed", "The body is not valid JSON");
  }
  checkJson(value, 0);
  return value;
}

function checkJson(value: unknown, depth: number): void {
  // Unpaired surrogates have no UTF-8, and SQL engines end texts at a NUL or refuse it.
  if (typeof value === "string" && (!value.isWellFormed() || value.includes("\0"))) {
    throw new RequestFault("malformed", "The body holds text that is not valid");
  }
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new RequestFault("malformed", "The body holds a number that is out of range");
  }
  if (typeof value !== "object" || value === null) return;
  if (depth >= MAXIMUM_DEPTH)
    throw new RequestFault("malformed", `The body is nested deeper than ${MAXIMUM_DEPTH} levels`);
  for (const [key, item] of Object.entries(value)) {
    if (key === "__proto__") throw new RequestFault("malformed", "The body holds a name that is not allowed");
    checkJson(key, depth + 1);
    checkJson(item, depth + 1);
  }
}
