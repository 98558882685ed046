import { randomUUID } from "node:crypto";
import { type ExpressionBuilder, sql, type Transaction } from "kysely";
import type { StoredFiles } from "../../domain/files/stored-files.ts";
import { RESERVATION_LIFETIME } from "../../domain/files/upload-quota.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";
import type { Tables } from "../tables.ts";
import { storageUse } from "./storage-use.ts";

/** How many names are looked up in one statement. */
const AT_A_TIME = 500;

/** Milliseconds within which a claimed file is deleted. */
const COLLECTION_TAKES = 60 * 60_000;

/** Of operations that the mirror may lack: it has what final ones name. */
const UNDER_WAY = ["unsigned", "waiting", "sent", "mined"];

/** Stored files, and what names them. All on the writing connection: each step sees the ones before it. */
export function storedFilesRepository({ write }: Pick<Database, "write">): StoredFiles {
  return {
    reserve: ({ accountId, bytes, unapproved }, admit, now) =>
      write.transaction().execute(async (transaction) => {
        // Write before read: nobody else can reserve room until this is over.
        await transaction.deleteFrom("upload_reservations").where("expires_at", "<=", now.getTime()).execute();
        admit(await storageUse(transaction, accountId, now));
        const id = randomUUID();
        await transaction
          .insertInto("upload_reservations")
          .values({
            id,
            account_id: accountId,
            bytes,
            unapproved: unapproved ? 1 : 0,
            expires_at: now.getTime() + RESERVATION_LIFETIME,
          })
          .execute();
        return id;
      }),

    async release(reservation) {
      await write.deleteFrom("upload_reservations").where("id", "=", reservation).execute();
    },

    async expect({ sha256, size, existed }, now) {
      const { rows } = await sql<{ collecting: number }>`
        insert into files (sha256, size, touched_at, named)
        values (${sha256}, ${size}, ${now.getTime()}, ${existed ? sql`1` : onChain(sha256)})
        on conflict (sha256) do update
          set touched_at = max(touched_at, excluded.touched_at), size = case when size = 0 then excluded.size else size end
        returning collecting`.execute(write);
      return rows[0]?.collecting === 0;
    },

    touch: (sha256, now) => touchAll(write, [sha256], now),

    writing: ({ digest, size, digests }, now) =>
      write.transaction().execute(async (transaction) => {
        const at = now.getTime();
        await transaction
          .insertInto("documents")
          .values({ digest, created_at: at })
          .onConflict((conflict) => conflict.column("digest").doNothing())
          .execute();
        // The document itself too: if no operation follows, it is an orphan like any other.
        await transaction
          .insertInto("files")
          .values({ sha256: digest, size, touched_at: at })
          .onConflict((conflict) => conflict.column("sha256").doNothing())
          .execute();
        const names = digests.filter((name) => name !== digest);
        for (let start = 0; start < names.length; start += AT_A_TIME) {
          await nameFiles(transaction, digest, names.slice(start, start + AT_A_TIME));
        }
        return touchAll(transaction, names, now);
      }),

    async unread(limit) {
      const rows = await write
        .selectFrom("operations")
        .select("digest")
        .distinct()
        .where("digest", "is not", null)
        .where("state", "in", UNDER_WAY)
        .where("digest", "not in", (from) => from.selectFrom("documents").select("digest"))
        .limit(limit)
        .execute();
      return rows.map((row) => row.digest as Hex);
    },

    async due(before, now, limit) {
      // Documents and profiles whose lines have arrived, in one statement: there may be many.
      await write
        .updateTable("files")
        .set({ named: 1 })
        .where("named", "=", 0)
        .where("touched_at", "<", before.getTime())
        .where("collecting", "=", 0)
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom("facts")
              .select("digest")
              .whereRef("facts.digest", "=", "files.sha256")
              .unionAll(
                selectFrom("series_steps").select("digest").whereRef("series_steps.digest", "=", "files.sha256"),
              )
              .unionAll(selectFrom("profiles").select("digest").whereRef("profiles.digest", "=", "files.sha256")),
          ),
        )
        .execute();
      const rows = await write
        .selectFrom("files")
        .select("sha256")
        .where("named", "=", 0)
        .where((where) =>
          where.or([
            brokenOff(where, now),
            where.and([where("collecting", "=", 0), where("touched_at", "<", before.getTime())]),
          ]),
        )
        .orderBy("collecting", "desc")
        .orderBy("touched_at")
        .limit(limit)
        .execute();
      return rows.map((row) => row.sha256 as Hex);
    },

    claim: (sha256, before, now) =>
      write.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable("files")
          .set({ collecting: now.getTime() })
          .where("sha256", "=", sha256)
          .where("named", "=", 0)
          .where((where) =>
            where.or([
              brokenOff(where, now),
              where.and([
                where("collecting", "=", 0),
                where("touched_at", "<", before.getTime()),
                sql<boolean>`not ${held(sha256, before)}`,
              ]),
            ]),
          )
          .executeTakeFirst();
        if (numUpdatedRows > 0n) return true;
        // Due again after another lifetime, or never.
        await sql`
          update files set touched_at = max(touched_at, ${now.getTime()}), named = ${onChain(sha256)}
          where sha256 = ${sha256} and named = 0 and collecting = 0 and touched_at < ${before.getTime()}`.execute(
          transaction,
        );
        return false;
      }),

    forget: (sha256) =>
      write.transaction().execute(async (transaction) => {
        const { numDeletedRows } = await transaction
          .deleteFrom("files")
          .where("sha256", "=", sha256)
          .where("collecting", ">", 0)
          .executeTakeFirst();
        if (numDeletedRows === 0n) return;
        await transaction.deleteFrom("uploads").where("sha256", "=", sha256).execute();
        await transaction.deleteFrom("certificates").where("sha256", "=", sha256).execute();
        await transaction.deleteFrom("commitments").where("sha256", "=", sha256).execute();
        await transaction.deleteFrom("documents").where("digest", "=", sha256).execute();
        await transaction.deleteFrom("document_files").where("digest", "=", sha256).execute();
      }),
  };
}

/** Whether a claim is so old that its process must be gone: two collections at once might delete a new file. */
function brokenOff(where: ExpressionBuilder<Tables, "files">, now: Date) {
  return where.and([where("collecting", ">", 0), where("collecting", "<", now.getTime() - COLLECTION_TAKES)]);
}

/** Record which of these a document names: only what was stored here can become an orphan. */
async function nameFiles(transaction: Transaction<Tables>, digest: Hex, names: readonly Hex[]): Promise<void> {
  await transaction
    .insertInto("document_files")
    .columns(["sha256", "digest"])
    .expression((from) =>
      from
        .selectFrom("files")
        .select(["sha256", sql.lit(digest).as("digest")])
        .where("sha256", "in", names),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Whether none of them is being deleted; none will be for another lifetime. */
async function touchAll(
  executor: Pick<Transaction<Tables>, "updateTable" | "selectFrom">,
  names: readonly Hex[],
  now: Date,
): Promise<boolean> {
  for (let start = 0; start < names.length; start += AT_A_TIME) {
    const some = names.slice(start, start + AT_A_TIME);
    // Write before read: from then on no claim succeeds, and earlier claims are visible.
    await executor
      .updateTable("files")
      .set({ touched_at: now.getTime() })
      .where("sha256", "in", some)
      .where("touched_at", "<", now.getTime())
      .where("collecting", "=", 0)
      .execute();
    const taken = await executor
      .selectFrom("files")
      .select("sha256")
      .where("sha256", "in", some)
      .where("collecting", ">", 0)
      .executeTakeFirst();
    if (taken) return false;
  }
  return true;
}

/** 1 if the mirror names it: as a file of a record, as a record's document, as a profile, or in a document that is final. */
function onChain(sha256: Hex) {
  return sql<number>`(
    exists (select 1 from record_files where sha256 = ${sha256})
    or exists (select 1 from facts where digest = ${sha256})
    or exists (select 1 from profiles where digest = ${sha256})
    or exists (select 1 from series_steps where digest = ${sha256})
    or exists (
      select 1 from document_files join operations on operations.digest = document_files.digest
      where document_files.sha256 = ${sha256} and operations.state = 'final'
    )
  )`;
}

/** Everything that keeps a file, including documents whose names are not known yet. */
function held(sha256: Hex, before: Date) {
  return sql<number>`(
    ${onChain(sha256)}
    or exists (select 1 from records where digest = ${sha256})
    or exists (select 1 from operations where digest = ${sha256})
    or exists (
      select 1 from operations where state in (${sql.join(UNDER_WAY)}) and digest is null and act ->> 'digest' = ${sha256}
    )
    or exists (select 1 from products where image = ${sha256})
    or exists (
      select 1 from document_files join operations on operations.digest = document_files.digest
      where document_files.sha256 = ${sha256}
        and (operations.state != 'failed' or operations.updated_at >= ${before.getTime()})
    )
    or exists (
      select 1 from document_files join documents on documents.digest = document_files.digest
      where document_files.sha256 = ${sha256} and documents.created_at >= ${before.getTime()}
    )
    or exists (
      select 1 from operations where state in (${sql.join(UNDER_WAY)})
        and digest is not null and digest not in (select digest from documents)
    )
  )`;
}
