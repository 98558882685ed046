import type { Sealer } from "../../domain/messages/mailbox.ts";
import type { EmailVerifications } from "../../domain/sessions/ports.ts";
import type { Database } from "../database.ts";
import { queueMessage } from "../messages/messages.ts";
import { claimRequest } from "../operations/requests.ts";

/** Tokens that verify email addresses, in SQL. */
export function emailVerificationsRepository(
  { read, write }: Pick<Database, "read" | "write">,
  sealer: Sealer,
): EmailVerifications {
  return {
    issue: ({ hash, accountId, email, expiresAt }, message, idempotency, now) =>
      write.transaction().execute(async (transaction) => {
        await transaction.deleteFrom("email_verifications").where("expires_at", "<=", now.getTime()).execute();
        if (idempotency && (await claimRequest(transaction, accountId, idempotency, email)) !== undefined) return;
        await transaction
          .insertInto("email_verifications")
          .values({ hash, account_id: accountId, email, expires_at: expiresAt.getTime() })
          .execute();
        await queueMessage(transaction, sealer, message);
      }),

    async find(hash, now) {
      const row = await read
        .selectFrom("email_verifications")
        .select(["account_id", "email"])
        .where("hash", "=", hash)
        .where("expires_at", ">", now.getTime())
        .executeTakeFirst();
      return row && { accountId: row.account_id, email: row.email };
    },
  };
}
