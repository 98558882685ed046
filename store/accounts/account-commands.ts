import type { Transaction } from "kysely";
import type { Tables } from "../tables.ts";

/** Record what an operator's command did to an account, in the same transaction. */
export async function recordCommand(
  transaction: Transaction<Tables>,
  command: "administrator added" | "administrator removed" | "key recovered",
  accountId: number,
  at: Date,
  details: Readonly<Record<string, string>> = {},
): Promise<void> {
  await transaction
    .insertInto("account_commands")
    .values({ at: at.getTime(), command, account_id: accountId, details: JSON.stringify(details) })
    .execute();
}
