import { sha256 } from "@noble/hashes/sha2.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { fromHex, type Hex, toHex } from "./hex.ts";

/** keccak256 over the concatenation of pieces of hex. */
export function keccak256(...pieces: readonly string[]): Hex {
  return toHex(keccak_256(concatBytes(...pieces.map(fromHex))));
}

/** keccak256 of a text's UTF-8 bytes. */
export function keccak256Text(text: string): Hex {
  return toHex(keccak_256(utf8ToBytes(text)));
}

/** SHA-256 of bytes. */
export function sha256Hex(bytes: Uint8Array): Hex {
  return toHex(sha256(bytes));
}

/** A batch's id on chain: keccak256 of its code (contracts/ITrace.sol, `idOf`). */
export function batchId(code: string): Hex {
  return keccak256Text(code);
}
