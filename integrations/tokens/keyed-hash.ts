import { createHmac } from "node:crypto";
import type { KeyedHash } from "../../domain/sessions/ports.ts";

/** HMAC-SHA-256 in hex. JSON keeps the texts apart, so that no two lists of texts are the same. */
export function hmacHash(key: Uint8Array): KeyedHash {
  return (purpose, ...texts) =>
    createHmac("sha256", key)
      .update(JSON.stringify([purpose, ...texts]))
      .digest("hex");
}
