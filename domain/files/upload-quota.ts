/** Storage quotas: nobody may fill the storage for everybody. */

import type { Account } from "../accounts/account.ts";
import type { Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";

const MEBIBYTE = 1024 * 1024;

/** Milliseconds after which an unreleased reservation expires: longer than any request may take. */
export const RESERVATION_LIFETIME = 30 * 60_000;

/** Files that one account may send at once to this server itself, which holds each in memory. */
export const MAXIMUM_AT_ONCE = 10;

/**
 * Bytes that all accounts together may send at once to this server itself, and the share of those without a role or an
 * approval: a file is in memory until it is stored.
 */
const MOST_IN_MEMORY = { all: 512 * MEBIBYTE, unapproved: 128 * MEBIBYTE };

/** Storage limits. */
export interface UploadLimits {
  /** Bytes that an account may keep in files that no record on chain names, including those being uploaded. */
  readonly bytes: number;
  /** How many such files. */
  readonly files: number;
  /** Bytes that an account may upload within 24 hours. */
  readonly dailyBytes: number;
  /** Replaces `bytes` for an account with neither a role nor an approval: anybody can get one. */
  readonly unapprovedBytes: number;
  /** The same for all such accounts together. */
  readonly unapprovedTotal: number;
  /** Milliseconds after which a file that nothing names is deleted. */
  readonly lifetime: number;
}

/** The defaults. */
export const DEFAULT_UPLOAD_LIMITS: UploadLimits = {
  bytes: 2048 * MEBIBYTE,
  files: 1000,
  dailyBytes: 4096 * MEBIBYTE,
  unapprovedBytes: 100 * MEBIBYTE,
  unapprovedTotal: 5120 * MEBIBYTE,
  lifetime: 24 * 60 * 60_000,
};

/** What an account has stored or reserved room for. */
export interface StorageUse {
  /** Of files that no record names. */
  readonly bytes: number;
  readonly files: number;
  /** Within the last 24 hours. */
  readonly dailyBytes: number;
  /** Files that it is sending to this server itself. */
  readonly atOnce: number;
  /** Bytes that all accounts are sending to this server itself, and those without a role or an approval among them. */
  readonly inMemory: number;
  readonly unapprovedInMemory: number;
  /** Uploads to presigned addresses in progress. */
  readonly underWay: number;
  /** Of all accounts with neither a role nor an approval: files that no record names. */
  readonly unapprovedTotal: number;
}

/** Throws if there is no room, given the current use. */
export type Admit = (use: StorageUse) => void;

/** Room for a file. */
export interface RoomRequest {
  readonly accountId: number;
  readonly bytes: number;
  /** Whether the account has neither a role nor an approval. */
  readonly unapproved: boolean;
}

/**
 * The rule: throws `quota-exceeded`, with the room left, if a file of this size would exceed its sender's quota;
 * `field` is the request's field for the size.
 */
export function admit(limits: UploadLimits, { bytes, unapproved }: RoomRequest, field: string): Admit {
  const most = unapproved ? Math.min(limits.bytes, limits.unapprovedBytes) : limits.bytes;
  return (use) => {
    if (use.files + 1 > limits.files) {
      throw exceeded(
        field,
        `0 of the ${limits.files} files that no record names and that an account may keep are left`,
      );
    }
    const rules = [
      [most - use.bytes, `${most} bytes that this account may keep in files that no record names`],
      [limits.dailyBytes - use.dailyBytes, `${limits.dailyBytes} bytes that an account may bring within 24 hours`],
      ...(unapproved
        ? ([
            [
              limits.unapprovedTotal - use.unapprovedTotal,
              `${limits.unapprovedTotal} bytes that all accounts without a role may keep together`,
            ],
          ] as const)
        : []),
    ] as const;
    for (const [left, whole] of rules) {
      if (bytes > left)
        throw exceeded(field, `${Math.max(0, left)} of the ${whole} are left; the file has up to ${bytes}`);
    }
  };
}

/** As `admit`, for a file that is sent to this server itself. */
export function admitSent(limits: UploadLimits, request: RoomRequest): Admit {
  const rule = admit(limits, request, "body");
  return (use) => {
    if (use.atOnce >= MAXIMUM_AT_ONCE) {
      throw exceeded("body", `${MAXIMUM_AT_ONCE} files are being sent by this account: wait for one of them`);
    }
    const isFull =
      use.inMemory + request.bytes > MOST_IN_MEMORY.all ||
      (request.unapproved && use.unapprovedInMemory + request.bytes > MOST_IN_MEMORY.unapproved);
    rule(use);
    if (isFull) throw new DomainError("unavailable", "Too many files are being sent just now: try again in a moment");
  };
}

function exceeded(field: string, message: string): DomainError {
  return new DomainError("quota-exceeded", message, [{ field, message }]);
}

/**
 * Whether an account has neither a role on chain nor an approval on its way there, and is not an administrator of this
 * installation.
 */
export async function isUnapproved(
  services: Pick<Services, "administrators" | "applications" | "mirror">,
  account: Account,
): Promise<boolean> {
  if (await services.administrators.has(account.id)) return false;
  if ((await services.mirror.rolesOf(account.address)) !== 0) return false;
  return !(await services.applications.isApproved(account.id));
}

/**
 * The room that a file of this account needs. Throws `forbidden` for a public file if the account has neither a role
 * nor an approval, except in development.
 */
export async function roomFor(
  services: Pick<Services, "administrators" | "applications" | "mirror" | "settings">,
  account: Account,
  file: { readonly bytes: number; readonly restricted: boolean },
): Promise<RoomRequest> {
  const unapproved = await isUnapproved(services, account);
  if (unapproved && !file.restricted && !services.settings.development) {
    throw new DomainError(
      "forbidden",
      "Public files may be stored once this account holds a role or its application for one was approved",
    );
  }
  return { accountId: account.id, bytes: file.bytes, unapproved };
}
