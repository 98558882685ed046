import type { Uploads } from "../../domain/files/uploaders.ts";
import type { Database } from "../database.ts";

/** Who uploaded which file. */
export function uploadsRepository({ read, write }: Pick<Database, "read" | "write">): Uploads {
  return {
    async remember({ accountId, sha256, size, unapproved, at }) {
      await write
        .insertInto("uploads")
        .values(({ selectFrom, fn, val }) => ({
          account_id: accountId,
          sha256,
          created_at: at.getTime(),
          size,
          named: fn.coalesce(selectFrom("files").select("named").where("sha256", "=", sha256), val(0)),
          unapproved: unapproved ? 1 : 0,
        }))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async has(accountId, sha256) {
      const row = await read
        .selectFrom("uploads")
        .select("sha256")
        .where("account_id", "=", accountId)
        .where("sha256", "=", sha256)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}
