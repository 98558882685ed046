import { type Selectable, sql } from "kysely";
import type { ErasureRequest, ErasureRequests, RequestStatus } from "../../domain/erasures/ports.ts";
import type { Sealer } from "../../domain/messages/mailbox.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";
import { queueMessage } from "../messages/messages.ts";
import { claimRequest } from "../operations/requests.ts";
import type { Executor } from "../shared/executor.ts";
import { type Ordering, paged, pageOfRows } from "../shared/keyset.ts";
import type { ErasureRequestsTable } from "./tables.ts";

const OLDEST_FIRST: Ordering = { name: "erasure-requests", by: [sql.ref("number")], descending: false };

/** The requests for erasure in SQL. */
export function erasureRequestsRepository(
  { read, write }: Pick<Database, "read" | "write">,
  sealer: Sealer,
): ErasureRequests {
  const open = (sealed: string | null) => (sealed === null ? null : (sealer.open(sealed) ?? null));
  const requestOf = (row: Selectable<ErasureRequestsTable>): ErasureRequest => ({
    id: row.id,
    batchId: row.batch_id as Hex,
    batchCode: row.batch_code,
    line: row.line,
    accountId: row.account_id,
    reason: open(row.reason),
    contact: open(row.contact),
    askedAt: new Date(row.asked_at),
    dueAt: new Date(row.due_at),
    status: row.status as RequestStatus,
    endedAt: row.ended_at === null ? null : new Date(row.ended_at),
    answer: open(row.answer),
    erasure: row.erasure,
  });
  async function byId(executor: Executor, id: string): Promise<ErasureRequest | undefined> {
    const row = await executor.selectFrom("erasure_requests").selectAll().where("id", "=", id).executeTakeFirst();
    return row && requestOf(row);
  }

  return {
    byId: (id) => byId(read, id),

    add: (request, idempotency) =>
      write.transaction().execute(async (transaction) => {
        const { id, accountId } = request;
        const made =
          idempotency && accountId !== null ? await claimRequest(transaction, accountId, idempotency, id) : undefined;
        if (made === undefined) {
          await transaction
            .insertInto("erasure_requests")
            .values({
              id,
              batch_id: request.batchId,
              batch_code: request.batchCode,
              line: request.line,
              account_id: accountId,
              reason: sealer.seal(request.reason),
              contact: sealer.seal(request.contact),
              asked_at: request.askedAt.getTime(),
              due_at: request.dueAt.getTime(),
              status: "open",
            })
            .execute();
        }
        return (await byId(transaction, made ?? id)) as ErasureRequest;
      }),

    async list({ status, dueBefore, ...request }) {
      let query = read.selectFrom("erasure_requests").selectAll();
      if (status !== undefined) query = query.where("status", "=", status);
      if (dueBefore !== undefined) query = query.where("due_at", "<", dueBefore.getTime());
      const [found, count] = await Promise.all([
        paged(query, OLDEST_FIRST, request).execute(),
        query
          .clearSelect()
          .select((expression) => expression.fn.countAll<number>().as("total"))
          .executeTakeFirstOrThrow(),
      ]);
      const { rows, next } = pageOfRows(found, OLDEST_FIRST, request);
      return { items: rows.map(requestOf), total: Number(count.total), next };
    },

    end: ({ id, batchId }, { status, endedAt, endedBy, answer, erasure }, words) =>
      write.transaction().execute(async (transaction) => {
        const ended = { status, ended_at: endedAt.getTime(), ended_by: endedBy, erasure };
        const row = await transaction
          .updateTable("erasure_requests")
          .set({ ...ended, answer: answer === null ? null : sealer.seal(answer) })
          .where("id", "=", id)
          .where("batch_id", "=", batchId)
          .where("status", "=", "open")
          .returningAll()
          .executeTakeFirst();
        if (!row) return undefined;
        const message = words(requestOf(row));
        if (message) await queueMessage(transaction, sealer, message);
        await transaction.updateTable("erasure_requests").set({ contact: null }).where("id", "=", id).execute();
        return { ...requestOf(row), contact: null };
      }),
  };
}
