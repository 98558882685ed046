import type { Hex } from "../shared/hex.ts";

/** Every SHA-256 that occurs in a document, in digits of either case, also in an address or a free text. */
export function digestsIn(bytes: Uint8Array): Hex[] {
  const found = new TextDecoder().decode(bytes).match(/[0-9a-f]{64}/gi) ?? [];
  return [...new Set(found.map((digits) => `0x${digits.toLowerCase()}` as Hex))];
}
