import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";

/** Bytes written as `0x` and two lower-case digits a byte, as Ethereum's JSON-RPC writes them. */
export type Hex = `0x${string}`;

/** Write bytes as hex. */
export function toHex(bytes: Uint8Array): Hex {
  return `0x${bytesToHex(bytes)}`;
}

/** Read hex into bytes. Throws a RangeError for anything that is not `0x` and whole bytes. */
export function fromHex(hex: string): Uint8Array {
  try {
    if (hex.startsWith("0x")) return hexToBytes(hex.slice(2));
  } catch {
    // Not hex after all: told below, in our own words.
  }
  throw new RangeError(`not hex: ${hex.slice(0, 80)}`);
}
