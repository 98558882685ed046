import type { LogInAddresses } from "../../domain/accounts/ports.ts";
import type { KeyedHash } from "../../domain/sessions/ports.ts";
import type { Database } from "../database.ts";

/** How many addresses are kept per account, and for how long after their last use. */
const KEPT = 20;
const LIFETIME = 90 * 86_400_000;

/** The addresses in SQL. The stored hashes reveal neither an address nor whether two accounts share one. */
export function logInAddressesRepository(
  { read, write }: Pick<Database, "read" | "write">,
  keyedHash: KeyedHash,
): LogInAddresses {
  const hashOf = (accountId: number, address: string) => keyedHash("log-in-address", String(accountId), address);

  return {
    async isKnown(accountId, address, at) {
      const row = await read
        .selectFrom("log_in_addresses")
        .select("used_at")
        .where("account_id", "=", accountId)
        .where("address_hash", "=", hashOf(accountId, address))
        .where("used_at", ">", at.getTime() - LIFETIME)
        .executeTakeFirst();
      return row !== undefined;
    },

    async remember(accountId, address, at) {
      const used = { used_at: at.getTime() };
      await write.transaction().execute(async (transaction) => {
        await transaction
          .insertInto("log_in_addresses")
          .values({ account_id: accountId, address_hash: hashOf(accountId, address), ...used })
          .onConflict((conflict) => conflict.columns(["account_id", "address_hash"]).doUpdateSet(used))
          .execute();
        const newest = transaction
          .selectFrom("log_in_addresses")
          .select("address_hash")
          .where("account_id", "=", accountId)
          .where("used_at", ">", at.getTime() - LIFETIME)
          .orderBy("used_at", "desc")
          .limit(KEPT);
        await transaction
          .deleteFrom("log_in_addresses")
          .where("account_id", "=", accountId)
          .where("address_hash", "not in", newest)
          .execute();
      });
    },
  };
}
