import type { Selectable, Transaction } from "kysely";
import { DomainError } from "../../domain/errors.ts";
import type { Account, Hex } from "../../domain/model.ts";
import type { Accounts } from "../../domain/ports/accounts.ts";
import type { Role } from "../../domain/roles.ts";
import type { Database } from "../database.ts";
import type { AccountsTable, Tables } from "../tables.ts";
import { repeatedColumn } from "./conflicts.ts";
import { claimRequest } from "./requests.ts";

/** The accounts in SQL. */
export function accountsRepository({ read, write }: Pick<Database, "read" | "write">): Accounts {
  return {
    async create(account, addressOf, idempotency) {
      try {
        return await write.transaction().execute(async (transaction) => {
          const { username, email, phone, name, role, passwordHash, grantDue } = account;
          const { id } = await transaction
            .insertInto("accounts")
            .values({
              username,
              email,
              phone,
              name,
              role,
              password_hash: passwordHash,
              // Known only with the id, and unique: the row never leaves this transaction without its own.
              address: `pending:${username}`,
              custody: "custodial",
              token_version: 1,
              created_at: Date.now(),
              grant_due: grantDue ? 1 : 0,
            })
            .returning("id")
            .executeTakeFirstOrThrow();
          const row = await transaction
            .updateTable("accounts")
            .set({ address: addressOf(id).toLowerCase() })
            .where("id", "=", id)
            .returningAll()
            .executeTakeFirstOrThrow();
          if (idempotency) await claimRequest(transaction, id, idempotency, String(id));
          return accountOf(row);
        });
      } catch (error) {
        const column = repeatedColumn(error);
        if (column === undefined) throw error;
        const field = column === "address" ? "username" : column;
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
      return new Map(rows.map((row) => [row.address as Hex, accountOf(row)]));
    },

    async withGrantDue(id) {
      let query = write.selectFrom("accounts").selectAll().where("grant_due", "=", 1);
      if (id !== undefined) query = query.where("id", "=", id);
      return (await query.orderBy("id").execute()).map(accountOf);
    },

    async grantAccepted(id) {
      await write.updateTable("accounts").set({ grant_due: 0 }).where("id", "=", id).execute();
    },

    async passwordHashOf(id) {
      const row = await read.selectFrom("accounts").select("password_hash").where("id", "=", id).executeTakeFirst();
      return row?.password_hash;
    },

    setPassword(id, passwordHash, idempotency) {
      return write.transaction().execute(async (transaction) => {
        // First a statement that writes, if only to take its turn: one that reads would see what is soon outdated.
        await transaction.updateTable("accounts").set({ id }).where("id", "=", id).execute();
        if (idempotency && (await claimRequest(transaction, id, idempotency, String(id))) !== undefined) return false;
        const password = { password_hash: passwordHash };
        await transaction.updateTable("accounts").set(password).where("id", "=", id).execute();
        await endTokens(transaction, id);
        return true;
      });
    },

    endTokens: (id) => write.transaction().execute((transaction) => endTokens(transaction, id)),

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

function accountOf(row: Selectable<AccountsTable>): Account {
  return {
    id: row.id,
    username: row.username,
    email: row.email,
    emailVerified: row.email !== null && row.verified_email === row.email,
    phone: row.phone,
    name: row.name,
    role: row.role as Role | null,
    address: row.address as Hex,
    custody: row.custody as Account["custody"],
    tokenVersion: row.token_version,
    createdAt: new Date(row.created_at),
  };
}
