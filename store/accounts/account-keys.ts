/** The keys of accounts, and recovery of keys whose accounts were lost. */
import { sql, type Transaction } from "kysely";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";
import type { Tables } from "../tables.ts";
import { recordCommand } from "./account-commands.ts";

/** The key of an account. */
export interface AccountKey {
  readonly account: number;
  readonly keyId: string;
  /** The key's address; undefined where the account uses its wallet's. */
  readonly address: Hex | undefined;
  readonly createdAt: Date;
}

/** A key to assign to an account in place of its own. */
export interface KeyRecovery {
  readonly accountId: number;
  readonly keyId: string;
  readonly address: Hex;
  readonly at: Date;
}

/**
 * Why a key cannot be assigned: the account acted or holds a batch, it bound a wallet, or the key is another account's.
 */
export type RecoveryRefusal = "acted" | "wallet" | "taken";

/** The keys of the accounts in SQL. */
export function accountKeysRepository({ read, write }: Pick<Database, "read" | "write">) {
  return {
    async keyIdOf(accountId: number): Promise<string> {
      const row = await read
        .selectFrom("accounts")
        .select("key_id")
        .where("id", "=", accountId)
        .executeTakeFirstOrThrow();
      return row.key_id;
    },

    /** The keys of all accounts. */
    async all(): Promise<AccountKey[]> {
      const rows = await read
        .selectFrom("accounts")
        .select(["id", "key_id", "address", "custody", "created_at"])
        .orderBy("id")
        .execute();
      return rows.map((row) => ({
        account: row.id,
        keyId: row.key_id,
        address: row.custody === "custodial" ? (row.address as Hex) : undefined,
        createdAt: new Date(row.created_at),
      }));
    },

    /** Reserve all account numbers up to this one. */
    async skipNumbers(last: number): Promise<void> {
      // Usually they are reserved already: then nothing is written, so that startup works with a locked database.
      const { rows } = await sql<{ seq: number }>`select seq from sqlite_sequence where name = 'accounts'`.execute(
        read,
      );
      if ((rows[0]?.seq ?? 0) >= last) return;
      await write.transaction().execute(async (transaction) => {
        const { numAffectedRows } =
          await sql`update sqlite_sequence set seq = max(seq, ${last}) where name = 'accounts'`.execute(transaction);
        if (numAffectedRows === 0n) {
          await sql`insert into sqlite_sequence (name, seq) values ('accounts', ${last})`.execute(transaction);
        }
      });
    },

    /** Assign an account a key in place of its own, and with it the key's address. Changes nothing on refusal. */
    recover: (recovery: KeyRecovery): Promise<RecoveryRefusal | undefined> =>
      write.transaction().execute(async (transaction) => {
        // First a statement that writes, to take the write lock: a read first would see outdated data.
        const account = await transaction
          .updateTable("accounts")
          .set({ id: recovery.accountId })
          .where("id", "=", recovery.accountId)
          .returningAll()
          .executeTakeFirstOrThrow();
        if (account.key_id === recovery.keyId) return undefined;
        const refusal = await refusalOf(transaction, recovery, account);
        if (refusal) return refusal;
        await transaction
          .updateTable("accounts")
          .set({ key_id: recovery.keyId, address: recovery.address })
          .where("id", "=", account.id)
          .execute();
        await transaction
          .updateTable("role_applications")
          // The address's roles are on chain: a role revoked there is not granted again.
          .set({ state: "pending", due: 0 })
          .where("account_id", "=", account.id)
          .where("due", "=", 1)
          .execute();
        const { key_id: keyBefore, address: addressBefore } = account;
        const details = { key: recovery.keyId, address: recovery.address, keyBefore, addressBefore };
        await recordCommand(transaction, "key recovered", account.id, recovery.at, details);
        return undefined;
      }),
  };
}

async function refusalOf(
  transaction: Transaction<Tables>,
  { keyId, address }: KeyRecovery,
  account: { readonly id: number; readonly address: string; readonly custody: string },
): Promise<RecoveryRefusal | undefined> {
  const others = await transaction
    .selectFrom("accounts")
    .select("id")
    .where((or) => or.or([or("key_id", "=", keyId), or("address", "=", address)]))
    .unionAll(transaction.selectFrom("account_addresses").select("account_id as id").where("address", "=", address))
    .execute();
  if (others.length > 0) return "taken";
  const earlier = transaction.selectFrom("account_addresses").select("account_id").where("account_id", "=", account.id);
  if (account.custody !== "custodial" || (await earlier.execute()).length > 0) return "wallet";
  const acts = await transaction
    .selectFrom("operations")
    .select("number")
    .where("account_id", "=", account.id)
    .where("state", "!=", "failed")
    .unionAll(transaction.selectFrom("facts").select("block_number as number").where("actor", "=", account.address))
    .unionAll(transaction.selectFrom("batches").select("seq as number").where("custodian", "=", account.address))
    .limit(1)
    .execute();
  return acts.length > 0 ? "acted" : undefined;
}
