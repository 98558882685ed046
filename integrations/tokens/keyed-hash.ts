import { createHmac } from "node:crypto";
import type { KeyedHash } from "../../domain/sessions/ports.ts";

/** HMAC-SHA-256 in hex. JSON delimits the texts, so that different lists never collide. */
export function hmacHash(key: Uint8Array): KeyedHash {
  return (purpose, ...texts) =>
    createHmac("sha256", key)
      .update(JSON.stringify([purpose, ...texts]))
      .digest("hex");
}
