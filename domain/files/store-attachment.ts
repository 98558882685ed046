import type { Account } from "../accounts/account.ts";
import { idempotencyOf } from "../operations/submit-act.ts";
import type { Context, Services } from "../services.ts";
import { DomainError, invalid } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { requireAccount } from "../shared/require-account.ts";
import { checkMediaType, properMediaType } from "./media-types.ts";
import type { ObjectInfo } from "./object-info.ts";
import { admitSent, type RoomRequest, roomFor } from "./upload-quota.ts";

/** A file that is being sent. */
export interface SentFile {
  /** Its maximum size in bytes: this much room is reserved before reading. */
  readonly size: number;
  /** Reads the file. */
  readonly read: () => Promise<ReadFile>;
  /** Whether it is withheld from the public, as far as that is known before it is read. */
  readonly restricted: boolean;
}

/** A file as it came. */
export interface ReadFile {
  readonly bytes: Uint8Array;
  /** Its declared type. */
  readonly mediaType: string;
  readonly restricted: boolean;
}

/** The services that storing a file needs. */
export type AttachmentServices = Pick<
  Services,
  | "accounts"
  | "administrators"
  | "applications"
  | "files"
  | "hashOf"
  | "mediaTypeOf"
  | "mirror"
  | "now"
  | "objects"
  | "outbox"
  | "requests"
  | "settings"
  | "uploads"
>;

/**
 * Store a file, so that a record may name it by its SHA-256 within its lifetime. An existing file keeps its visibility.
 * Throws `forbidden` for a public file of an unapproved account, `quota-exceeded`, `validation` for an empty one,
 * `unsupported-media-type`, and `gone` for one that was erased.
 */
export async function storeAttachment(
  services: AttachmentServices,
  context: Context,
  file: SentFile,
): Promise<ObjectInfo> {
  const account = requireAccount(context);
  const key = context.idempotencyKey;
  // A file that was stored before needs no room again.
  const again = key !== null && (await services.requests.known(account.id, key));
  const bytes = again ? 0 : file.size;
  const room = await roomFor(services, account, { bytes, restricted: file.restricted });
  return withRoom(services, room, () => store(services, context, account, file, room));
}

async function withRoom<T>(
  services: Pick<Services, "files" | "now" | "settings">,
  room: RoomRequest,
  work: () => Promise<T>,
): Promise<T> {
  const admit = admitSent(services.settings.uploadLimits, room);
  const reservation = await services.files.reserve(room, admit, services.now());
  try {
    return await work();
  } finally {
    await services.files.release(reservation);
  }
}

async function store(
  services: AttachmentServices,
  context: Context,
  account: Account,
  file: SentFile,
  room: RoomRequest,
): Promise<ObjectInfo> {
  const { bytes, mediaType: declared, restricted } = await file.read();
  const mediaType = properMediaType(declared);
  if (bytes.length === 0) throw invalid("body", "The file is empty");
  checkMediaType(mediaType, await services.mediaTypeOf(bytes));

  const sha256 = await sha256Of(bytes);
  const request = { verb: "attach", sha256, mediaType, restricted };
  const idempotency =
    context.idempotencyKey === null ? undefined : await idempotencyOf(services, context, account, request);
  const keep = async () => {
    await expectFile(services, sha256, bytes.length);
    const info = await services.objects.put(bytes, { restricted });
    if (info.visibility === "erased") throw new DomainError("gone", "This file was erased and is not taken again");
    const { unapproved } = room;
    const brought = { accountId: account.id, sha256, size: bytes.length, unapproved, at: services.now() };
    await services.uploads.remember(brought);
    if (idempotency) await services.requests.remember(account.id, idempotency, info.sha256);
    return info;
  };
  // Unless it was deleted since.
  const hasRoom = room.bytes >= bytes.length || (await services.uploads.has(account.id, sha256));
  return hasRoom ? keep() : withRoom(services, { ...room, bytes: bytes.length }, keep);
}

/** Announce that a file is about to be stored. Throws `unavailable` while it is being deleted. */
export async function expectFile(
  services: Pick<Services, "files" | "now" | "objects">,
  sha256: Hex,
  size: number,
): Promise<void> {
  const existed = (await services.objects.visibility(sha256)) !== "missing";
  if (await services.files.expect({ sha256, size, existed }, services.now())) return;
  throw new DomainError("unavailable", "This file is being taken away; store it again in a moment");
}

/** SHA-256 of bytes. */
export async function sha256Of(bytes: Uint8Array): Promise<Hex> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes.slice()));
  return `0x${Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
