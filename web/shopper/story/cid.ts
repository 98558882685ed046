import { concatBytes } from "@noble/hashes/utils.js";
import { fromHex } from "../../../proof/hex.ts";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
/** CIDv1, raw codec, SHA-256, 32 bytes. */
const PREFIX = Uint8Array.of(0x01, 0x55, 0x12, 0x20);

/** The CID of a SHA-256 digest: computed here, so that the one in a proof need not be trusted. */
export function cidOf(digest: string): string {
  let text = "b";
  let buffer = 0;
  let bits = 0;
  for (const byte of concatBytes(PREFIX, fromHex(digest))) {
    buffer = ((buffer << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += ALPHABET[(buffer >> (bits - 5)) & 31];
  }
  return bits > 0 ? text + ALPHABET[(buffer << (5 - bits)) & 31] : text;
}
