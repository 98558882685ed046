import { createHash } from "node:crypto";
import type { Sms } from "../../domain/messages/messenger.ts";

/** A part of a text message as it goes over the air. */
export interface SmsPart {
  /** UCS-2, after a header that says which part it is if there are several. */
  readonly bytes: Buffer;
  readonly hasHeader: boolean;
}

/** UTF-16 units in 140 bytes, and in the rest after a header of six. */
const ALONE = 70;
const BESIDE_HEADER = 67;

/** Parts that a header can count. */
const MAXIMUM_PARTS = 255;

/**
 * The parts of a text, each of at most 140 bytes; undefined if there would be too many. Always UCS-2, which every phone
 * reads: what is sent here is Chinese. The parts of one message share a reference derived from its text, so that resent
 * parts complete each other.
 */
export function smsParts({ to, text }: Sms): readonly SmsPart[] | undefined {
  if (text.length <= ALONE) return [{ bytes: ucs2(text), hasHeader: false }];
  const pieces = split(text);
  if (pieces.length > MAXIMUM_PARTS) return undefined;
  const number = createHash("sha256").update(`${to}\n${text}`).digest()[0] ?? 0;
  return pieces.map((piece, index) => ({
    bytes: Buffer.concat([Buffer.from([5, 0, 3, number, pieces.length, index + 1]), ucs2(piece)]),
    hasHeader: true,
  }));
}

/** Surrogate pairs are never split. */
function split(text: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  while (start < text.length) {
    let end = Math.min(start + BESIDE_HEADER, text.length);
    if (end < text.length && /[\ud800-\udbff]/.test(text.charAt(end - 1))) end--;
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}

function ucs2(text: string): Buffer {
  return Buffer.from(text, "utf16le").swap16();
}
