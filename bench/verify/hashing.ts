/** The least that verification could take: the same hashes of the same bytes, ready to be hashed. */
import { sha256 } from "@noble/hashes/sha2.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { encodeLog } from "../../proof/codec.ts";
import { EMPTY_HEAD, leafOf } from "../../proof/head.ts";
import type { Proof } from "../../proof/proof.ts";

/** The bytes that a proof's verification hashes. */
export interface HashedBytes {
  /** Topics and data of each line, then the head before it with its leaf. */
  readonly keccak: readonly Uint8Array[];
  /** Each line's document. */
  readonly sha256: readonly Uint8Array[];
}

/** Gather them. */
export function bytesOf(proof: Proof): HashedBytes {
  const keccak: Uint8Array[] = [];
  let head: string = EMPTY_HEAD;
  for (const line of proof.lines) {
    const log = encodeLog(line.event, line.args);
    keccak.push(concatBytes(...[...log.topics, log.data].map(bytes)), concatBytes(bytes(head), bytes(leafOf(log))));
    head = line.head;
  }
  const texts = Object.values(proof.documents).flatMap((document) =>
    document.status === "public" ? [document.text] : [],
  );
  return { keccak, sha256: texts.map(utf8ToBytes) };
}

/** Hash them, with the functions that verification uses. */
export function hashAll(hashed: HashedBytes): void {
  for (const bytes of hashed.keccak) keccak_256(bytes);
  for (const bytes of hashed.sha256) sha256(bytes);
}

const bytes = (hex: string) => hexToBytes(hex.slice(2));
