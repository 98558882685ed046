import { createHash, createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";

/** An Ed25519 key pair, and its key id in tokens. */
export interface TokenKey {
  /** The thumbprint of the public key (RFC 7638). */
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** The Ed25519 key pair that a 32-byte seed stands for (RFC 8410). */
export function tokenKey(seed: Uint8Array): TokenKey {
  const prefix = Buffer.from("302e020100300506032b657004220420", "hex");
  const privateKey = createPrivateKey({ key: Buffer.concat([prefix, seed]), format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(privateKey);
  const { crv, kty, x } = publicKey.export({ format: "jwk" });
  const kid = createHash("sha256").update(JSON.stringify({ crv, kty, x })).digest("base64url");
  return { kid, privateKey, publicKey };
}

/**
 * The keys of a generation: its own, which signs, and the previous generation's, whose tokens stay valid until they
 * expire.
 */
export function tokenKeys(seedOf: (generation: number) => Uint8Array, generation: number): readonly TokenKey[] {
  const generations = generation > 1 ? [generation, generation - 1] : [generation];
  return generations.map((number) => tokenKey(seedOf(number)));
}
