import { utf8ToBytes } from "@noble/hashes/utils.js";
import canonicalize from "canonicalize";
import type { ProfileDocument } from "../domain/profiles/profile-document.ts";
import type { RecordDocument } from "../domain/records/record-document.ts";
import { sha256Hex } from "./hash.ts";
import type { Hex } from "./hex.ts";

/** A document as stored: the exact bytes of its canonical JSON (RFC 8785) and their SHA-256. */
export interface SealedDocument {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly digest: Hex;
}

/** Write a record document, or a profile, in its canonical form. */
export function sealDocument(document: RecordDocument | ProfileDocument): SealedDocument {
  const text = canonicalize(document);
  if (text === undefined) throw new TypeError("a document must be JSON");
  const bytes = utf8ToBytes(text);
  return { text, bytes, digest: sha256Hex(bytes) };
}

/** SHA-256 of a document's text. */
export function documentDigest(text: string): Hex {
  return sha256Hex(utf8ToBytes(text));
}
