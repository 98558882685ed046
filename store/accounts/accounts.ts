import { randomInt } from "node:crypto";
import type { Selectable, Transaction } from "kysely";
import type { Account } from "../../domain/accounts/account.ts";
import type { Accounts, NewAccount, NewKey, StoredPhone } from "../../domain/accounts/ports.ts";
import { DomainError } from "../../domain/shared/errors.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Role } from "../../domain/shared/roles.ts";
import { skeletonOf } from "../../domain/shared/skeleton.ts";
import type { Database } from "../database.ts";
import { claimRequest } from "../operations/requests.ts";
import { repeatedColumn } from "../shared/conflicts.ts";
import type { Tables } from "../tables.ts";
import type { AccountsTable } from "./tables.ts";

/** The accounts in SQL. */
export function accountsRepository({ read, write }: Pick<Database, "read" | "write">): Accounts {
  return {
    async create(account, key, idempotency) {
      try {
        return await write.transaction().execute(async (transaction) => {
          const created = await insertAccount(transaction, account, key);
          if (idempotency) await claimRequest(transaction, created.id, idempotency, String(created.id));
          return created;
        });
      } catch (error) {
        const field = repeatedColumn(error);
        if (field === undefined) throw error;
        const message = `This ${field} is already registered`;
        throw new DomainError("conflict", message, [{ field, message }], { cause: error });
      }
    },

    async byId(id) {
      const row = await read.selectFrom("accounts").selectAll().where("id", "=", id).executeTakeFirst();
      return row && accountOf(row);
    },

    async byIdentifier(identifier) {
      const phone = identifier.replace(/[\s-]/g, "");
      const row = await read
        .selectFrom("accounts")
        .selectAll()
        .where((or) => or.or([or("username", "=", identifier), or("email", "=", identifier), or("phone", "=", phone)]))
        .executeTakeFirst();
      return row && { ...accountOf(row), passwordHash: row.password_hash };
    },

    async byAddresses(addresses) {
      if (addresses.length === 0) return new Map();
      const rows = await read.selectFrom("accounts").selectAll().where("address", "in", addresses).execute();
      const found = new Map(rows.map((row) => [row.address as Hex, accountOf(row)]));
      const earlier = await read
        .selectFrom("account_addresses")
        .innerJoin("accounts", "accounts.id", "account_addresses.account_id")
        .selectAll("accounts")
        .select("account_addresses.address as earlier")
        .where("account_addresses.address", "in", addresses)
        .execute();
      for (const row of earlier) found.set(row.earlier as Hex, accountOf(row));
      return found;
    },

    async earlierAddresses(id) {
      const rows = await read
        .selectFrom("account_addresses")
        .select("address")
        .where("account_id", "=", id)
        .orderBy("replaced_at")
        .execute();
      return rows.map((row) => row.address as Hex);
    },

    async withAgentsDue(id) {
      let query = write.selectFrom("accounts").selectAll().where("agents_due", "is not", null);
      if (id !== undefined) query = query.where("id", "=", id);
      const rows = await query.orderBy("id").execute();
      return rows.map((row) => ({ account: accountOf(row), since: new Date(row.agents_due as number) }));
    },

    async agentsAccepted({ account, since }) {
      await write
        .updateTable("accounts")
        .set({ agents_due: null })
        .where("id", "=", account.id)
        .where("agents_due", "=", since.getTime())
        .execute();
    },

    async passwordHashOf(id) {
      const row = await read.selectFrom("accounts").select("password_hash").where("id", "=", id).executeTakeFirst();
      return row?.password_hash;
    },

    setPassword(id, passwordHash, idempotency) {
      return write.transaction().execute(async (transaction) => {
        // First a statement that writes, if only to take the write lock: a read first would see outdated data.
        await transaction.updateTable("accounts").set({ id }).where("id", "=", id).execute();
        if (idempotency && (await claimRequest(transaction, id, idempotency, String(id))) !== undefined) return false;
        const password = { password_hash: passwordHash };
        await transaction.updateTable("accounts").set(password).where("id", "=", id).execute();
        await endTokens(transaction, id);
        return true;
      });
    },

    endTokens: (id) => write.transaction().execute((transaction) => endTokens(transaction, id)),

    phones() {
      const query = read.selectFrom("accounts").select(["id", "phone"]).where("phone", "is not", null).orderBy("id");
      return query.$narrowType<StoredPhone>().execute();
    },

    respellPhone: ({ id, phone: former }, phone) =>
      write.transaction().execute(async (transaction) => {
        const setPhone = (account: number, text: string | null) =>
          transaction.updateTable("accounts").set({ phone: text }).where("id", "=", account).executeTakeFirst();
        // First a statement that writes, if only to take the write lock.
        await transaction.updateTable("accounts").set({ id }).where("id", "=", id).execute();
        const other = await transaction
          .selectFrom("accounts")
          .select("id")
          .where("phone", "=", phone)
          .executeTakeFirst();
        if (other && other.id < id) return false;
        if (other) await setPhone(other.id, null);
        await setPhone(id, phone);
        if (other) await setPhone(other.id, former);
        return true;
      }),

    async emailVerified(id, email) {
      await write
        .updateTable("accounts")
        .set({ verified_email: email })
        .where("id", "=", id)
        .where("email", "=", email)
        .execute();
    },
  };
}

async function endTokens(transaction: Transaction<Tables>, id: number): Promise<void> {
  await transaction
    .updateTable("accounts")
    .set((column) => ({ token_version: column("token_version", "+", 1) }))
    .where("id", "=", id)
    .execute();
  await transaction.deleteFrom("sessions").where("account_id", "=", id).execute();
}

/**
 * A random first version for an account's tokens. Tokens outlive a lost database, and one of an earlier account with
 * the same number must not be valid for this one.
 */
const newTokenVersion = () => randomInt(1, 2 ** 31);

/**
 * Add an account within a transaction; its key is registered before the transaction ends. Throws the driver's error on
 * a conflict; then its key is not registered.
 */
export async function insertAccount(
  transaction: Transaction<Tables>,
  account: NewAccount,
  key: NewKey,
): Promise<Account> {
  const { username, email, phone, name, role, passwordHash, grantDue } = account;
  const row = await transaction
    .insertInto("accounts")
    .values({
      username,
      email,
      phone,
      name,
      name_skeleton: skeletonOf(name),
      role,
      password_hash: passwordHash,
      address: key.address,
      key_id: key.keyId,
      custody: "custodial",
      token_version: newTokenVersion(),
      created_at: Date.now(),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  if (role !== null) {
    await transaction
      .insertInto("role_applications")
      .values({
        account_id: row.id,
        role,
        state: grantDue ? "approved" : "pending",
        due: grantDue ? 1 : 0,
        decided_at: grantDue ? row.created_at : null,
        created_at: row.created_at,
      })
      .execute();
  }
  key.register(row.id);
  return accountOf(row);
}

/** An account from its row. */
export function accountOf(row: Selectable<AccountsTable>): Account {
  return {
    id: row.id,
    username: row.username,
    email: row.email,
    emailVerified: row.email !== null && row.verified_email === row.email,
    phone: row.phone,
    name: row.name,
    role: row.role as Role | null,
    address: row.address as Hex,
    keyId: row.key_id,
    custody: row.custody as Account["custody"],
    tokenVersion: row.token_version,
    createdAt: new Date(row.created_at),
  };
}
