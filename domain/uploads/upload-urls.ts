import type { Hex } from "../shared/hex.ts";

/** The one upload that an address allows. */
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

/** Addresses to which whoever has one may bring one file, without a token. */
export interface UploadUrls {
  /** The address for a grant; the same grant has the same one. */
  issue(grant: UploadGrant): string;
  /** The grant that an address was issued for, by its last part and its query; undefined if it was not issued here. */
  read(name: string, query: Readonly<Record<string, string>>): UploadGrant | undefined;
}
