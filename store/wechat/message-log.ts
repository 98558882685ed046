import { type ExpressionBuilder, type Selectable, sql, type Transaction } from "kysely";
import type { OrderReason } from "../../domain/orders/order-reasons.ts";
import { type LoggedMessage, type MessageLog, type MessageState, SENDING_ENDS } from "../../domain/wechat/ports.ts";
import type { Database } from "../database.ts";
import { claimRequest } from "../operations/requests.ts";
import { type Ordering, paged, pageOfRows } from "../shared/keyset.ts";
import type { Tables } from "../tables.ts";
import type { MessageLogTable } from "./tables.ts";

const NEWEST_FIRST: Ordering = { name: "messages", by: [sql.ref("created_at"), sql.ref("id")], descending: true };

/** The log of WeChat messages in SQL. */
export function messageLogRepository({ read, write }: Pick<Database, "read" | "write">): MessageLog {
  return {
    begin: ({ id, accountId, templateId, page, createdAt }, idempotency) =>
      write.transaction().execute(async (transaction) => {
        const at = createdAt.getTime();
        const row: MessageLogTable = {
          id,
          account_id: accountId,
          template_id: templateId,
          page,
          state: "sending",
          message_id: null,
          reason: null,
          created_at: at,
          updated_at: at,
        };
        // Write before read: of two transactions the second waits here, and then finds the key taken.
        await transaction.insertInto("message_log").values(row).execute();
        const earlier = idempotency && (await claimRequest(transaction, accountId, idempotency, id));
        if (earlier !== undefined) {
          await transaction.deleteFrom("message_log").where("id", "=", id).execute();
          return resume(transaction, earlier, createdAt);
        }
        return { message: messageOf(row), begun: true };
      }),

    async finish(id, { state, messageId, reason, updatedAt }) {
      const row = await write
        .updateTable("message_log")
        .set({ state, message_id: messageId, reason, updated_at: updatedAt.getTime() })
        .where("id", "=", id)
        .returningAll()
        .executeTakeFirstOrThrow();
      return messageOf(row);
    },

    async list({ accountId, state, ...request }) {
      let query = read.selectFrom("message_log");
      if (accountId !== undefined) query = query.where("account_id", "=", accountId);
      if (state !== undefined) query = query.where((message) => isIn(message, state));
      const found = await paged(query.selectAll(), NEWEST_FIRST, request).execute();
      const { total } = await query.select(({ fn }) => fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
      const { rows, next } = pageOfRows(found, NEWEST_FIRST, request);
      return { items: rows.map(messageOf), total: Number(total), next };
    },
  };
}

/** The time before which everything `sending` was abandoned. */
function abandonedBefore(): number {
  return Date.now() - SENDING_ENDS;
}

function isIn({ and, or, eb }: ExpressionBuilder<Tables, "message_log">, state: MessageState) {
  const stored = eb("state", "=", state);
  const sending = eb("state", "=", "sending");
  if (state === "sending") return and([stored, eb("updated_at", ">=", abandonedBefore())]);
  if (state === "unconfirmed") return or([stored, and([sending, eb("updated_at", "<", abandonedBefore())])]);
  return stored;
}

/** An earlier message unchanged; a failed one is resumed. */
async function resume(transaction: Transaction<Tables>, id: string, at: Date) {
  const again = await transaction
    .updateTable("message_log")
    .set({ state: "sending", reason: null, updated_at: at.getTime() })
    .where("id", "=", id)
    .where("state", "=", "failed")
    .returningAll()
    .executeTakeFirst();
  if (again) return { message: messageOf(again), begun: true };
  const row = await transaction.selectFrom("message_log").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  return { message: messageOf(row), begun: false };
}

function messageOf(row: Selectable<MessageLogTable>): LoggedMessage {
  const isAbandoned = row.state === "sending" && row.updated_at < abandonedBefore();
  return {
    id: row.id,
    accountId: row.account_id,
    templateId: row.template_id,
    page: row.page,
    state: isAbandoned ? "unconfirmed" : (row.state as MessageState),
    messageId: row.message_id,
    reason: isAbandoned ? "message-unconfirmed" : (row.reason as OrderReason | null),
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  };
}
