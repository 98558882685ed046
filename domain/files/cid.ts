import type { Hex } from "../shared/hex.ts";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
/** CIDv1, codec raw (0x55), multihash SHA2-256 (0x12) of 32 bytes (0x20). */
const PREFIX = "01551220";

/** The CID of a block by its SHA-256: CIDv1 of the raw codec in base 32 (https://github.com/multiformats/cid). */
export function cidOf(sha256: Hex): string {
  let bits = BigInt(`0x${PREFIX}${sha256.slice(2)}`);
  // 36 bytes are 288 bits: 58 digits of five bits, the last one padded with zeros.
  bits <<= 2n;
  let text = "";
  for (let digit = 0; digit < 58; digit++) {
    text = ALPHABET[Number(bits & 31n)] + text;
    bits >>= 5n;
  }
  return `b${text}`;
}
