import { type ExpressionBuilder, type Selectable, sql } from "kysely";
import type { Hex } from "../../domain/model.ts";
import type { PendingUpload, PendingUploads, UploadState } from "../../domain/ports/pending-uploads.ts";
import type { Database } from "../database.ts";
import type { Tables, UploadsPendingTable } from "../tables.ts";

/** Uploads that were announced. */
export function pendingUploadsRepository({ read, write }: Pick<Database, "read" | "write">): PendingUploads {
  const settle = async (id: string, state: UploadState, more: Partial<UploadsPendingTable> = {}) => {
    await write
      .updateTable("uploads_pending")
      .set({ state, ...more })
      .where("id", "=", id)
      .where("state", "=", "pending")
      .execute();
  };
  return {
    async add(upload) {
      await write
        .insertInto("uploads_pending")
        .values(rowOf(upload))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    async byId(id) {
      // By the writing connection: what was just announced is found.
      const row = await write.selectFrom("uploads_pending").selectAll().where("id", "=", id).executeTakeFirst();
      return row && uploadOf(row);
    },

    async underWay(accountId) {
      const { count } = await read
        .selectFrom("uploads_pending")
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .where("account_id", "=", accountId)
        .where("state", "=", "pending")
        .executeTakeFirstOrThrow();
      return count;
    },

    stored: (id, at, kept) => settle(id, "stored", { stored_at: at.getTime(), kept: kept ? 1 : 0 }),
    refused: (id) => settle(id, "refused"),

    async keep(sha256) {
      // Written before it is read: from then on no claim succeeds, and what was claimed until then is seen.
      await write
        .updateTable("uploads_pending")
        .set({ kept: 1 })
        .where("sha256", "=", sha256)
        .where("kept", "=", 0)
        .where("state", "!=", "collecting")
        .execute();
      const taken = await write
        .selectFrom("uploads_pending")
        .select("id")
        .where("sha256", "=", sha256)
        .where("state", "=", "collecting")
        .executeTakeFirst();
      return taken === undefined;
    },

    async before(time, limit) {
      const rows = await read
        .selectFrom("uploads_pending")
        .selectAll()
        .where((where) =>
          where.or([
            where(where.fn.coalesce("stored_at", "created_at"), "<", time.getTime()),
            where("state", "=", "collecting"),
          ]),
        )
        .orderBy("created_at")
        .limit(limit)
        .execute();
      return rows.map(uploadOf);
    },

    async claim(id) {
      const { numUpdatedRows } = await write
        .updateTable("uploads_pending")
        .set({ state: "collecting" })
        .where("id", "=", id)
        .where("state", "in", ["stored", "collecting"])
        .where("kept", "=", 0)
        .where((where) => where.not(where.exists(namedBy(where))))
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async remove(id) {
      await write.transaction().execute(async (transaction) => {
        const row = await transaction
          .deleteFrom("uploads_pending")
          .where("id", "=", id)
          .returning(["state", "account_id", "sha256"])
          .executeTakeFirst();
        if (row?.state !== "collecting") return;
        await transaction
          .deleteFrom("uploads")
          .where("account_id", "=", row.account_id)
          .where("sha256", "=", row.sha256)
          .execute();
      });
    },
  };
}

/** Whatever holds on to a file: records, products, others who brought it, and other uploads of it. */
function namedBy(database: ExpressionBuilder<Tables, "uploads_pending">) {
  const holds = sql<number>`1`.as("holds");
  return database
    .selectFrom("record_files")
    .select(holds)
    .whereRef("record_files.sha256", "=", "uploads_pending.sha256")
    .unionAll(database.selectFrom("products").select(holds).whereRef("products.image", "=", "uploads_pending.sha256"))
    .unionAll(
      database
        .selectFrom("uploads")
        .select(holds)
        .whereRef("uploads.sha256", "=", "uploads_pending.sha256")
        .whereRef("uploads.account_id", "!=", "uploads_pending.account_id"),
    )
    .unionAll(
      database
        .selectFrom("uploads_pending as other")
        .select(holds)
        .whereRef("other.sha256", "=", "uploads_pending.sha256")
        .whereRef("other.id", "!=", "uploads_pending.id")
        .where("other.state", "in", ["pending", "stored"]),
    );
}

function rowOf(upload: PendingUpload): UploadsPendingTable {
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
    state: upload.state,
    kept: 0,
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
    state: row.state as UploadState,
    createdAt: new Date(row.created_at),
    expiresAt: new Date(row.expires_at),
  };
}
