import type { Uids } from "../../domain/accounts/uids.ts";
import type { Database } from "../database.ts";

/** The hashes of UIDs in SQL. */
export function uidsRepository({ read, write }: Pick<Database, "read" | "write">): Uids {
  return {
    async add(hash, accountId, role) {
      await write
        .insertInto("role_uids")
        .values({ uid_hash: hash, account_id: accountId, role_type: role, created_at: Date.now(), revoked_at: null })
        .execute();
    },

    async accountOf(hash) {
      const row = await read
        .selectFrom("role_uids")
        .select("account_id")
        .where("uid_hash", "=", hash)
        .where("revoked_at", "is", null)
        .executeTakeFirst();
      return row?.account_id;
    },

    async revoke(hash) {
      const row = await write
        .updateTable("role_uids")
        .set((expression) => ({ revoked_at: expression.fn.coalesce("revoked_at", expression.val(Date.now())) }))
        .where("uid_hash", "=", hash)
        .returning("account_id")
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}
