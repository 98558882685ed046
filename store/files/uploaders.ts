import type { Uploads } from "../../domain/files/uploaders.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";
import type { Executor } from "../shared/executor.ts";

/** Who uploaded which file. */
export function uploadsRepository({ read, write }: Pick<Database, "read" | "write">): Uploads {
  const arrivalIn = async (executor: Executor, id: string) => {
    const row = await executor.selectFrom("upload_arrivals").select("sha256").where("id", "=", id).executeTakeFirst();
    return row?.sha256 as Hex | undefined;
  };
  return {
    arrived: ({ id, accountId, sha256, at }) =>
      write.transaction().execute(async (transaction) => {
        await transaction
          .insertInto("upload_arrivals")
          .values({ id, account_id: accountId, sha256, arrived_at: at.getTime() })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        return (await arrivalIn(transaction, id)) as Hex;
      }),
    arrivalAt: (id) => arrivalIn(read, id),

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
