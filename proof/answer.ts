/** Answers from anywhere, read no further than a limit. */

import { type JsonBounds, parseJsonBytes } from "../domain/shared/bounded-json.ts";
import type { JsonValue } from "../domain/shared/json.ts";

/** What is taken of a proof's JSON. Documents are text in it, so it is flat; a journey may be long. */
export const PROOF_BOUNDS: JsonBounds = { depth: 16, length: 268_435_456, values: 10_000_000 };

/** An answer was longer than its limit. */
export class AnswerTooLong extends Error {
  override readonly name = "AnswerTooLong";
}

/** An answer's bytes. Throws an AnswerTooLong, and reads no further, where there are more than `limit`. */
export async function boundedBytes(response: Response, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.length;
    if (size > limit) {
      void reader?.cancel().catch(() => undefined);
      throw new AnswerTooLong(`an answer had more than ${limit} bytes`);
    }
    chunks.push(part.value);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

/** An answer's JSON. Throws an AnswerTooLong or a JsonFault. */
export async function boundedJson(response: Response, bounds: JsonBounds): Promise<JsonValue> {
  return parseJsonBytes(await boundedBytes(response, bounds.length), bounds);
}
