import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";

/** Bytes written as `0x` and two lower-case digits a byte, as Ethereum's JSON-RPC writes them. */
export type Hex = `0x${string}`;

/** Write bytes as hex. */
export function toHex(bytes: Uint8Array): Hex {
  return `0x${bytesToHex(bytes)}`;
}

/** Read hex into bytes. Throws a RangeError for anything that is not `0x` and whole bytes. */
export function fromHex(hex: string): Uint8Array {
  if (!/^0x([0-9a-fA-F]{2})*$/.test(hex)) throw new RangeError(`not hex: ${hex.slice(0, 80)}`);
  return hexToBytes(hex.slice(2));
}
