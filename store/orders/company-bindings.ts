import type { CompanyBindings } from "../../domain/orders/erp.ts";
import type { Database } from "../database.ts";
import { claimRequest } from "../operations/requests.ts";
import { repeatedColumn } from "../shared/conflicts.ts";

/** The bindings of accounts to companies in SQL. */
export function companyBindingsRepository({ read, write }: Pick<Database, "read" | "write">): CompanyBindings {
  return {
    async byAccount(accountId) {
      const row = await read
        .selectFrom("erp_bindings")
        .selectAll()
        .where("account_id", "=", accountId)
        .executeTakeFirst();
      return (
        row && {
          accountId,
          customerId: row.customer_id,
          companyId: row.company_id,
          companyName: row.company_name,
          boundAt: new Date(row.bound_at),
        }
      );
    },

    async add({ accountId, customerId, companyId, companyName, boundAt }, idempotency) {
      try {
        await write.transaction().execute(async (transaction) => {
          await transaction
            .insertInto("erp_bindings")
            .values({
              account_id: accountId,
              customer_id: customerId,
              company_id: companyId,
              company_name: companyName,
              bound_at: boundAt.getTime(),
            })
            .execute();
          if (idempotency) await claimRequest(transaction, accountId, idempotency, `company:${customerId}`);
        });
        return true;
      } catch (error) {
        if (repeatedColumn(error) === "account_id") return false;
        throw error;
      }
    },
  };
}
