import type { Sealer } from "../../domain/messages/mailbox.ts";
import type { ResetCodes } from "../../domain/sessions/ports.ts";
import type { Database } from "../database.ts";
import { queueMessage } from "../messages/messages.ts";

/** Attempts that a code allows. */
const MAXIMUM_TRIES = 5;

/** Password reset codes in SQL. */
export function resetCodesRepository({ write }: Pick<Database, "write">, sealer: Sealer): ResetCodes {
  return {
    issue: ({ subject, seed, request, expiresAt }, message, deliver, now) =>
      write.transaction().execute(async (transaction) => {
        await transaction.deleteFrom("reset_codes").where("expires_at", "<=", now.getTime()).execute();
        if (request !== null) {
          const earlier = await transaction
            .selectFrom("reset_codes")
            .select("seed")
            .where("subject", "=", subject)
            .where("request", "=", request)
            .executeTakeFirst();
          if (earlier) return earlier.seed;
        }
        const values = { seed, request, tries: 0, expires_at: expiresAt.getTime() };
        await transaction
          .insertInto("reset_codes")
          .values({ subject, ...values })
          .onConflict((conflict) => conflict.column("subject").doUpdateSet(values))
          .execute();
        const id = await queueMessage(transaction, sealer, message);
        // Queued and rolled back rather than not queued, which would be measurably faster.
        if (!deliver) await transaction.deleteFrom("outgoing_messages").where("id", "=", id).execute();
        return seed;
      }),

    async attempt(subject, now) {
      const row = await write
        .updateTable("reset_codes")
        .set((column) => ({ tries: column("tries", "+", 1) }))
        .where("subject", "=", subject)
        .where("tries", "<", MAXIMUM_TRIES)
        .where("expires_at", ">", now.getTime())
        .returning("seed")
        .executeTakeFirst();
      return row?.seed;
    },

    async take(subject, seed) {
      const row = await write
        .deleteFrom("reset_codes")
        .where("subject", "=", subject)
        .where("seed", "=", seed)
        .returning("seed")
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}
