import type { Selectable, Transaction } from "kysely";
import type { LoggedMessage, MessageLog, MessageRefusal } from "../../domain/ports/wechat.ts";
import type { Database } from "../database.ts";
import type { MessageLogTable, Tables } from "../tables.ts";
import { claimRequest } from "./requests.ts";

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
        // Written before anything is read: of two transactions the second waits here, and then finds the key taken.
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

    async byAccount(accountId, limit) {
      const rows = await read
        .selectFrom("message_log")
        .selectAll()
        .where("account_id", "=", accountId)
        .orderBy("created_at", "desc")
        .orderBy("id", "desc")
        .limit(limit)
        .execute();
      return rows.map(messageOf);
    },
  };
}

/** An earlier message as it stands; one that failed is begun again. */
async function resume(transaction: Transaction<Tables>, id: string, at: Date) {
  const again = await transaction
    .updateTable("message_log")
    .set({ state: "sending", updated_at: at.getTime() })
    .where("id", "=", id)
    .where("state", "=", "failed")
    .returningAll()
    .executeTakeFirst();
  if (again) return { message: messageOf(again), begun: true };
  const row = await transaction.selectFrom("message_log").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  return { message: messageOf(row), begun: false };
}

function messageOf(row: Selectable<MessageLogTable>): LoggedMessage {
  return {
    id: row.id,
    accountId: row.account_id,
    templateId: row.template_id,
    page: row.page,
    state: row.state as LoggedMessage["state"],
    messageId: row.message_id,
    reason: row.reason as MessageRefusal | null,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  };
}
