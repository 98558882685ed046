import type { Hex } from "../shared/hex.ts";

/** The single upload that an address allows. */
export interface UploadGrant {
  readonly accountId: number;
  /** Which file it is for: the one with this digest, or whichever comes to the address with this identifier. */
  readonly file: { readonly sha256: Hex } | { readonly id: string };
  /** Its size; null for any. */
  readonly size: number | null;
  readonly mediaType: string;
  /** Whether the file is withheld from the public. */
  readonly restricted: boolean;
  /** In whole seconds. */
  readonly expiresAt: Date;
}

/** Addresses that allow whoever has one to upload one file, without a token. */
export interface UploadUrls {
  /** The address for a grant; the same for the same grant. */
  issue(grant: UploadGrant): string;
  /** The grant that an address was issued for, by its last part and its query; undefined if it was not issued here. */
  read(name: string, query: Readonly<Record<string, string>>): UploadGrant | undefined;
}
