import { z } from "zod";
import type { UploadGrant, UploadUrls } from "../../domain/uploads/upload-urls.ts";
import { addressSigner } from "./signature.ts";

/** The query of an address, all of it signed. Nothing else is allowed in it, and no duplicates. */
const querySchema = z.strictObject({
  account: z.string().regex(/^[1-9]\d{0,14}$/),
  size: z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .optional(),
  type: z.string().max(200),
  restricted: z.enum(["true", "false"]),
  /** Seconds. */
  expires: z.string().regex(/^[1-9]\d{0,11}$/),
  signature: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Addresses below `/uploads` of this server. */
export function signedUploadUrls(options: { readonly key: Uint8Array; readonly publicUrl: string }): UploadUrls {
  const signer = addressSigner(options.key);
  const queryOf = ({ accountId, size, mediaType, restricted, expiresAt }: UploadGrant) =>
    new URLSearchParams({
      account: String(accountId),
      ...(size === null ? {} : { size: String(size) }),
      type: mediaType,
      restricted: String(restricted),
      expires: String(Math.floor(expiresAt.getTime() / 1000)),
    });
  const pathOf = ({ file }: UploadGrant) => `/uploads/${"id" in file ? file.id : file.sha256.slice(2)}`;

  return {
    issue(grant) {
      const path = pathOf(grant);
      return `${options.publicUrl}${path}?${signer.sign("PUT", path, queryOf(grant))}`;
    },

    read(name, query) {
      const parsed = querySchema.safeParse(query);
      if (!parsed.success || !/^([0-9a-f]{32}|[0-9a-f]{64})$/.test(name)) return undefined;
      const { account, size, type, restricted, expires, signature } = parsed.data;
      const grant: UploadGrant = {
        accountId: Number(account),
        file: name.length === 32 ? { id: name } : { sha256: `0x${name}` },
        size: size === undefined ? null : Number(size),
        mediaType: type,
        restricted: restricted === "true",
        expiresAt: new Date(Number(expires) * 1000),
      };
      return signer.verify("PUT", pathOf(grant), queryOf(grant), signature) ? grant : undefined;
    },
  };
}
