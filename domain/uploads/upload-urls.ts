import type { Hex } from "../shared/hex.ts";

/** The single upload that an address allows. */
export interface UploadGrant {
  readonly accountId: number;
  readonly sha256: Hex;
  readonly size: number;
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
