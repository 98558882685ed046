import type { Account } from "../../domain/accounts/account.ts";
import type { Administrators } from "../../domain/accounts/ports.ts";
import type { Database } from "../database.ts";
import { recordCommand } from "./account-commands.ts";
import { accountOf } from "./accounts.ts";

/** The administrators; changes are only for commands on the machine itself. */
export interface AdministratorsRepository extends Administrators {
  /** Make an account an administrator; false if it already is one. The change is recorded. */
  add(accountId: number, at: Date): Promise<boolean>;
  /** Revoke an administrator; false if the account is not one. The change is recorded. */
  remove(accountId: number, at: Date): Promise<boolean>;
  /** All of them, in the order of appointment. */
  list(): Promise<{ readonly account: Account; readonly addedAt: Date }[]>;
}

/** The administrators in SQL. */
export function administratorsRepository({ read, write }: Pick<Database, "read" | "write">): AdministratorsRepository {
  return {
    async has(accountId) {
      const row = await read
        .selectFrom("administrators")
        .select("account_id")
        .where("account_id", "=", accountId)
        .executeTakeFirst();
      return row !== undefined;
    },

    add: (accountId, at) =>
      write.transaction().execute(async (transaction) => {
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto("administrators")
          .values({ account_id: accountId, added_at: at.getTime() })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (numInsertedOrUpdatedRows !== 1n) return false;
        await recordCommand(transaction, "administrator added", accountId, at);
        return true;
      }),

    remove: (accountId, at) =>
      write.transaction().execute(async (transaction) => {
        const { numDeletedRows } = await transaction
          .deleteFrom("administrators")
          .where("account_id", "=", accountId)
          .executeTakeFirst();
        if (numDeletedRows !== 1n) return false;
        await recordCommand(transaction, "administrator removed", accountId, at);
        return true;
      }),

    async list() {
      const rows = await read
        .selectFrom("administrators")
        .innerJoin("accounts", "accounts.id", "administrators.account_id")
        .selectAll("accounts")
        .select("administrators.added_at")
        .orderBy("administrators.added_at")
        .orderBy("accounts.id")
        .execute();
      return rows.map((row) => ({ account: accountOf(row), addedAt: new Date(row.added_at) }));
    },
  };
}
