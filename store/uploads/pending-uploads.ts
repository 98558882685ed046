import type { Selectable, Updateable } from "kysely";
import type { Hex } from "../../domain/shared/hex.ts";
import type { PendingUpload, PendingUploads, UploadState } from "../../domain/uploads/pending-uploads.ts";
import type { Database } from "../database.ts";
import { storageUse } from "../files/storage-use.ts";
import type { UploadsPendingTable } from "./tables.ts";

/** Announced uploads. */
export function pendingUploadsRepository({ read, write }: Pick<Database, "read" | "write">): PendingUploads {
  const settle = async (
    id: string,
    state: UploadState,
    more: Pick<Updateable<UploadsPendingTable>, "stored_at"> = {},
  ) => {
    await write
      .updateTable("uploads_pending")
      .set({ state, ...more })
      .where("id", "=", id)
      .where("state", "=", "pending")
      .execute();
  };
  return {
    add: (upload, admit, now) =>
      write.transaction().execute(async (transaction) => {
        // Write before counting: nobody else can announce anything until this is over.
        await transaction
          .insertInto("uploads_pending")
          .values({ ...rowOf(upload), state: "refused" })
          .execute();
        admit(await storageUse(transaction, upload.accountId, now));
        await transaction
          .updateTable("uploads_pending")
          .set({ state: upload.state })
          .where("id", "=", upload.id)
          .execute();
      }),

    async begun(id, handle) {
      await write.updateTable("uploads_pending").set({ handle }).where("id", "=", id).execute();
    },

    async byId(id) {
      // On the writing connection: finds what was just announced.
      const row = await write.selectFrom("uploads_pending").selectAll().where("id", "=", id).executeTakeFirst();
      return row && uploadOf(row);
    },

    stored: (id, at) => settle(id, "stored", { stored_at: at.getTime() }),
    refused: (id) => settle(id, "refused"),

    async before(time, limit) {
      const rows = await read
        .selectFrom("uploads_pending")
        .selectAll()
        .where((where) => where(where.fn.coalesce("stored_at", "created_at"), "<", time.getTime()))
        .orderBy("created_at")
        .limit(limit)
        .execute();
      return rows.map(uploadOf);
    },

    async remove(id) {
      await write.deleteFrom("uploads_pending").where("id", "=", id).execute();
    },
  };
}

function rowOf(upload: PendingUpload) {
  return {
    id: upload.id,
    account_id: upload.accountId,
    filename: upload.filename,
    media_type: upload.mediaType,
    size: upload.size,
    sha256: upload.sha256,
    restricted: upload.restricted ? 1 : 0,
    part_size: upload.partSize,
    handle: upload.handle,
    unapproved: upload.unapproved ? 1 : 0,
    state: upload.state,
    created_at: upload.createdAt.getTime(),
    expires_at: upload.expiresAt.getTime(),
    stored_at: null,
  };
}

function uploadOf(row: Selectable<UploadsPendingTable>): PendingUpload {
  return {
    id: row.id,
    accountId: row.account_id,
    filename: row.filename,
    mediaType: row.media_type,
    size: row.size,
    sha256: row.sha256 as Hex,
    restricted: row.restricted === 1,
    partSize: row.part_size,
    handle: row.handle,
    unapproved: row.unapproved === 1,
    state: row.state as UploadState,
    createdAt: new Date(row.created_at),
    expiresAt: new Date(row.expires_at),
  };
}
