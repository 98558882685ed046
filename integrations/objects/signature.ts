import { createHmac, timingSafeEqual } from "node:crypto";

/** Signs addresses of this server with HMAC-SHA-256 (RFC 2104). */
export interface AddressSigner {
  /** The query with its signature. */
  sign(method: "GET" | "PUT", path: string, query: URLSearchParams): string;
  verify(method: "GET" | "PUT", path: string, query: URLSearchParams, signature: string): boolean;
}

/** A signer with a key. */
export function addressSigner(key: Uint8Array): AddressSigner {
  const digest = (method: string, path: string, query: URLSearchParams) =>
    // One line each: values cannot run together, since an encoded query has no line breaks.
    createHmac("sha256", key).update(`${method}\n${path}\n${query}`).digest();
  return {
    sign: (method, path, query) => `${query}&signature=${digest(method, path, query).toString("hex")}`,
    verify: (method, path, query, signature) =>
      /^[0-9a-f]{64}$/.test(signature) && timingSafeEqual(digest(method, path, query), Buffer.from(signature, "hex")),
  };
}
