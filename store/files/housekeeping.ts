import type { Housekeeping } from "../../domain/files/housekeeping.ts";
import type { Database } from "../database.ts";

const DAY = 24 * 60 * 60_000;

/** How long an idempotency key is kept: retries come within minutes. Operations keep theirs. */
const REQUESTS_KEPT = 7 * DAY;

/** How long an operation waits for its wallet's signature. Typed data to sign is valid for an hour at a time. */
const UNSIGNED_KEPT = 30 * DAY;

/** What keeps the tables from growing without bound, in SQL. */
export function housekeeping({ read, write }: Pick<Database, "read" | "write">): Housekeeping {
  return {
    async unsigned(accountId) {
      const { count } = await read
        .selectFrom("operations")
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .where("state", "=", "unsigned")
        .where("account_id", "=", accountId)
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    async prune(now) {
      const requests = await write
        .deleteFrom("requests")
        .where("created_at", "<", now.getTime() - REQUESTS_KEPT)
        .executeTakeFirst();
      const unsigned = await write
        .updateTable("operations")
        .set({
          state: "failed",
          error_code: "conflict",
          error: "It was not signed in time: ask for it again",
          updated_at: now.getTime(),
        })
        .where("state", "=", "unsigned")
        .where("updated_at", "<", now.getTime() - UNSIGNED_KEPT)
        .executeTakeFirst();
      return Number(requests.numDeletedRows + unsigned.numUpdatedRows);
    },
  };
}
