import type { Transaction } from "kysely";
import type { Account } from "../../domain/accounts/account.ts";
import { DomainError } from "../../domain/shared/errors.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { WalletBinding, WalletBindings } from "../../domain/wallets/ports.ts";
import { accountOf } from "../accounts/accounts.ts";
import type { Database } from "../database.ts";
import { claimRequest } from "../operations/requests.ts";
import { repeatedColumn } from "../shared/conflicts.ts";
import type { Executor } from "../shared/executor.ts";
import type { Tables } from "../tables.ts";

/** Wallets and their challenges in SQL. */
export function walletBindings({ read, write }: Pick<Database, "read" | "write">): WalletBindings {
  return {
    claim: ({ accountId, address, idempotency, at }) =>
      write.transaction().execute(async (transaction) => {
        const claim = { address, claimed_at: at.getTime() };
        await transaction
          .insertInto("wallet_claims")
          .values({ account_id: accountId, ...claim })
          .onConflict((conflict) => conflict.column("account_id").doUpdateSet(claim))
          .execute();
        if (idempotency) await claimRequest(transaction, accountId, idempotency, address);
      }),

    async claimOf(accountId) {
      const row = await read
        .selectFrom("wallet_claims")
        .select("address")
        .where("account_id", "=", accountId)
        .executeTakeFirst();
      return row?.address as Hex | undefined;
    },

    async challenge({ nonce, accountId, address, message, expiresAt }, at) {
      await write.deleteFrom("wallet_challenges").where("expires_at", "<=", at.getTime()).execute();
      await write
        .insertInto("wallet_challenges")
        .values({ nonce, account_id: accountId, address, message, expires_at: expiresAt.getTime() })
        .execute();
    },

    async challengeOf(accountId, message) {
      const row = await write
        .selectFrom("wallet_challenges")
        .selectAll()
        .where("account_id", accountId === null ? "is" : "=", accountId)
        .where("message", "=", message)
        .executeTakeFirst();
      if (!row) return undefined;
      return { accountId, message, nonce: row.nonce, address: row.address as Hex, expiresAt: new Date(row.expires_at) };
    },

    use: ({ nonce }) => useChallenge(write, nonce),

    async bind(binding) {
      try {
        return await write.transaction().execute((transaction) => bindIn(transaction, binding));
      } catch (error) {
        // Two accounts at once: the other one won.
        if (repeatedColumn(error) !== "address") throw error;
        throw taken(error);
      }
    },
  };
}

async function bindIn(
  transaction: Transaction<Tables>,
  { accountId, challenge, grantDue, idempotency, at }: WalletBinding,
): Promise<Account | undefined> {
  const { address, nonce } = challenge;
  if (!(await useChallenge(transaction, nonce))) return undefined;

  const earlier = await transaction
    .selectFrom("account_addresses")
    .select("account_id")
    .where("address", "=", address)
    .executeTakeFirst();
  if (earlier && earlier.account_id !== accountId) throw taken();
  await transaction.deleteFrom("account_addresses").where("address", "=", address).execute();

  const before = await transaction
    .selectFrom("accounts")
    .select("address")
    .where("id", "=", accountId)
    .executeTakeFirstOrThrow();
  if (before.address !== address) {
    await transaction
      .insertInto("account_addresses")
      .values({ address: before.address, account_id: accountId, replaced_at: at.getTime() })
      .execute();
  }
  const row = await transaction
    .updateTable("accounts")
    .set({ address, custody: "wallet", agents_due: at.getTime() })
    .where("id", "=", accountId)
    .returningAll()
    .executeTakeFirstOrThrow();
  await transaction.deleteFrom("wallet_claims").where("account_id", "=", accountId).execute();
  if (grantDue) {
    await transaction
      .updateTable("role_applications")
      .set({ state: "approved", due: 1, operation_id: null })
      .where("account_id", "=", accountId)
      .where("role", "=", row.role)
      .execute();
  }
  if (idempotency) await claimRequest(transaction, accountId, idempotency, address);
  return accountOf(row);
}

async function useChallenge(executor: Executor, nonce: string): Promise<boolean> {
  const { numDeletedRows } = await executor
    .deleteFrom("wallet_challenges")
    .where("nonce", "=", nonce)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

function taken(cause?: unknown): DomainError {
  const message = "This wallet is another account's";
  return new DomainError("conflict", message, [{ field: "address", message }], { cause });
}
