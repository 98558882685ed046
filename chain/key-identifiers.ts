/**
 * What an account's key is derived by. Each account has an identifier of its own that was drawn at random and is never
 * used for another; accounts from before there were such identifiers keep their number as one.
 */
import { randomBytes } from "node:crypto";

const RANDOM = /^(?:[0-7][0-9a-f]{7}){4}$/;
const NUMBER = /^[1-9]\d{0,9}$/;
/** BIP-32 has so many children of one sort. */
const CHILDREN = 2 ** 31;

/** A new identifier: four words of 31 random bits in hexadecimal, each a child of BIP-32. */
export function newKeyId(): string {
  const bytes = randomBytes(16);
  for (const word of [0, 4, 8, 12]) bytes.writeUInt32BE(bytes.readUInt32BE(word) % CHILDREN, word);
  return bytes.toString("hex");
}

/** Whether this is an account's number from before identifiers were random. */
export function isNumbered(keyId: string): boolean {
  return NUMBER.test(keyId) && Number(keyId) < CHILDREN;
}

/** Whether this is the identifier of a key. */
export function isKeyId(text: string): boolean {
  return RANDOM.test(text) || isNumbered(text);
}

/** Where an account's key lies below `m/44'/60'`: in which branch, and where there. Throws for what identifies no key. */
export function keyPath(keyId: string): { readonly branch: "0'/0" | "4'"; readonly path: string } {
  if (isNumbered(keyId)) return { branch: "0'/0", path: keyId };
  if (!RANDOM.test(keyId)) throw new Error("this identifies no account's key");
  const words = keyId.match(/.{8}/g) as string[];
  return { branch: "4'", path: words.map((word) => `${Number.parseInt(word, 16)}'`).join("/") };
}
