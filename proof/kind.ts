import { utf8ToBytes } from "@noble/hashes/utils.js";
import { fromHex, type Hex, toHex } from "./hex.ts";

/** A kind as the contract holds it: its ASCII text, left-aligned in 32 bytes. */
export function kindToBytes32(kind: string): Hex {
  const bytes = utf8ToBytes(kind);
  if (bytes.length === 0 || bytes.length > 32) throw new RangeError("a kind has 1 to 32 bytes");
  return `${toHex(bytes)}${"00".repeat(32 - bytes.length)}`;
}

/** The text of left-aligned ASCII bytes: of a kind, or of a unit. */
export function textOf(bytes: string): string {
  return new TextDecoder().decode(fromHex(bytes)).replace(/\0+$/, "");
}
