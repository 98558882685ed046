import { z } from "zod";
import type { OwnFileAddresses, SignedPart } from "../../domain/files/file-store.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { addressSigner } from "./signature.ts";

const digits = z.string().regex(/^[1-9]\d{0,14}$/);
const signature = z.string().regex(/^[0-9a-f]{64}$/);

/** The query of an address, all of it signed. Nothing else is allowed in it, and no duplicates. */
const putSchema = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: digits,
  type: z.string().max(200),
  /** Seconds. */
  expires: digits,
  signature,
});
const getSchema = z.strictObject({ expires: digits, signature });

const seconds = (time: Date) => String(Math.floor(time.getTime() / 1000));

/** Addresses of this server for parts of uploads and for reading files, signed with HMAC. */
export function ownFileAddresses(options: { readonly key: Uint8Array; readonly publicUrl: string }): OwnFileAddresses {
  const { publicUrl } = options;
  const signer = addressSigner(options.key);
  const putPath = (id: string, number: number) => `/v1/uploads/${id}/parts/${number}`;
  const getPath = (sha256: Hex) => `/v1/attachments/${sha256.slice(2)}`;
  const queryOf = ({ sha256, size, mediaType }: SignedPart, expiresAt: Date) =>
    new URLSearchParams({
      sha256: sha256.slice(2),
      size: String(size),
      type: mediaType,
      expires: seconds(expiresAt),
    });

  return {
    async toPut(part, _handle, { until }) {
      const path = putPath(part.uploadId, part.number);
      const url = `${publicUrl}${path}?${signer.sign("PUT", path, queryOf(part, until))}`;
      return { url, headers: { "Content-Type": part.mediaType } };
    },
    async toGet({ sha256 }, { until }) {
      const path = getPath(sha256);
      return `${publicUrl}${path}?${signer.sign("GET", path, new URLSearchParams({ expires: seconds(until) }))}`;
    },
    readPut(uploadId, number, query) {
      const parsed = putSchema.safeParse(query);
      if (!parsed.success) return undefined;
      const { sha256, size, type, expires, signature } = parsed.data;
      const part = { uploadId, number, size: Number(size), mediaType: type, sha256: `0x${sha256}` as Hex };
      const expiresAt = new Date(Number(expires) * 1000);
      const signed = signer.verify("PUT", putPath(uploadId, number), queryOf(part, expiresAt), signature);
      return signed ? { ...part, expiresAt } : undefined;
    },
    readGet(sha256, query) {
      const parsed = getSchema.safeParse(query);
      if (!parsed.success) return undefined;
      const { expires, signature } = parsed.data;
      const signed = signer.verify("GET", getPath(sha256), new URLSearchParams({ expires }), signature);
      return signed ? new Date(Number(expires) * 1000) : undefined;
    },
  };
}
