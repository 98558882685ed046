/** Who may use an item of the catalogue besides its owner. */
import { sql } from "kysely";
import type { CatalogueStore } from "../../domain/catalogue/ports.ts";
import { accountOf } from "../accounts/accounts.ts";
import type { Database } from "../database.ts";
import { type Ordering, paged, pageOfRows } from "../shared/keyset.ts";

/** The account that stands for all: no account has this number. */
export const ALL = 0;

const NEWEST_FIRST: Ordering = {
  name: "loans",
  by: [sql.ref("catalogue_loans.created_at"), sql.ref("catalogue_loans.account_id")],
  descending: true,
};

/** The loans of one kind of item. */
export function loansRepository(
  { read, write }: Pick<Database, "read" | "write">,
  catalogue: "locations" | "products",
): Pick<CatalogueStore<unknown>, "endLoan" | "isLentTo" | "lend" | "loans"> {
  const of = (id: string) =>
    read.selectFrom("catalogue_loans").where("catalogue", "=", catalogue).where("item_id", "=", id);

  return {
    lend: (id, accountId, at) =>
      write.transaction().execute(async (transaction) => {
        const key = { catalogue, item_id: id, account_id: accountId ?? ALL };
        const { created_at } = await transaction
          .insertInto("catalogue_loans")
          .values({ ...key, created_at: at.getTime() })
          // Sets what is there already, so that the row is given.
          .onConflict((conflict) => conflict.columns(["catalogue", "item_id", "account_id"]).doUpdateSet({ catalogue }))
          .returning("created_at")
          .executeTakeFirstOrThrow();
        return new Date(created_at);
      }),

    async endLoan(id, accountId) {
      const { numDeletedRows } = await write
        .deleteFrom("catalogue_loans")
        .where("catalogue", "=", catalogue)
        .where("item_id", "=", id)
        .where("account_id", "=", accountId ?? ALL)
        .executeTakeFirst();
      return numDeletedRows === 1n;
    },

    async loans(id, request) {
      const [found, count] = await Promise.all([
        paged(
          of(id)
            .leftJoin("accounts", "accounts.id", "catalogue_loans.account_id")
            .selectAll("accounts")
            .select("catalogue_loans.created_at as since"),
          NEWEST_FIRST,
          request,
        ).execute(),
        of(id)
          .select((expression) => expression.fn.countAll<number>().as("total"))
          .executeTakeFirstOrThrow(),
      ]);
      const { rows, next } = pageOfRows(found, NEWEST_FIRST, request);
      const items = rows.map(({ since, ...row }) => ({
        to: row.id === null ? null : accountOf(row as Parameters<typeof accountOf>[0]),
        since: new Date(since),
      }));
      return { items, total: Number(count.total), next };
    },

    async isLentTo(id, accountId) {
      const row = await of(id).select("account_id").where("account_id", "in", [accountId, ALL]).executeTakeFirst();
      return row !== undefined;
    },
  };
}
